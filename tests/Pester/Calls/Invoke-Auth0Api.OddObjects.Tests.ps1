# Objects as users have reported them from real tenants: no data is lost silently.
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

        "$warned" | Should -BeLike '*''a''*more than once*-OutputType Json*'
        $answer.Keys | Should -Be 'a', 'A'
        $answer['a'], $answer['A'] | Should -Be 2, 3
    }

    It 'names a repeated property without what a terminal would obey' {
        Set-Answer '{"a\u001b]0;owned\u0007\u202e":1,"a\u001b]0;owned\u0007\u202e":2}'
        $null = Invoke-Auth0Api clients/x -WarningVariable warned -WarningAction SilentlyContinue

        "$warned" | Should -BeLike "*'a ]0;owned  '*more than once*"
    }

    It 'cuts the name of a repeated property that is too long' {
        $name = 'a' * 100000
        Set-Answer "{`"$name`":1,`"$name`":2}"
        $null = Invoke-Auth0Api clients/x -WarningVariable warned -WarningAction SilentlyContinue

        "$warned" | Should -BeLike "*'$('a' * 100)…' more than once*"
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

    It 'passes over what is no object, with a warning: <Value>' -ForEach @(
        @{ Value = 'null'; Words = 'null' }
        @{ Value = '5'; Words = 'a number' }
        @{ Value = '"x"'; Words = 'a text' }
        @{ Value = '[1]'; Words = 'an array' }
        @{ Value = 'true'; Words = 'a Boolean' }
    ) {
        Set-Answer "[{`"client_id`":`"first`"},$Value,{`"client_id`":`"last`"}]"
        $clients = Get-Auth0Client -WarningVariable warnings -WarningAction SilentlyContinue

        $clients.ClientId | Should -Be first, last
        $warnings | Should -BeExactly "The list of clients has $Words in the place of an object (`$[1]), which was skipped."
        Set-Answer "[$Value,$Value]"
        "$(Get-Failure { Get-Auth0Client })" | Should -BeLike "*returned a list with $Words in the place of an object (`$``[0``])."
    }

    It 'repeats no value of broken JSON: <Name>' -ForEach @(
        @{ Name = 'a list'; Json = '[{"client_secret":ns3cret}]'; Call = { Get-Auth0Client } }
        @{ Name = 'an object'; Json = '{"client_secret":ts3cret}'; Call = { Get-Auth0Client -ClientId x } }
        @{ Name = 'an answer'; Json = '{"client_secret":fs3cret}'; Call = { Invoke-Auth0Api clients/x } }
    ) {
        Set-Answer $Json
        $failure = Get-Failure $Call

        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidJson,*'
        "$($failure | Format-List * -Force | Out-String -Width 500) $($failure.Exception)" | Should -Not -BeLike '*s3cret*'
    }

    It 'sends null for what a command without output gives, and for DBNull' {
        Set-Answer '{}'
        Invoke-Auth0Api clients/x -Method PATCH -Body ([ordered]@{ a = & { }; b = [DBNull]::Value; c = @{} }) | Out-Null

        $tenant.Requests[-1].ReadBody() | Should -BeExactly '{"a":null,"b":null,"c":{}}'
    }

    It 'says which properties it could not read, and keeps what came' {
        Set-Answer '{"users":[{"user_id":"u","created_at":{"x":1},"logins_count":"7"}],"total":1,"start":0,"limit":50,"length":1}'
        $user = Get-Auth0User

        $user.LoginsCount | Should -Be 7
        $user.UnreadProperties | Should -Be created_at
        $user.AdditionalProperties['created_at'].x | Should -Be 1
    }

    It 'hides all texts of an object that is secret as a whole, as <OutputType>, and sends them back' -ForEach @(
        @{ OutputType = 'PSObject' }
        @{ OutputType = 'Hashtable' }
    ) {
        Set-Answer '{"id":"con_1","options":{"signing_key":{"key":"s3cret","cert":"s3cret"},"customHeaders":{"X-Api":"s3cret"},"configuration":{"conn":"s3cret","deep":[{"a":"s3cret"}],"on":true}},"credentials":{"connectionString":"s3cret"},"custom_password_hash":{"hash":{"value":"s3cret"}}}'
        $connection = Invoke-Auth0Api connections/con_1 -OutputType $OutputType

        (ConvertTo-Json $connection -Depth 9) + [System.Management.Automation.PSSerializer]::Serialize($connection, 9) + ($connection | Format-Custom -Depth 9 | Out-String) | Should -Not -Match 's3cret'
        $connection.options.configuration.on | Should -BeTrue
        $connection.options.configuration.deep[0].a | Should -BeOfType [Auth0Secret]
        Set-Answer '{}'
        Invoke-Auth0Api connections/con_1 -Method PATCH -Body @{ options = $connection.options } | Out-Null
        ($tenant.Requests[-1].ReadBody() | ConvertFrom-Json -Depth 9).options.configuration.deep[0].a | Should -BeExactly 's3cret'
    }

    It 'hides <Name>' -ForEach @(
        @{ Name = 'the secret key of Duo'; Path = 'guardian/factors/duo/settings'; Json = '{"ikey":"shown","skey":"s3cret"}' }
        @{ Name = 'the keys of Azure''s addons'; Path = 'clients/x'; Json = '{"addons":{"azure_sb":{"namespace":"shown","sasKey":"s3cret"},"wams":{"masterkey":"s3cret"}}}' }
        @{ Name = 'the headers of a log stream'; Path = 'log-streams/x'; Json = '{"sink":{"httpCustomHeaders":[{"header":"shown","value":"s3cret"}]}}' }
        @{ Name = 'the address of Sumo Logic'; Path = 'log-streams/x'; Json = '{"type":"shown","sink":{"sumoSourceAddress":"https://x/s3cret"}}' }
        @{ Name = 'the values of an action''s secrets'; Path = 'actions/actions/x'; Json = '{"secrets":[{"name":"shown","value":"s3cret"}]}' }
        @{ Name = 'a database''s configuration in the clear'; Path = 'connections/x'; Json = '{"name":"shown","options":{"bareConfiguration":{"url":"s3cret"}}}' }
        @{ Name = 'an e-mail provider''s connection'; Path = 'emails/provider'; Json = '{"name":"shown","credentials":{"connectionString":"s3cret"}}' }
        @{ Name = 'the address of a job''s file'; Path = 'jobs/x'; Json = '{"status":"shown","location":"https://x/users?X-Amz-Signature=s3cret"}' }
        @{ Name = 'no other location'; Path = 'users/x'; Json = '{"user_metadata":{"location":"shown"},"token":"s3cret"}' }
    ) {
        Set-Answer $Json
        $answer = Invoke-Auth0Api $Path | ConvertTo-Json -Depth 9

        $answer | Should -Match 'shown'
        $answer | Should -Not -Match 's3cret'
    }

    It 'gives a number of a million digits as its text, at once' {
        Set-Answer "{`"x`":$('9' * 1000000),`"y`":$('9' * 1000)}"
        $took = Measure-Command { $script:answer = Invoke-Auth0Api clients/x }

        $answer.x | Should -BeOfType [string]
        $answer.x.Length | Should -Be 1000000
        $answer.y | Should -BeOfType [bigint]
        $took.TotalSeconds | Should -BeLessThan 5
    }

    It 'reads objects in objects with such names at once, however deep they are' {
        Set-Answer ('{"x":' * 50 + '1' + ',"":2}' * 50)
        $took = Measure-Command { $script:answer = Invoke-Auth0Api clients/x }

        $answer.x.x[''] | Should -Be 2
        $took.TotalSeconds | Should -BeLessThan 5
    }

    It 'names the property that can''t be read' {
        $object = [pscustomobject]@{} | Add-Member -MemberType ScriptProperty -Name client_id -Value { throw 'no' } -PassThru

        $failure = Get-Failure { $object | Invoke-Auth0Api 'clients/{client_id}' }

        $failure.FullyQualifiedErrorId | Should -BeLike 'TemplateValueMissing,*'
        "$failure" | Should -BeLike "The property 'client_id' can't be read:*no*"
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
        $listener = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $listener.Start()
        $accepting = $listener.AcceptTcpClientAsync()
        $port = $listener.LocalEndpoint.Port
        $calling = Start-ThreadJob { Import-Module $using:ModulePath; Invoke-Auth0Api -Uri "http://127.0.0.1:$using:port/x" -Audience https://orders.example.com/ -Session $using:session }
        try {
            $accepting.Wait(20000) | Should -BeTrue
            $stream = $accepting.Result.GetStream()
            $reader = [System.IO.StreamReader]::new($stream)
            while ($reader.ReadLine()) { } # the request's headers; it has no body
            $bytes = $encoding.GetBytes('{"a":"é"}')
            $stream.Write([System.Text.Encoding]::ASCII.GetBytes("HTTP/1.1 200 OK`r`nContent-Type: application/json; charset=$_`r`nContent-Length: $($bytes.Length)`r`n`r`n"))
            $stream.Write($bytes)
            ($calling | Receive-Job -Wait).a | Should -BeExactly 'é'
        }
        finally {
            $accepting.IsCompletedSuccessfully ? $accepting.Result.Dispose() : $null
            $listener.Stop()
            $calling | Remove-Job -Force
        }
    }
}

# JavaScript cuts emojis in two. Such a text goes back with all of its characters, whatever else is changed.
Describe 'A text with half a surrogate pair' {
    BeforeAll {
        $odd = 'a\nb \ud800 \"q\" \\ \u00e9'
        $sent = 'a\nb \ud800 \u0022q\u0022 \\ \u00E9'
        function Get-Sent { $tenant.Requests.Where{ $_.Method -in 'PATCH', 'PUT' }[-1].ReadBody() }
        function Invoke-Odd([string] $Json, [scriptblock] $Call) {
            $tenant.AddFault(@{ Path = '/api/v2/*'; StatusCode = 200; Body = $Json; Times = 0 })
            try { & $Call } finally { $tenant.ClearFaults() }
        }
    }

    It 'goes back with the options of a connection' {
        Invoke-Odd "{`"id`":`"con_1`",`"name`":`"n`",`"strategy`":`"oidc`",`"options`":{`"line`":`"$odd`",`"$odd`":1}}" { Get-Auth0Connection -Id con_1 | Set-Auth0Connection -Option @{ b = 1 } }
        Get-Sent | Should -BeExactly "{`"options`":{`"line`":`"$sent`",`"$sent`":1,`"b`":1}}"
    }

    It 'goes back with the metadata of a user' {
        Invoke-Odd "{`"user_id`":`"auth0|1`",`"user_metadata`":{`"$odd`":[`"$odd`"]}}" {
            $user = Get-Auth0User -UserId 'auth0|1'
            $user | Set-Auth0User -UserMetadata $user.UserMetadata
        }
        Get-Sent | Should -BeExactly "{`"user_metadata`":{`"$sent`":[`"$sent`"]}}"
    }

    It 'goes back through Invoke-Auth0Api, as <_>' -ForEach PSObject, Hashtable {
        $shape = $_
        Invoke-Odd "{`"$odd`":`"$odd`",`"b`":{`"c`":[`"$odd`"]}}" { Invoke-Auth0Api clients/x -OutputType $shape | ForEach-Object { Invoke-Auth0Api clients/x -Method PATCH -Body $_ } }
        Get-Sent | Should -BeExactly "{`"$sent`":`"$sent`",`"b`":{`"c`":[`"$sent`"]}}"
    }

    It 'goes back with the bindings of a trigger' {
        Invoke-Odd "{`"bindings`":[{`"id`":`"b1`",`"trigger_id`":`"post-login`",`"display_name`":`"$odd`",`"action`":{`"id`":`"a1`",`"name`":`"one`"}}],`"total`":1}" { Add-Auth0ActionBinding post-login a3 -Confirm:$false }
        Get-Sent | Should -BeLike "*`"display_name`":`"$($sent.Replace('\', '\'))`"*"
    }

    It 'as the name of a property costs no object: <_>' -ForEach '\udfff', 'k\ud800', '\ud83d' {
        Set-Answer "[{`"client_id`":`"c`",`"$_`":`"x`"},{`"client_id`":`"d`",`"name`":`"x`"}]"
        (Get-Auth0Client).ClientId | Should -Be c, d
    }
}

Describe 'A count' {
    It 'is a whole number' {
        Set-Answer '4711'
        Get-Auth0ActiveUserCount | Should -Be 4711
    }

    It 'that is something else is InvalidJson: <_>' -ForEach '{}', '[]', 'null', '"5"', 'true', '1.5', '1e400', '12345678901234567890123', '-1' {
        Set-Answer $_
        (Get-Failure { Get-Auth0ActiveUserCount }).FullyQualifiedErrorId | Should -BeLike 'InvalidJson,*'
    }
}

Describe 'A file of code' {
    It 'in another encoding is refused' {
        $path = Join-Path $TestDrive code.js
        [System.IO.File]::WriteAllBytes($path, [System.Text.Encoding]::Latin1.GetBytes('/* Größe */'))
        $failure = Get-Failure { New-Auth0Action x -Trigger post-login -CodePath $path }
        $failure.FullyQualifiedErrorId | Should -BeLike 'FileNotReadable,*'
        "$failure" | Should -BeLike "*$path is not encoded in UTF-8*"
    }

    It 'is read in the encoding that its byte order mark names: <_>' -ForEach utf8BOM, unicode, bigendianunicode, utf32, utf8 {
        $path = Join-Path $TestDrive code.js
        Set-Content $path '/* Größe */' -Encoding $_ -NoNewline
        (New-Auth0Action "size $_" -Trigger post-login -CodePath $path).Code | Should -BeExactly '/* Größe */'
    }

    It 'refuses a list that contains itself: <Name>' -ForEach @(
        @{ Name = 'in a query'; Command = { Invoke-Auth0Api clients -Query @{ q = $list } }; Id = 'InvalidRequestBody,*' }
        @{ Name = 'in a header'; Command = { Invoke-Auth0Api clients -Headers @{ q = $list } }; Id = 'InvalidRequestBody,*' }
        @{ Name = 'as an id'; Command = { Get-Auth0Client $list }; Id = 'CannotConvertArgument,*' }
    ) {
        $list = [System.Collections.ArrayList]::new()
        $null = $list.Add($list)

        (Get-Failure $Command).FullyQualifiedErrorId | Should -BeLike $Id
    }
}
