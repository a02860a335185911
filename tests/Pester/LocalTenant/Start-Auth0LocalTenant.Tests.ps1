BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
}

AfterAll { Get-Auth0Session -ListAvailable | Disconnect-Auth0 }

Describe 'Start-Auth0LocalTenant' {
    AfterEach { Stop-Auth0LocalTenant }

    It 'starts a tenant on a free port of this machine' {
        $tenant = Start-Auth0LocalTenant

        $tenant | Should -BeOfType [Auth0LocalTenant]
        $tenant.IsRunning | Should -BeTrue
        $tenant.Domain | Should -Be "http://127.0.0.1:$($tenant.Port)"
        $tenant.ManagementAudience | Should -Be "$($tenant.Domain)/api/v2/"
        $tenant.ClientSecret | Should -BeOfType [Auth0LocalTenantSecret]
        $tenant.Apis.Identifier | Should -Be $tenant.ManagementAudience, $Orders, 'urn:example:reports'
        (Invoke-RestMethod "$($tenant.Domain)/.well-known/openid-configuration").issuer | Should -Be $tenant.Issuer
    }

    It 'starts several, each for itself' {
        $one, $two = 1..2 | ForEach-Object { Start-Auth0LocalTenant }
        Invoke-RestMethod "$($one.Domain)/.well-known/jwks.json" | Out-Null

        $one.Port | Should -Not -Be $two.Port
        (Get-PlainText $one.ClientSecret) | Should -Not -Be (Get-PlainText $two.ClientSecret)
        $one.CountRequests() | Should -Be 1
        $two.CountRequests() | Should -Be 0
    }

    It 'takes a port' {
        $port = (Start-Auth0LocalTenant).Port
        Stop-Auth0LocalTenant

        (Start-Auth0LocalTenant -Port $port).Domain | Should -Be "http://127.0.0.1:$port"
    }

    It 'says that a port is taken' {
        $port = (Start-Auth0LocalTenant).Port
        $failure = Get-Failure { Start-Auth0LocalTenant -Port $port }

        "$failure" | Should -BeLike "Port $port on 127.0.0.1 can't be used: *"
        $failure.FullyQualifiedErrorId | Should -Not -BeLike 'Unknown,*'
        $failure.CategoryInfo.Category | Should -Be 'ResourceUnavailable'
    }

    It 'says of <Name> that it is no such thing, before it starts' -ForEach @(
        @{ Name = 'a life of no length'; Parameters = @{ TokenLifetime = '00:00:00' } }
        @{ Name = 'a wait below zero'; Parameters = @{ Latency = '-00:00:01' } }
        @{ Name = 'no application'; Parameters = @{ ClientCount = 0 } }
        @{ Name = 'a port beyond all'; Parameters = @{ Port = 65536 } }
    ) {
        $failure = Get-Failure { Start-Auth0LocalTenant @Parameters }

        $failure.FullyQualifiedErrorId | Should -Be 'ParameterArgumentValidationError,Auth0Flows.PowerShell.StartAuth0LocalTenantCommand'
        "$failure" | Should -BeLike "*'$($Parameters.Keys)'*"
    }

    It 'starts nothing with -WhatIf' {
        Start-Auth0LocalTenant -WhatIf | Should -BeNullOrEmpty
    }

    It 'has as many applications, and tokens that live as long, as is said' {
        $tenant = Start-Auth0LocalTenant -ClientCount 3 -TokenLifetime 0:10
        $connection = Get-ConnectParameter $tenant
        Connect-Auth0 @connection | Out-Null

        (Get-Auth0Client).Name | Should -Be 'Automation', 'web-shop', 'web-admin'
        (Get-Auth0Token $Orders).ExpiresIn.TotalMinutes | Should -BeGreaterThan 9
        (Get-Auth0Token $Orders).ExpiresIn.TotalMinutes | Should -BeLessOrEqual 10
    }

    It 'answers late where that is wanted' {
        $tenant = Start-Auth0LocalTenant -Latency 0:0:0.3

        (Measure-Command { Invoke-RestMethod "$($tenant.Domain)/.well-known/openid-configuration" }).TotalMilliseconds | Should -BeGreaterOrEqual 250
    }

    It 'limits requests as Auth0 does, and cmdlets wait for their turn' {
        $tenant = Start-Auth0LocalTenant -ClientCount 101 -RateLimit 1 -RateLimitPerSecond 1
        $connection = Get-ConnectParameter $tenant
        $connection.MaximumRetryCount = 3
        Connect-Auth0 @connection | Out-Null
        $token = (Get-Auth0Token $tenant.ManagementAudience).AccessToken
        $bare = 1..2 | ForEach-Object { Invoke-WebRequest "$($tenant.Domain)/api/v2/clients" -Authentication Bearer -Token $token -AllowUnencryptedAuthentication -SkipHttpErrorCheck }
        $tenant.ClearRequests()
        $shown = Get-Auth0Client -Verbose 4>&1
        $statuses = ($tenant.Requests | Where-Object Path -EQ '/api/v2/clients').StatusCode

        $bare.StatusCode | Should -Be 200, 429
        $shown | Where-Object { $_ -is [Auth0Client] } | Should -HaveCount 101
        $statuses | Where-Object { $_ -eq 200 } | Should -HaveCount 2
        $statuses | Where-Object { $_ -eq 429 } | Measure-Object | ForEach-Object Count | Should -BeLessOrEqual 1 -Because 'it knows nothing of the bucket before its first answer'
    }

    It 'is reached past a proxy: plain http never leaves this machine' {
        Invoke-InNewProcess @"
            `$env:http_proxy = `$env:https_proxy = `$env:all_proxy = 'http://127.0.0.1:9'
            Import-Module '$ModulePath'
            `$tenant = Start-Auth0LocalTenant
            Connect-Auth0 `$tenant.Domain `$tenant.ClientId `$tenant.ClientSecret -MaximumRetryCount 0 | Out-Null
            (Get-Auth0Token $Orders).Audience | ConvertTo-Json
"@ | Should -Be $Orders
    }

    Context 'what happens to a request' {
        BeforeEach {
            $tenant = Start-Auth0LocalTenant
            $connection = Get-ConnectParameter $tenant
            Connect-Auth0 @connection | Out-Null
        }

        It 'is recorded, to be looked at from the first to the last' {
            Get-Auth0Client -First 1 | Out-Null

            $tenant.Requests.Count | Should -Be 2
            "$($tenant.Requests[0])" | Should -Be 'POST /oauth/token 200'
            "$($tenant.Requests[-1])" | Should -Be 'GET /api/v2/clients 200'
        }

        It 'is counted by method and path, until it is forgotten' {
            Get-Auth0Client -First 1 | Out-Null

            $tenant.CountRequests() | Should -Be 2
            $tenant.CountRequests('get') | Should -Be 1
            $tenant.CountRequests($null, '/api/*') | Should -Be 1
            $tenant.CountRequests('POST', '/api/*') | Should -Be 0
            $tenant.ClearRequests()
            $tenant.CountRequests() | Should -Be 0
        }

        It 'does not tell secrets in a table, nor as text' {
            Get-Auth0Token $Orders | Out-Null
            $shown = ($tenant.Requests | Format-Table | Out-String -Width 500) + ($tenant | Out-String -Width 500) + "$($tenant.Requests)"

            $shown | Should -BeLike '*/oauth/token*'
            $shown.Contains((Get-PlainText $tenant.ClientSecret)) | Should -BeFalse
        }

        It 'goes wrong on order, as often as is said' {
            $tenant.AddFault(@{ Path = '/oauth/token'; StatusCode = 503; Skip = 1; Times = 2 })
            $statuses = 1..4 | ForEach-Object { try { Get-Auth0Token $Orders -Force | Out-Null; 200 } catch { [int]$_.Exception.StatusCode } }

            $statuses | Should -Be 200, 503, 503, 200
        }

        It 'goes right again when the faults are cleared' {
            $tenant.AddFault([Auth0LocalTenantFault]@{ Kind = 'Reset'; Times = 0 })
            Get-Failure { Get-Auth0Token $Orders } | Out-Null
            $tenant.ClearFaults()

            (Get-Auth0Token $Orders).Audience | Should -Be $Orders
        }

        It 'says what of a fault it does not understand' {
            { $tenant.AddFault(@{ Status = 500 }) } | Should -Throw "*'Status'*"
        }

        It 'is answered with a token of a new key once the key is rotated' {
            $before = Get-Auth0Token $Orders
            $tenant.RotateSigningKey()
            $after = Get-Auth0Token $Orders -Force

            $after.Header.kid | Should -Not -Be $before.Header.kid
            (Invoke-RestMethod "$($tenant.Domain)/.well-known/jwks.json").keys.kid | Should -Be $after.Header.kid, $before.Header.kid
        }

        It 'may be for an API that one adds' {
            $tenant.AddApi('https://stock.example.com/', 'read:stock', 'move:stock') | Out-Null
            $token = Get-Auth0Token https://stock.example.com/

            $token.Scope | Should -Be 'read:stock', 'move:stock'
            ($token | Invoke-Auth0Api -Uri "$($tenant.Domain)/echo/stock").audience | Should -Be 'https://stock.example.com/'
        }
    }
}
