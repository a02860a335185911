BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Get-Auth0Token' {
    BeforeEach { . Connect-Application }

    AfterEach { . Disconnect-Tenant }

    Context 'the token' {
        It 'tells for whom it is, what it allows and until when' {
            $token = Get-Auth0Token -GrantType ClientCredentials -Audience $Orders

            $token.Audience | Should -Be $Orders
            $token.Scope | Should -Be 'read:orders', 'create:orders', 'update:orders', 'delete:orders'
            $token.Subject | Should -Be "$($tenant.ClientId)@clients"
            $token.Issuer | Should -Be $tenant.Issuer
            $token.ClientId | Should -Be $tenant.ClientId
            $token.GrantType | Should -Be 'ClientCredentials'
            $token.TokenType | Should -Be 'Bearer'
            $token.Organization | Should -BeNullOrEmpty
            $token.ExpiresAt | Should -BeOfType [System.DateTimeOffset]
            $token.ExpiresIn | Should -BeGreaterThan ([timespan]'23:59:00')
            $token.ExpiresIn | Should -BeLessOrEqual ([timespan]'1.00:00:00')
            $token.IsExpired | Should -BeFalse
        }

        It 'is a SecureString that holds the token itself' {
            $token = Get-Auth0Token $Orders

            $token.AccessToken | Should -BeOfType [Auth0Secret]
            $token.AccessToken | ConvertFrom-SecureString -AsPlainText | Should -Match '^eyJ[\w-]+\.[\w-]+\.[\w-]+$'
            $token.RefreshToken | Should -BeNullOrEmpty
            $token.IdToken | Should -BeNullOrEmpty
        }

        It 'has its claims decoded: names with their case, dates as dates' {
            $claims = (Get-Auth0Token $Orders).Claims

            $claims['iss'] | Should -Be $tenant.Issuer
            $claims.gty | Should -Be 'client-credentials'
            $claims.Contains('ISS') | Should -BeFalse
            $claims.exp | Should -BeOfType [System.DateTimeOffset]
            ($claims.exp - $claims.iat) | Should -Be ([timespan]'1.00:00:00')
            @($claims.Keys)[0, 1, 2] | Should -Be 'iss', 'sub', 'aud'
        }

        It 'has its header decoded' {
            $header = (Get-Auth0Token $Orders).Header
            $keys = (Invoke-RestMethod "$($tenant.Domain)/.well-known/jwks.json").keys

            $header.alg | Should -Be 'RS256'
            $header.kid | Should -BeIn $keys.kid
        }

        It 'has no claims where it is opaque, and that is no error' {
            $tenant.AddFault(@{ Path = '/oauth/token'; StatusCode = 200; Body = '{"access_token":"opaque","expires_in":86400}' })
            $token = Get-Auth0Token $Orders

            Get-PlainText $token.AccessToken | Should -Be 'opaque'
            $token.Claims.Count | Should -Be 0
            $token.Audience | Should -Be $Orders
        }

        It 'goes into Invoke-RestMethod as it is' {
            $token = Get-Auth0Token $Orders
            $echo = Invoke-RestMethod "$($tenant.Domain)/echo/orders" -Authentication Bearer -AllowUnencryptedAuthentication -Token $token.AccessToken

            $echo.audience | Should -Be $Orders
            $echo.subject | Should -Be $token.Subject
        }
    }

    Context 'what is asked for' {
        It 'is asked for with grant, audience and proof of the application, as a form' {
            Get-Auth0Token $Orders | Out-Null
            $request = $tenant.Requests | Select-Object -Last 1

            "$request" | Should -Be 'POST /oauth/token 200'
            $request.Headers['Content-Type'] | Should -BeLike 'application/x-www-form-urlencoded*'
            $request.Form.Keys | Sort-Object | Should -Be 'audience', 'client_id', 'client_secret', 'grant_type'
            $request.Form['grant_type'] | Should -Be 'client_credentials'
            $request.Form['audience'] | Should -Be $Orders
            $request.Form['client_id'] | Should -Be $tenant.ClientId
            $request.Form['client_secret'] | Should -Be (Get-PlainText $tenant.ClientSecret)
            $request.Query | Should -BeNullOrEmpty
        }

        It 'takes scopes' {
            (Get-Auth0Token $Orders -Scope read:orders, create:orders).Scope | Sort-Object | Should -Be 'create:orders', 'read:orders'
        }

        It 'takes an organization, by name' {
            $token = Get-Auth0Token $Orders -Organization acme

            $token.Claims.org_name | Should -Be 'acme'
            $token.Organization | Should -Be $token.Claims.org_id
        }

        It 'takes audience and organization from the session where none is named' {
            Connect-Auth0 @connection -Audience $Orders -Organization globex | Out-Null
            $token = Get-Auth0Token

            $token.Audience | Should -Be $Orders
            $token.Claims.org_name | Should -Be 'globex'
        }

        It 'takes audiences from the pipeline, by property name' {
            $tokens = [pscustomobject]@{ Audience = $Orders }, [pscustomobject]@{ Audience = 'urn:example:reports' } | Get-Auth0Token

            $tokens.Audience | Should -Be $Orders, 'urn:example:reports'
        }

        It 'goes on with the next of the pipeline where one fails' {
            $tokens = $Orders, 'https://nowhere.example.com/', 'urn:example:reports' |
                ForEach-Object { [pscustomobject]@{ Audience = $_ } } |
                Get-Auth0Token -ErrorAction SilentlyContinue -ErrorVariable failures

            $tokens.Audience | Should -Be $Orders, 'urn:example:reports'
            $failures.FullyQualifiedErrorId | Should -BeLike 'UnknownAudience,*'
            $failures.TargetObject | Should -Be 'https://nowhere.example.com/'
        }
    }

    Context 'what is held' {
        It 'costs no request' {
            $token = Get-Auth0Token $Orders
            $again = Get-Auth0Token $Orders

            $again | Should -Be $token
            $tenant.CountRequests('POST', '/oauth/token') | Should -Be 1
        }

        It 'serves a request whose scopes it covers' {
            Get-Auth0Token $Orders -Scope read:orders, create:orders | Out-Null
            Get-Auth0Token $Orders -Scope create:orders | Out-Null
            Get-Auth0Token $Orders -Scope create:orders, read:orders | Out-Null

            $tenant.CountRequests('POST', '/oauth/token') | Should -Be 1
        }

        It 'does not serve another audience, organization or scope' {
            Get-Auth0Token $Orders -Scope read:orders | Out-Null
            Get-Auth0Token $Orders -Scope delete:orders | Out-Null
            Get-Auth0Token $Orders -Scope read:orders -Organization acme | Out-Null
            Get-Auth0Token urn:example:reports | Out-Null

            $tenant.CountRequests('POST', '/oauth/token') | Should -Be 4
        }

        It 'is passed over by -Force' {
            $token = Get-Auth0Token $Orders
            $new = Get-Auth0Token $Orders -Force

            $new.Claims.jti | Should -Not -Be $token.Claims.jti
            $tenant.CountRequests('POST', '/oauth/token') | Should -Be 2
            Get-Auth0Token $Orders | Should -Be $new
        }

        It 'is renewed before it ends' {
            $tenant.AddFault(@{ Path = '/oauth/token'; StatusCode = 200; Body = '{"access_token":"short","expires_in":0.001}' })
            $token = Get-Auth0Token $Orders
            Wait-Until { $token.IsExpired }

            (Get-Auth0Token $Orders).IsExpired | Should -BeFalse
            $token.ExpiresIn | Should -Be ([timespan]::Zero)
            $tenant.CountRequests('POST', '/oauth/token') | Should -Be 2
        }

        It 'asks for one token when 64 runspaces want the same' {
            # Held until the last of the 64 callers waits.
            $fault = [Auth0LocalTenantFault]@{ Path = '/oauth/token'; Kind = 'Hold'; Times = 0 }
            $tenant.AddFault($fault)
            $all = [System.Threading.CountdownEvent]::new(64)
            $jtis = 1..64 | ForEach-Object -ThrottleLimit 64 -Parallel {
                Import-Module $using:ModulePath
                if (($using:all).Signal()) { ($using:fault).Release() }
                (Get-Auth0Token $using:Orders -Session $using:session).Claims.jti
            }

            $jtis | Should -HaveCount 64
            $jtis | Sort-Object -Unique | Should -HaveCount 1
            $tenant.CountRequests('POST', '/oauth/token') | Should -Be 1
        }

        It 'asks for one token when 64 runspaces have the session of the environment' {
            $own = Start-Auth0LocalTenant # because sessions live as long as their runspaces, and share tokens
            $environment = @{ AUTH0_DOMAIN = $own.Domain; AUTH0_CLIENT_ID = $own.ClientId; AUTH0_CLIENT_SECRET = Get-PlainText $own.ClientSecret }
            $jtis = Invoke-WithEnvironment $environment {
                1..64 | ForEach-Object -ThrottleLimit 64 -Parallel {
                    Import-Module $using:ModulePath
                    (Get-Auth0Token $using:Orders).Claims.jti
                }
            }

            $jtis | Should -HaveCount 64
            $jtis | Sort-Object -Unique | Should -HaveCount 1
            $own.CountRequests('POST', '/oauth/token') | Should -Be 1
            $own | Stop-Auth0LocalTenant
        }
    }

    Context 'what nobody is to see' {
        It 'shows neither token nor secret on any stream' {
            $Error.Clear()
            $shown = Get-Shown {
                Get-Auth0Token $Orders
                Get-Auth0Token https://nowhere.example.com/
            }

            $shown -like '*POST */oauth/token answered 200 in *' | Should -BeTrue
            $shown -like '*Service not found: https://nowhere.example.com/*' | Should -BeTrue
            $shown.Contains((Get-PlainText (Get-Auth0Token $Orders).AccessToken)) | Should -BeFalse
            $shown.Contains((Get-PlainText $tenant.ClientSecret)) | Should -BeFalse
        }

        It 'keeps the token out of <_>' -ForEach 'ConvertTo-Json', 'Out-String', 'ConvertTo-Csv', 'Export-Clixml', 'Format-List' {
            $token = Get-Auth0Token $Orders
            $file = Join-Path $TestDrive 'shown.txt'
            $way = $_ # because views with script blocks change $_ of the code that formats
            $shown = foreach ($object in $token, $session) {
                switch ($way) {
                    'ConvertTo-Json' { $object | ConvertTo-Json -Depth 4 -WarningAction Ignore }
                    'Out-String' { $object | Out-String -Width 9999 }
                    'ConvertTo-Csv' { $object | ConvertTo-Csv }
                    'Export-Clixml' { $object | Export-Clixml $file -Depth 4; Get-Content $file -Raw }
                    'Format-List' { $object | Format-List -Property * -Force | Out-String -Width 9999 }
                }
            }

            # If PowerShell can't protect a SecureString (Linux, macOS), it serialises the characters in hexadecimal.
            $text = Get-PlainText $token.AccessToken
            $hexadecimal = [Convert]::ToHexString([System.Text.Encoding]::Unicode.GetBytes($text))
            "$shown".Contains("$($tenant.Port)") | Should -BeTrue
            "$shown".Contains($text) | Should -BeFalse -Because 'that is the token'
            "$shown".Contains($hexadecimal, 'OrdinalIgnoreCase') | Should -BeFalse -Because 'that is the token in hexadecimal'
        }
    }
}
