BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $tenant.AddApi('urn:example:reports', 'read:reports', 'run:reports').AllowOfflineAccess = $true
    $portal, $mobile = 'Web Portal', 'Mobile for iOS' | ForEach-Object { $tenant.GetApplication($_) }
    $alice = $tenant.GetUser('alice')
    $credential = Get-UserCredential $alice
    $policies = '{"refresh_token": {"policies": [{"audience": "urn:example:reports", "scope": ["read:reports"]}]}}'
    $tenant.ConfigureApplication($portal.ClientId, $policies)

    # The form of the last request to the token endpoint, or of an earlier one.
    function Get-TokenForm([int] $Before = 0) { $tenant.Requests.Where({ $_.Path -eq '/oauth/token' })[-1 - $Before].Form }

    # Sends a request as somebody else with the same client id, without this module.
    function Invoke-TokenEndpoint([hashtable] $Form) {
        Invoke-RestMethod "$($tenant.Domain)/oauth/token" -Method Post -Body ($Form + @{ client_id = $mobile.ClientId }) -SkipHttpErrorCheck
    }
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Update-Auth0Token' {
    BeforeEach {
        $connection = Get-ApplicationParameter $tenant 'Web Portal'
        $session = Connect-Auth0 @connection -Audience $Orders
        $token = Get-Auth0Token -GrantType Password -Credential $credential -Scope openid, offline_access, read:orders, create:orders
        $refreshToken = Get-PlainText $token.RefreshToken
        $tenant.ClearRequests()
    }

    AfterEach {
        . Disconnect-Tenant
        $tenant.TokenLifetime = [timespan]'1.00:00:00'
    }

    Context 'what is sent' {
        It 'is the refresh token, and nothing that says more' {
            $new = $token | Update-Auth0Token
            $request = $tenant.Requests[0]

            "$request" | Should -Be 'POST /oauth/token 200'
            $request.Form.Keys | Sort-Object | Should -Be 'client_id', 'client_secret', 'grant_type', 'refresh_token'
            $request.Form['grant_type'] | Should -Be 'refresh_token'
            $request.Form['refresh_token'] | Should -BeExactly $refreshToken
            $new.Claims.jti | Should -Not -Be $token.Claims.jti
            $new.GrantType | Should -Be 'RefreshToken'
            $new.Subject | Should -Be $alice.UserId
            $new.Scope | Should -Be $token.Scope
            $new.Audience | Should -Be $token.Audience
            $new.IdClaims.sub | Should -Be $alice.UserId
        }

        It 'is for the session''s own token where none is given' {
            $new = Update-Auth0Token

            $session.Tokens | Should -Be $new
            Get-Auth0Token | Should -Be $new
            (Get-TokenForm)['refresh_token'] | Should -BeExactly $refreshToken
        }

        It 'is for every user who signed in, where no token is given' {
            $grace = $tenant.GetUser('grace')
            Get-Auth0Token -Credential (Get-UserCredential $grace) -Realm employees -Scope offline_access | Out-Null
            $new = Update-Auth0Token

            $new.Subject | Should -Be $alice.UserId, $grace.UserId
            $session.Tokens | Should -Be $new
        }

        It 'names fewer scopes where they are wanted' {
            $new = $token | Update-Auth0Token -Scope read:orders, openid

            (Get-TokenForm)['scope'] | Should -Be 'openid read:orders'
            $new.Scope | Should -Be 'openid', 'read:orders'
            $session.Tokens | Should -Be $token -Because 'the session goes on with all of them'
            ($token | Update-Auth0Token).Scope | Should -Be $token.Scope
        }

        It 'names another API where the application may have one' {
            $new = $token | Update-Auth0Token -Audience urn:example:reports

            (Get-TokenForm)['audience'] | Should -Be 'urn:example:reports'
            $new.Audience | Should -Contain 'urn:example:reports'
            $new.Scope | Should -Contain 'read:reports'
            Get-Auth0Token urn:example:reports | Should -Be $new -Because 'the session calls that API with it'
            Get-Auth0Token | Should -Be $token
        }

        It 'does not name the API that the token is for anyway' {
            $token | Update-Auth0Token -Audience $Orders | Out-Null

            (Get-TokenForm).Keys | Should -Not -Contain 'audience'
        }

        It 'is nothing with -WhatIf' {
            $token | Update-Auth0Token -WhatIf | Should -BeNullOrEmpty

            $tenant.CountRequests() | Should -Be 0
        }
    }

    Context 'a refresh token that was kept elsewhere' {
        BeforeEach {
            $connection = Get-ApplicationParameter $tenant 'Mobile for iOS'
            $session = Connect-Auth0 @connection -Audience $Orders
            $kept = (Invoke-TokenEndpoint @{ grant_type = 'password'; username = $credential.UserName; password = Get-PlainText $credential.Password; audience = $Orders; scope = 'openid offline_access read:orders' }).refresh_token
            $vault = ConvertTo-SecureString $kept -AsPlainText
            $tenant.ClearRequests()
        }

        It 'signs the user in' {
            $new = Update-Auth0Token -RefreshToken $vault

            (Get-TokenForm).Keys | Sort-Object | Should -Be 'client_id', 'grant_type', 'refresh_token'
            (Get-TokenForm)['refresh_token'] | Should -BeExactly $kept
            $new.Subject | Should -Be $alice.UserId
            $new.Audience | Should -Contain $Orders
            $session.Tokens | Should -Be $new
            Get-PlainText $new.RefreshToken | Should -Not -Be $kept
        }

        It 'is followed through its rotation, whoever still brings the first one' {
            1..3 | ForEach-Object { Update-Auth0Token -RefreshToken $vault } | ForEach-Object Subject | Should -Be $alice.UserId, $alice.UserId, $alice.UserId

            $tenant.Requests.ForEach({ $_.Form['refresh_token'] }) | Sort-Object -Unique | Should -HaveCount 3
        }

        It 'goes with other commands as a PSObject from a vault does' {
            ([pscustomobject]@{ RefreshToken = $vault } | ForEach-Object { Update-Auth0Token -RefreshToken $_.RefreshToken }).Subject | Should -Be $alice.UserId
        }

        It 'says where nobody knows it: InvalidRefreshToken' {
            $failure = Get-Failure { Update-Auth0Token -RefreshToken (ConvertTo-SecureString 'v1.nobody-knows' -AsPlainText) }

            $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidRefreshToken,*'
            "$($failure.Exception)$($failure | Format-List * -Force | Out-String)" | Should -Not -BeLike '*nobody-knows*'
        }

        It 'says of more scopes than it has, once the tenant has said so: ScopeBeyondOriginal' {
            $failure = Get-Failure { Update-Auth0Token -RefreshToken $vault -Scope delete:orders }

            $failure.FullyQualifiedErrorId | Should -BeLike 'ScopeBeyondOriginal,*'
            (Update-Auth0Token -RefreshToken $vault).Subject | Should -Be $alice.UserId -Because 'nothing was spent by that'
        }

        It 'is refused in plain text, and not repeated' {
            $Error.Clear()
            $shown = Get-Shown { Update-Auth0Token -RefreshToken $kept }

            "$($Error[0])" | Should -BeLike '*SecureString*'
            $shown.Contains($kept) | Should -BeFalse
        }
    }

    Context 'a refresh token that rotates' {
        BeforeEach {
            $connection = Get-ApplicationParameter $tenant 'Mobile for iOS'
            $session = Connect-Auth0 @connection -Audience $Orders
            $token = Get-Auth0Token -Credential $credential -Scope openid, offline_access
            $refreshToken = Get-PlainText $token.RefreshToken
            $tenant.ClearRequests()
        }

        It 'is never sent a second time' {
            1..5 | ForEach-Object { Update-Auth0Token } | Out-Null
            $token | Update-Auth0Token -Force | Out-Null

            $sent = $tenant.Requests.ForEach({ $_.Form['refresh_token'] })
            $sent | Should -HaveCount 6
            $sent | Sort-Object -Unique | Should -HaveCount 6
            $tenant.Requests.StatusCode | Sort-Object -Unique | Should -Be 200
        }

        It 'is on the old token too once it is another one' {
            $new = $token | Update-Auth0Token

            Get-PlainText $token.RefreshToken | Should -Be (Get-PlainText $new.RefreshToken)
            Get-PlainText $token.RefreshToken | Should -Not -Be $refreshToken
        }

        It 'is renewed once for who brings the old token again' {
            $new = $token | Update-Auth0Token
            $again = $token | Update-Auth0Token

            $again | Should -Be $new
            $tenant.CountRequests() | Should -Be 1
            ($token | Update-Auth0Token -Force) | Should -Not -Be $new
            $tenant.CountRequests() | Should -Be 2
        }

        It 'is kept even if <Name>' -ForEach @(
            @{ Name = 'the ID token beside it is spoiled'; Id = 'IdTokenSignatureInvalid'; Spoil = { $tenant.AddIdTokenFault(@{ Kind = 'DamagedSignature' }) } }
            @{ Name = 'the ID token is about somebody else'; Id = 'IdTokenSubjectMismatch'; Spoil = { $tenant.AddIdTokenFault(@{ Claims = @{ sub = 'mallory' } }) } }
            @{ Name = 'the keys to check the ID token are not to be had'; Id = 'SigningKeysUnavailable'
                Spoil = {
                    $tenant.AddIdTokenFault(@{ Kind = 'UnknownKey' })
                    $tenant.AddFault(@{ Path = '/.well-known/jwks.json'; StatusCode = 404 })
                }
            }
        ) {
            if ($Id -eq 'SigningKeysUnavailable') {
                # A session without keys.
                $connection = Get-ApplicationParameter $tenant 'Mobile for iOS'
                $session = Connect-Auth0 @connection -Audience $Orders
                $vault = ConvertTo-SecureString $refreshToken -AsPlainText
            }
            . $Spoil
            $failure = Get-Failure { $vault ? (Update-Auth0Token -RefreshToken $vault) : ($token | Update-Auth0Token) }
            $failure.FullyQualifiedErrorId | Should -BeLike "$Id,*"

            $new = $token | Update-Auth0Token -Session $session
            $new.Subject | Should -Be $alice.UserId
            $sent = $tenant.Requests.Where({ $_.Path -eq '/oauth/token' }).ForEach({ $_.Form['refresh_token'] })
            $sent | Should -HaveCount 2
            $sent[1] | Should -Not -Be $sent[0]
        }

        It 'is kept even if there is no access token beside it' {
            $tenant.AddFault(@{ Path = '/oauth/token'; StatusCode = 200; Body = '{"refresh_token":"v1.the-next-one","expires_in":60}' })
            (Get-Failure { $token | Update-Auth0Token }).FullyQualifiedErrorId | Should -BeLike 'MissingAccessToken,*'
            Get-Failure { $token | Update-Auth0Token } | Out-Null

            (Get-TokenForm)['refresh_token'] | Should -Be 'v1.the-next-one'
        }

        It 'is kept even if Ctrl+C is pressed while the answer is on its way' {
            $fault = [Auth0LocalTenantFault]@{ Path = '/oauth/token'; Kind = 'Hold' }
            $tenant.AddFault($fault)
            $other = Start-InNewRunspace '$token | Update-Auth0Token -Session $session' @{ token = $token; session = $session }
            Wait-Until { $tenant.CountRequests('POST', '/oauth/token') -eq 1 }
            $stopping = Measure-Command { $other.Shell.Stop() }
            $stopping.TotalMilliseconds | Should -BeLessThan 2000
            $fault.Release()
            Wait-Until { (Get-PlainText $token.RefreshToken) -ne $refreshToken }

            ($token | Update-Auth0Token -Force).Subject | Should -Be $alice.UserId
            $tenant.Requests.Where({ $_.Path -eq '/oauth/token' }).StatusCode | Should -Be 200, 200
        }

        It 'is sent once when 50 runspaces refresh it at once, and all get the same' {
            # Held until the last of the 50 callers waits.
            $fault = [Auth0LocalTenantFault]@{ Path = '/oauth/token'; Kind = 'Hold'; Times = 0 }
            $tenant.AddFault($fault)
            $all = [System.Threading.CountdownEvent]::new(50)
            $tokens = 1..50 | ForEach-Object -ThrottleLimit 50 -Parallel {
                Import-Module $using:ModulePath
                if (($using:all).Signal()) { ($using:fault).Release() }
                $using:token | Update-Auth0Token -Session $using:session
            }

            $tenant.CountRequests('POST', '/oauth/token') | Should -Be 1
            $tokens | Should -HaveCount 50
            $tokens.ForEach({ Get-PlainText $_.AccessToken }) | Sort-Object -Unique | Should -HaveCount 1
            $tokens.ForEach({ Get-PlainText $_.RefreshToken }) | Sort-Object -Unique | Should -HaveCount 1
            $session.Tokens | Should -Be $tokens[0]
            ($tokens[0] | Update-Auth0Token).Subject | Should -Be $alice.UserId -Because 'the family lives'
        }

        It 'is sent once when 50 thread jobs refresh it, one after another or at once' {
            $jobs = 1..50 | ForEach-Object {
                Start-ThreadJob -ThrottleLimit 50 {
                    Import-Module $using:ModulePath
                    $using:token | Update-Auth0Token -Session $using:session
                }
            }
            $tokens = $jobs | Receive-Job -Wait -AutoRemoveJob

            $tenant.CountRequests('POST', '/oauth/token') | Should -Be 1
            $tokens | Should -HaveCount 50
            $tokens.ForEach({ Get-PlainText $_.AccessToken }) | Sort-Object -Unique | Should -HaveCount 1
            (Update-Auth0Token).Subject | Should -Be $alice.UserId -Because 'the family lives'
        }

        It 'is sent one at a time when runspaces want different scopes' {
            $scopes = 'read:orders', 'create:orders', 'update:orders', 'delete:orders', 'openid'
            $tokens = $scopes | ForEach-Object -ThrottleLimit 5 -Parallel {
                Import-Module $using:ModulePath
                $using:token | Update-Auth0Token -Session $using:session -Scope $_
            }

            $tokens.Scope | Sort-Object | Should -Be ($scopes | Sort-Object)
            $tenant.Requests.ForEach({ $_.Form['refresh_token'] }) | Sort-Object -Unique | Should -HaveCount 5
            ($token | Update-Auth0Token -Force).Subject | Should -Be $alice.UserId
        }
    }

    Context 'a session that uses its tokens' {
        BeforeEach {
            # Long enough to get it, and soon due for renewal.
            $tenant.TokenLifetime = [timespan]::FromSeconds(1)
            $short = Get-Auth0Token -Credential $credential -Scope openid, offline_access, read:orders, create:orders
            $tenant.TokenLifetime = [timespan]'1.00:00:00'
            Wait-Until { $short.IsExpired }
            $tenant.ClearRequests()
        }

        It 'renews by itself: <Name>' -ForEach @(
            @{ Name = 'Get-Auth0Token'; Use = { (Get-Auth0Token).Subject } }
            @{ Name = 'Invoke-Auth0Api'; Use = { (Invoke-Auth0Api -Uri "$($tenant.Domain)/echo/orders" -Audience $Orders).subject } }
            @{ Name = 'Get-Auth0UserInfo'; Use = { (Get-Auth0UserInfo).Subject } }
        ) {
            & $Use | Should -Be $alice.UserId

            $tenant.CountRequests('POST', '/oauth/token') | Should -Be 1
            (Get-TokenForm)['grant_type'] | Should -Be 'refresh_token'
            $session.Tokens | Should -HaveCount 1
            $session.Tokens.IsExpired | Should -BeFalse
        }

        It 'renews once when 20 runspaces use it' {
            $subjects = 1..20 | ForEach-Object -ThrottleLimit 20 -Parallel {
                Import-Module $using:ModulePath
                (Get-Auth0Token -Session $using:session).Claims.jti
            }

            $subjects | Should -HaveCount 20
            $subjects | Sort-Object -Unique | Should -HaveCount 1
            $tenant.CountRequests('POST', '/oauth/token') | Should -Be 1
        }

        It 'says how to sign in again once the refresh token is dead' {
            Invoke-RestMethod "$($tenant.Domain)/oauth/revoke" -Method Post -Body @{ client_id = $portal.ClientId; client_secret = Get-PlainText $portal.ClientSecret; token = Get-PlainText $short.RefreshToken } | Out-Null
            $failure = Get-Failure { Get-Auth0Token }

            $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidRefreshToken,*'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Sign in again*: Get-Auth0Token -GrantType Password*'
            $session.Tokens | Should -BeNullOrEmpty
            (Get-Failure { Get-Auth0Token }).FullyQualifiedErrorId | Should -BeLike 'TokenExpired,*'
        }
    }

    Context 'where it fails' {
        It 'says of more scopes than the login got, once the tenant has said so: ScopeBeyondOriginal' {
            $tenant.ConfigureApplication($portal.ClientId, '{"refresh_token":{"policies":[]}}')
            try { $failure = Get-Failure { $token | Update-Auth0Token -Scope read:orders, delete:orders } }
            finally { $tenant.ConfigureApplication($portal.ClientId, $policies) }

            $failure.FullyQualifiedErrorId | Should -Be 'ScopeBeyondOriginal,Auth0Flows.PowerShell.UpdateAuth0TokenCommand'
            $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
            $tenant.Requests[-1].Form['scope'] | Should -Be 'delete:orders read:orders'
            $failure.TargetObject | Should -Be $token
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*refresh_token.policies*fewer*'
        }

        It 'warns of scopes that the policies of the application leave out, and gives the others' {
            $tenant.ConfigureApplication($portal.ClientId, '{"refresh_token":{"policies":[{"audience":"https://orders.example.com/","scope":["delete:orders"]}]}}')
            $renewed = $token | Update-Auth0Token -Scope read:orders, delete:orders, update:orders -WarningVariable warnings -WarningAction SilentlyContinue

            $renewed.Scope | Sort-Object | Should -Be 'delete:orders', 'read:orders'
            "$warnings" | Should -BeLike '*without update:orders*'
            $tenant.ConfigureApplication($portal.ClientId, $policies)
        }

        It 'says of an API that the application has no policy for: TokenAudienceMismatch, and does not keep what came' {
            # The tenant ignores it, and responds for the API of the login.
            $tenant.AddApi('urn:example:other', 'read:other') | Out-Null
            $failure = Get-Failure { $token | Update-Auth0Token -Audience urn:example:other }

            $failure.FullyQualifiedErrorId | Should -BeLike 'TokenAudienceMismatch,*'
            $failure.CategoryInfo.Category | Should -Be 'SecurityError'
            "$failure" | Should -BeLike "*$Orders*urn:example:other*"
            $failure.ErrorDetails.RecommendedAction | Should -BeLike "*$($portal.ClientId)*policies*"
            $session.Tokens | Where-Object { $_.Audience -contains 'urn:example:other' } | Should -BeNullOrEmpty
            (Get-Failure { Get-Auth0Token urn:example:other }).FullyQualifiedErrorId | Should -BeLike 'UnauthorizedClient,*' -Because 'no token of a user is held for that API'
        }

        It 'says of a dead one: InvalidRefreshToken, removes it, and says how to sign in again' {
            $connection = Get-ApplicationParameter $tenant 'Mobile for iOS'
            $session = Connect-Auth0 @connection -Audience $Orders
            $token = Get-Auth0Token -Credential $credential -Scope offline_access
            $stolen = Get-PlainText $token.RefreshToken
            $token | Update-Auth0Token | Out-Null

            # Somebody else uses the rotated token, so the tenant revokes all of them.
            (Invoke-TokenEndpoint @{ grant_type = 'refresh_token'; refresh_token = $stolen }).error | Should -Be 'invalid_grant'
            $living = Get-PlainText $token.RefreshToken
            $tenant.ClearRequests()
            $failure = Get-Failure { Update-Auth0Token }

            $failure.FullyQualifiedErrorId | Should -Be 'InvalidRefreshToken,Auth0Flows.PowerShell.UpdateAuth0TokenCommand'
            $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Sign in again*: Get-Auth0Token*'
            "$($failure.Exception)$($failure | Format-List * -Force | Out-String -Width 1000)".Contains($living) | Should -BeFalse
            $session.Tokens.RefreshToken | Should -BeNullOrEmpty
            (Get-Failure { Update-Auth0Token }).FullyQualifiedErrorId | Should -BeLike 'MissingRefreshToken,*'
            (Get-Failure { $token | Update-Auth0Token -Force }).FullyQualifiedErrorId | Should -BeLike 'InvalidRefreshToken,*'
            $tenant.CountRequests() | Should -Be 1 -Because 'what is dead is not sent again'
        }

        It 'says of a user who was blocked since: InvalidRefreshToken' {
            $alice.IsBlocked = $true
            $failure = try { Get-Failure { $token | Update-Auth0Token } } finally { $alice.IsBlocked = $false }

            $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidRefreshToken,*'
            "$failure" | Should -BeLike '*blocked*'
        }

        It 'says of a token without one: MissingRefreshToken, and how to get one' {
            $without = Get-Auth0Token -Credential $credential
            $tenant.ClearRequests()
            $failure = Get-Failure { $without | Update-Auth0Token }

            $failure.FullyQualifiedErrorId | Should -BeLike 'MissingRefreshToken,*'
            $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*offline_access*'
            $tenant.CountRequests() | Should -Be 0
        }

        It 'says of a session without one: MissingRefreshToken' {
            Connect-Auth0 @connection | Out-Null

            (Get-Failure { Update-Auth0Token }).FullyQualifiedErrorId | Should -BeLike 'MissingRefreshToken,*'
        }

        It 'says of a token of another application: ClientMismatch, and sends nothing' {
            $connection = Get-ApplicationParameter $tenant 'Mobile for iOS'
            Connect-Auth0 @connection | Out-Null
            $failure = Get-Failure { $token | Update-Auth0Token }

            $failure.FullyQualifiedErrorId | Should -BeLike 'ClientMismatch,*'
            $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-Session*'
            $tenant.CountRequests() | Should -Be 0
        }

        It 'goes on with the next of the pipeline' {
            $without = Get-Auth0Token -Credential $credential
            $new = $without, $token | Update-Auth0Token -ErrorAction SilentlyContinue -ErrorVariable failures

            $new.Subject | Should -Be $alice.UserId
            $failures.FullyQualifiedErrorId | Should -BeLike 'MissingRefreshToken,*'
            $failures.TargetObject | Should -Be $without
        }

        It 'keeps the refresh token where the tenant can''t be had: <Kind>' -ForEach @{ Kind = 'Reset' }, @{ Kind = 'Truncate'; StatusCode = 500 }, @{ StatusCode = 503 } {
            $fault = $_.Clone()
            $tenant.AddFault(@{ Path = '/oauth/token' } + $fault)
            Get-Failure { $token | Update-Auth0Token } | Out-Null

            Get-PlainText $token.RefreshToken | Should -Be $refreshToken
            ($token | Update-Auth0Token).Subject | Should -Be $alice.UserId
        }
    }
}
