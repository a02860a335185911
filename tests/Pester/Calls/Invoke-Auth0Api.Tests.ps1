BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $echo = "$($tenant.Domain)/echo" # an API of one's own, which says back what arrived

    function Get-LastRequest { $tenant.Requests | Select-Object -Last 1 }
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Invoke-Auth0Api' {
    BeforeEach {
        $connection = Get-ConnectParameter $tenant
        Connect-Auth0 @connection | Out-Null
        $shop = Get-Auth0Client web-shop
        $tenant.ClearRequests()
    }

    AfterEach { . Disconnect-Tenant }

    Context 'paths' {
        It 'calls the Management API with its token: <_>' -ForEach 'clients', '/clients', 'api/v2/clients', '/api/v2/clients' {
            (Invoke-Auth0Api $_).name | Should -Contain 'web-shop'

            "$(Get-LastRequest)" | Should -Be 'GET /api/v2/clients 200'
            (Get-LastRequest).Headers['Authorization'] | Should -Be "Bearer $(Get-PlainText (Get-Auth0Token $tenant.ManagementAudience).AccessToken)"
        }

        It 'fills the names of a path from <Name>' -ForEach @(
            @{ Name = 'an Auth0Client, by Auth0''s name'; Path = 'clients/{client_id}'; From = { $shop } }
            @{ Name = 'an Auth0Client, by its property'; Path = 'clients/{ClientId}'; From = { $shop } }
            @{ Name = 'an object of the API'; Path = 'clients/{client_id}'; From = { Invoke-Auth0Api clients | Where-Object name -EQ web-shop } }
            @{ Name = 'a custom object'; Path = 'clients/{id}'; From = { [pscustomobject]@{ id = $shop.ClientId } } }
            @{ Name = 'a hashtable'; Path = 'clients/{id}'; From = { @{ id = $shop.ClientId } } }
            @{ Name = 'a text'; Path = 'clients/{id}'; From = { $shop.ClientId } }
        ) {
            (& $From | Invoke-Auth0Api $Path).name | Should -Be 'web-shop'
        }

        It 'keeps a value one segment of the path' {
            Get-Failure { [pscustomobject]@{ id = 'auth0|a/../b?c=d#e é%2F' } | Invoke-Auth0Api 'clients/{id}' } | Out-Null

            (Get-LastRequest).Path | Should -Be '/api/v2/clients/auth0%7Ca%2F..%2Fb%3Fc%3Dd%23e%20%C3%A9%252F'
            (Get-LastRequest).Query | Should -BeNullOrEmpty
        }

        It 'reports <Name> as one error that sends nothing, and goes on' -ForEach @(
            @{ Name = 'a missing value'; Value = @{ other = 'x' } }
            @{ Name = 'an empty value'; Value = @{ id = '' } }
            @{ Name = 'no value'; Value = @{ id = $null } }
            @{ Name = 'the value ..'; Value = @{ id = '..' } }
            @{ Name = 'several values'; Value = @{ id = @('a', 'b') } }
        ) {
            $objects = [pscustomobject]@{ id = $shop.ClientId }, [pscustomobject]$Value, [pscustomobject]@{ id = $tenant.ClientId }
            $answers = $objects | Invoke-Auth0Api 'clients/{id}' -ErrorAction SilentlyContinue -ErrorVariable failures

            $answers.name | Should -Be 'web-shop', 'Automation'
            $failures | Should -HaveCount 1
            $failures[0].FullyQualifiedErrorId | Should -Be 'TemplateValueMissing,Auth0Flows.PowerShell.InvokeAuth0ApiCommand'
            $failures[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
            "$($failures[0])" | Should -BeLike "The path clients/{id} needs 'id'*"
            $failures[0].TargetObject | Should -Be $objects[1]
            $failures[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            $tenant.CountRequests('GET', '/api/v2/clients/*') | Should -Be 2
        }

        It 'does not leave the Management API by <_>' -ForEach 'https://evil.example/clients', '//evil.example/clients', '../clients', 'clients/%2e%2e/%2e%2e/x', 'clients\x' {
            $failure = Get-Failure { Invoke-Auth0Api $_ }

            $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidApiAddress,*'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-Uri*'
            $tenant.CountRequests() | Should -Be 0
        }
    }

    Context 'what is sent' {
        It 'sends <Name> as JSON' -ForEach @(
            @{ Name = 'a hashtable'; Body = @{ name = 'é "x"' }; Json = '{"name":"é \"x\""}' }
            @{ Name = 'an ordered one'; Body = [ordered]@{ z = 1; a = $true; n = $null; d = 2.5 }; Json = '{"z":1,"a":true,"n":null,"d":2.5}' }
            @{ Name = 'an object within an object'; Body = [pscustomobject]@{ a = [pscustomobject]@{ b = @(1) } }; Json = '{"a":{"b":[1]}}' }
            @{ Name = 'an array'; Body = @(1, 'two', @{ three = 3 }); Json = '[1,"two",{"three":3}]' }
            @{ Name = 'an empty array'; Body = @{ callbacks = @() }; Json = '{"callbacks":[]}' }
            @{ Name = 'a time without a zone'; Body = @{ at = [datetime]'1990-05-01' }; Json = '{"at":"1990-05-01T00:00:00"}' }
            @{ Name = 'what ConvertFrom-Json read'; Body = ('{"a":"1990-05-01T00:00:00","b":"2026-01-02T03:04:05.1234567"}' | ConvertFrom-Json); Json = '{"a":"1990-05-01T00:00:00","b":"2026-01-02T03:04:05.1234567"}' }
            @{ Name = 'a single'; Body = @{ at = [float] 0.1 }; Json = '{"at":0.1}' }
            @{ Name = 'a time'; Body = @{ at = [datetime]::new(2026, 1, 2, 3, 4, 5, [System.DateTimeKind]::Utc) }; Json = '{"at":"2026-01-02T03:04:05.0000000Z"}' }
            @{ Name = 'a secret'; Body = @{ secret = (ConvertTo-SecureString 's3cret' -AsPlainText -Force) }; Json = '{"secret":"s3cret"}' }
            @{ Name = 'a text as it is'; Body = ' {"a" : 1} '; Json = '{"a":1}' }
        ) {
            Invoke-Auth0Api -Uri $echo/bodies -Audience $Orders -Method POST -Body $Body -Raw | Should -BeLike "*`"body`":$($Json.Replace('[', '`[').Replace(']', '`]'))}"
            (Get-LastRequest).Headers['Content-Type'] | Should -BeLike 'application/json*'
        }

        It 'sends a text of another type' {
            (Invoke-Auth0Api -Uri $echo/bodies -Audience $Orders -Method PUT -Body 'a,b' -ContentType text/csv).body | Should -Be 'a,b'
            (Get-LastRequest).Headers['Content-Type'] | Should -Be 'text/csv'
        }

        It 'sends an Auth0Client under the names of the API' {
            $body = Invoke-Auth0Api -Uri $echo/bodies -Audience $Orders -Method PUT -Body $shop | ForEach-Object body

            $body.app_type | Should -Be 'spa'
            $body.client_metadata.environment | Should -Be 'staging'
            $body.jwt_configuration.alg | Should -Be 'RS256'
            $body.callback_url_template | Should -BeFalse
        }

        It 'says of <Name> that it is no body' -ForEach @(
            @{ Name = 'a hashtable that holds itself'; Body = { $body = @{}; $body.self = $body; $body } }
            @{ Name = 'a number that JSON has not'; Body = { @{ number = [double]::NaN } } }
            @{ Name = 'an object that can''t be read'; Body = { [pscustomobject]@{} | Add-Member broken -MemberType ScriptProperty { throw 'broken' } -PassThru } }
        ) {
            $failure = Get-Failure { Invoke-Auth0Api clients -Method POST -Body (& $Body) }

            $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidRequestBody,*'
            $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            $tenant.CountRequests('POST', '/api/v2/*') | Should -Be 0
        }

        It 'percent-encodes a query' {
            Invoke-Auth0Api -Uri "$echo/queries?x=1" -Audience $Orders -Query ([ordered]@{ q = 'a b&c=é'; yes = $true; ids = 1, 2 }) | Out-Null

            (Get-LastRequest).Query | Should -Be 'x=1&q=a%20b%26c%3D%C3%A9&yes=true&ids=1%2C2'
        }

        It 'takes headers and a query as <Name>' -ForEach @(
            @{ Name = 'hashtables'; Dictionary = @{} }
            @{ Name = 'generic dictionaries'; Dictionary = [System.Collections.Generic.Dictionary[string, string]]::new() }
        ) {
            $Dictionary['fields'] = 'name'
            Invoke-Auth0Api clients -Headers $Dictionary -Query $Dictionary | Out-Null

            (Get-LastRequest).Headers['fields'] | Should -Be 'name'
            (Get-LastRequest).Query | Should -Be 'fields=name'
        }

        It 'sends a secret in a query or a header as its text, and repeats it in no error' {
            $secure = ConvertTo-SecureString 's3cret-of-a-pin' -AsPlainText -Force
            $tenant.AddFault(@{ Path = '/api/v2/clients'; StatusCode = 400; Body = '{"error":"Bad Request","message":"Unknown: s3cret-of-a-pin"}' })

            $failure = Get-Failure { Invoke-Auth0Api clients -Query @{ q = $secure; list = @('a', $tenant.ClientSecret) } -Headers @{ 'X-Note' = $secure } }

            $request = $tenant.Requests.Where{ $_.Path -eq '/api/v2/clients' }[-1]
            $request.Query | Should -BeLike '*q=s3cret-of-a-pin*'
            $request.Query.Contains([uri]::EscapeDataString("a,$(Get-PlainText $tenant.ClientSecret)")) | Should -BeTrue
            $request.Headers['X-Note'] | Should -Be 's3cret-of-a-pin'
            "$failure" | Should -BeLike '*Unknown: `*`*`*`*`*`*`*`**'
            "$($failure | Format-List * -Force | Out-String)" | Should -Not -BeLike '*s3cret-of-a-pin*'
        }

        It 'sends a secret in a form as its text, and repeats it in no error' {
            $secure = ConvertTo-SecureString 's3cret-of-a-pin' -AsPlainText -Force
            $tenant.AddFault(@{ Path = '/api/v2/clients'; StatusCode = 400; Body = '{"error":"Bad Request","message":"Unknown: s3cret-of-a-pin"}' })

            $failure = Get-Failure { Invoke-Auth0Api clients -Method POST -Form @{ note = $secure } }

            $tenant.Requests.Where{ $_.Path -eq '/api/v2/clients' }[-1].ReadBody() | Should -BeLike '*s3cret-of-a-pin*'
            "$failure $($failure | Format-List * -Force | Out-String)" | Should -Not -BeLike '*s3cret-of-a-pin*'
        }

        It 'does not take the header <_>' -ForEach 'Authorization', 'Host', 'not a name' {
            $failure = Get-Failure { Invoke-Auth0Api clients -Headers @{ $_ = 'x' } }

            $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidHeader,*'
            $tenant.CountRequests('GET', '/api/v2/*') | Should -Be 0
        }

        It 'sends <_>' -ForEach 'POST', 'PUT', 'PATCH', 'DELETE', 'GET' {
            (Invoke-Auth0Api -Uri $echo/methods -Audience $Orders -Method $_.ToLower()).method | Should -Be $_
        }

        It 'creates, changes and deletes; a deletion gives nothing' {
            $new = Invoke-Auth0Api clients -Method POST -Body @{ name = 'new'; app_type = 'spa' }
            $changed = $new | Invoke-Auth0Api 'clients/{client_id}' -Method PATCH -Body @{ description = 'changed' }
            $deleted = $new | Invoke-Auth0Api 'clients/{client_id}' -Method DELETE

            $changed.description | Should -Be 'changed'
            $deleted | Should -BeNullOrEmpty
            (Get-Failure { Get-Auth0Client -ClientId $new.client_id }).FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
        }

        It 'sends no <_> with -WhatIf' -ForEach 'POST', 'PUT', 'PATCH', 'DELETE' {
            Invoke-Auth0Api clients -Method $_ -WhatIf | Should -BeNullOrEmpty
            $tenant.Requests.Where{ $_.Method -ne 'GET' -and $_.Path -ne '/oauth/token' } | Should -BeNullOrEmpty
        }

        It 'reads all the same with -WhatIf, and asks nobody with -Confirm:$false' {
            (Invoke-Auth0Api clients -WhatIf).name | Should -Contain 'web-shop'
            (Invoke-Auth0Api -Uri $echo/x -Audience $Orders -Method DELETE -Confirm:$false).method | Should -Be 'DELETE'
        }
    }
}
