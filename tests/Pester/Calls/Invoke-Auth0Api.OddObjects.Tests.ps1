# Objects as real tenants have been reported to give them: nothing of them is lost without a word.
BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $connection = Get-ConnectParameter $tenant
    $session = Connect-Auth0 @connection
    $null = Get-Auth0Token $tenant.ManagementAudience

    function Set-Answer([string] $Body, [string] $ContentType = 'application/json') { $tenant.AddFault(@{ Path = '/api/v2/*'; StatusCode = 200; Body = $Body; ContentType = $ContentType }) }
}

AfterAll {
    Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'Names that PowerShell''s objects can''t have' {
    It 'make a dictionary of the object that has them, with all of them: <_>' -ForEach '{"A":1,"a":2}', '{"":4,"x":1}', '{"psobject":1}' {
        Set-Answer "{`"name`":`"n`",`"metadata`":$_}"
        $answer = Invoke-Auth0Api clients/x

        $answer.name | Should -Be n
        $answer.metadata | Should -BeOfType [System.Collections.Specialized.OrderedDictionary]
        $answer.metadata | ConvertTo-Json -Compress | Should -BeExactly $_
    }

    It 'leave other objects as they are: <_>' -ForEach '{"Count":3,"Length":4}', '{"Keys":1}', '{"a":{"b":[1,{"c":null}]}}' {
        Set-Answer $_
        Invoke-Auth0Api clients/x | ConvertTo-Json -Depth 5 -Compress | Should -BeExactly $_
    }

    It 'are told of where one comes several times' {
        Set-Answer '{"a":1,"a":2,"A":3}'
        $answer = Invoke-Auth0Api clients/x -WarningVariable warned -WarningAction SilentlyContinue

        "$warned" | Should -BeLike '*''a''*several times*-OutputType Json*'
        $answer.Keys | Should -Be 'a', 'A'
        $answer['a'], $answer['A'] | Should -Be 2, 3
    }
}

Describe 'Numbers' {
    It 'come and go with all their digits: <_>' -ForEach '12345678901234567890123', '9007199254740993', '1.10', '-0.5', '18446744073709551616' {
        Set-Answer "{`"n`":$_}"
        $answer = Invoke-Auth0Api clients/x
        $tenant.AddFault(@{ Path = '/api/v2/*'; StatusCode = 200; Body = '{}' })
        $null = Invoke-Auth0Api clients/x -Method PATCH -Body $answer

        $answer | ConvertTo-Json -Compress | Should -BeExactly "{`"n`":$_}"
        $tenant.Requests[-1].ReadBody() | Should -BeExactly "{`"n`":$_}"
    }
}

Describe 'A list with an odd object' {
    It 'comes whole: <Cmdlet>, <Odd>' -ForEach @(
        @{ Cmdlet = 'Get-Auth0Client'; List = 'clients'; Odd = '{"client_id":"odd","jwt_configuration":{"lifetime_in_seconds":"36000"},"callbacks":"https://one","addons":[]}'; Id = 'ClientId' }
        @{ Cmdlet = 'Get-Auth0Client'; List = 'clients'; Odd = '{"client_id":"odd","name":"half \ud83d","sso":{"a":1}}'; Id = 'ClientId' }
        @{ Cmdlet = 'Get-Auth0User'; List = 'users'; Odd = '{"user_id":"odd","logins_count":"7","created_at":{"$date":"x"},"half \ud83d":1}'; Id = 'UserId' }
        @{ Cmdlet = 'Get-Auth0Connection'; List = 'connections'; Odd = '{"id":"odd","options":[],"realms":"x","is_domain_connection":"true"}'; Id = 'Id' }
        @{ Cmdlet = 'Get-Auth0Role'; List = 'roles'; Odd = '{"id":"odd","name":["a"]}'; Id = 'Id' }
    ) {
        $name = ($Id -creplace '(?<!^)([A-Z])', '_$1').ToLowerInvariant()
        Set-Answer "{`"start`":0,`"limit`":50,`"length`":2,`"total`":2,`"$List`":[$Odd,{`"$name`":`"even`"}]}"
        $objects = @(& $Cmdlet)

        $objects.$Id | Should -Be odd, even
    }

    It 'says which properties it could not read, and keeps what came' {
        Set-Answer '{"users":[{"user_id":"u","created_at":{"x":1},"logins_count":"7"}],"total":1,"start":0,"limit":50,"length":1}'
        $user = Get-Auth0User

        $user.LoginsCount | Should -Be 7
        $user.UnreadProperties | Should -Be created_at
        $user.AdditionalProperties['created_at'].x | Should -Be 1
    }

    It 'has room for a long value under a secret''s name' {
        $long = 'x' * 70000
        Set-Answer "{`"users`":[{`"user_id`":`"u`",`"user_metadata`":{`"push_token`":`"$long`"}},{`"user_id`":`"v`"}],`"total`":2,`"start`":0,`"limit`":50,`"length`":2}"
        (Invoke-Auth0Api users -All).user_id | Should -Be u, v
    }
}

Describe 'JSON in another charset' {
    It 'is read by the charset that the answer names: <_>' -ForEach 'iso-8859-1', 'windows-1252', 'utf-16', 'no-such-charset' {
        $encoding = $_ -eq 'no-such-charset' ? [System.Text.Encoding]::UTF8 : ([System.Text.CodePagesEncodingProvider]::Instance.GetEncoding($_) ?? [System.Text.Encoding]::GetEncoding($_))
        $listener = [System.Net.HttpListener]::new()
        $free = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $free.Start()
        $port = $free.LocalEndpoint.Port
        $free.Stop()
        $listener.Prefixes.Add("http://127.0.0.1:$port/")
        $listener.Start()
        $serving = $listener.GetContextAsync()
        $calling = Start-ThreadJob { Import-Module $using:ModulePath; Invoke-Auth0Api -Uri "http://127.0.0.1:$using:port/x" -Audience https://orders.example.com/ -Session $using:session }
        try {
            $serving.Wait(20000) | Should -BeTrue
            $context = $serving.Result
            $bytes = $encoding.GetBytes('{"a":"é"}')
            $context.Response.ContentType = "application/json; charset=$_"
            $context.Response.OutputStream.Write($bytes)
            $context.Response.Close()
            ($calling | Receive-Job -Wait -AutoRemoveJob).a | Should -BeExactly 'é'
        }
        finally { $listener.Close() }
    }
}
