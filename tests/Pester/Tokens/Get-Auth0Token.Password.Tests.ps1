BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $portal = $tenant.GetApplication('Web Portal')
    $alice = $tenant.GetUser('alice') # her password: pä$$ w+rd&=%"1
    $credential = Get-UserCredential $alice
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Get-Auth0Token -GrantType Password' {
    BeforeEach { . Connect-Portal }

    AfterEach {
        . Disconnect-Tenant
        $tenant.ClearFailedLogins()
        $tenant.ConfigureApplication($portal.ClientId, '{"is_token_endpoint_ip_header_trusted": false}')
    }

    Context 'what is sent' {
        It 'is a form with name and password, whatever characters they have' {
            Get-Auth0Token -GrantType Password -Credential $credential -Audience $Orders -Scope read:orders | Out-Null
            $request = $tenant.Requests | Select-Object -Last 1

            "$request" | Should -Be 'POST /oauth/token 200'
            $request.Headers['Content-Type'] | Should -BeLike 'application/x-www-form-urlencoded*'
            $request.Form.Keys | Sort-Object | Should -Be 'audience', 'client_id', 'client_secret', 'grant_type', 'password', 'scope', 'username'
            $request.Form['grant_type'] | Should -Be 'password'
            $request.Form['username'] | Should -Be 'alice@example.com'
            $request.Form['password'] | Should -BeExactly 'pä$$ w+rd&=%"1'
            $request.Form['audience'] | Should -Be $Orders
            $request.Form['scope'] | Should -Be 'read:orders'
            $request.ReadBody() | Should -BeLike '*password=p%C3%A4%24%24*w%2Brd%26%3D%25%221*'
            $request.Query | Should -BeNullOrEmpty
            $request.Headers['auth0-forwarded-for'] | Should -BeNullOrEmpty
        }

        It 'names neither API nor scope where none is named' {
            Connect-Auth0 @connection | Out-Null
            $token = Get-Auth0Token -GrantType Password -Credential $credential

            $tenant.Requests[-1].Form.Keys | Sort-Object | Should -Be 'client_id', 'client_secret', 'grant_type', 'password', 'username'
            $token.Claims.Count | Should -Be 0 -Because 'without an API the token is opaque'
            $token.Audience | Should -BeNullOrEmpty
        }

        It 'is for the session''s API where none is named' {
            (Get-Auth0Token -GrantType Password -Credential $credential).Audience | Should -Be $Orders
        }

        It 'names the realm, by a grant of its own' {
            $grace = $tenant.GetUser('grace')
            $token = Get-Auth0Token -GrantType Password -Credential ([pscredential]::new('grace', $grace.Password)) -Realm employees
            $form = $tenant.Requests[-1].Form

            $form['grant_type'] | Should -Be 'http://auth0.com/oauth/grant-type/password-realm'
            $form['realm'] | Should -Be 'employees'
            $form['username'] | Should -Be 'grace'
            $token.Subject | Should -Be $grace.UserId
        }

        It 'says in a header where the user is: <_>' -ForEach '203.0.113.7', '2001:db8::7' {
            Get-Auth0Token -GrantType Password -Credential $credential -ForwardedFor $_ | Out-Null

            $tenant.Requests[-1].Headers['auth0-forwarded-for'] | Should -Be $_
            $tenant.Requests[-1].Form.Keys | Should -Not -Contain 'auth0-forwarded-for'
        }

        It 'is sent without a secret by a public application' {
            $connection = Get-ApplicationParameter $tenant 'Mobile for iOS'
            Connect-Auth0 @connection | Out-Null
            (Get-Auth0Token -GrantType Password -Credential $credential -Audience $Orders).Subject | Should -Be $alice.UserId

            $tenant.Requests[-1].Form.Keys | Should -Not -Contain 'client_secret'
        }
    }

    Context 'what comes' {
        It 'is the user''s token, with all the API''s scopes where none is asked for' {
            $token = Get-Auth0Token -GrantType Password -Credential $credential

            $token.GrantType | Should -Be 'Password'
            $token.Subject | Should -Be $alice.UserId
            $token.Scope | Should -Be 'read:orders', 'create:orders', 'update:orders', 'delete:orders'
            $token.IdToken | Should -BeNullOrEmpty
            $token.RefreshToken | Should -BeNullOrEmpty
        }

        It 'is an ID token too where openid is asked for, and a refresh token with offline_access' {
            $token = Get-Auth0Token -GrantType Password -Credential $credential -Scope openid, offline_access

            $token.Audience | Should -Be $Orders, "$($tenant.Issuer)userinfo"
            $token.IdToken | Should -BeOfType [Auth0Secret]
            $token.RefreshToken | Should -BeOfType [Auth0Secret]
            $token.IdClaims.name | Should -Be 'Alice Adams'
            $token.IdClaims.aud | Should -Be $portal.ClientId
            $token.Scope | Should -Contain 'offline_access'
        }

        It 'is held in the session: what calls the API does so as the user' {
            Get-Auth0Token -GrantType Password -Credential $credential -Scope openid | Out-Null
            $before = $tenant.CountRequests()

            (Get-Auth0Token).Subject | Should -Be $alice.UserId
            $tenant.CountRequests() | Should -Be $before
            (Get-Auth0Session).Tokens.Subject | Should -Be $alice.UserId
        }

        It 'is of the user who signed in last' {
            Get-Auth0Token -GrantType Password -Credential $credential | Out-Null
            $grace = $tenant.GetUser('grace')
            Get-Auth0Token -GrantType Password -Credential (Get-UserCredential $grace) -Realm employees | Out-Null

            (Get-Auth0Token).Subject | Should -Be $grace.UserId
            (Get-Auth0Session).Tokens | Should -HaveCount 2
        }

        It 'is asked for anew at each login' {
            1..2 | ForEach-Object { Get-Auth0Token -GrantType Password -Credential $credential } | Out-Null

            $tenant.CountRequests('POST', '/oauth/token') | Should -Be 2
            (Get-Auth0Session).Tokens | Should -HaveCount 1 -Because 'it is the same user, for the same'
        }

        It 'is no other session''s: users are not shared, not even with the same application' {
            Get-Auth0Token -GrantType Password -Credential $credential | Out-Null
            $other = Connect-Auth0 @connection -Audience $Orders -Name other
            $failure = Get-Failure { Get-Auth0Token }

            $other.Tokens | Should -BeNullOrEmpty
            $failure.FullyQualifiedErrorId | Should -BeLike 'UnauthorizedClient,*' -Because 'it was the application itself that asked'
        }

        It 'goes into a call of the API' {
            $token = Get-Auth0Token -GrantType Password -Credential $credential
            $echo = Invoke-Auth0Api -Uri "$($tenant.Domain)/echo/orders" -Audience $Orders

            $echo.subject | Should -Be $alice.UserId
            ($token | Invoke-Auth0Api -Uri "$($tenant.Domain)/echo/orders").subject | Should -Be $alice.UserId
        }
    }

    Context 'how it is called' {
        It 'may be splatted, in a function that knows nothing of the session' {
            function Get-Login([hashtable] $Parameters) { Get-Auth0Token @Parameters }
            $login = @{ GrantType = 'Password'; Credential = $credential; Scope = 'openid', 'read:orders' }

            (Get-Login $login).Subject | Should -Be $alice.UserId
            $tenant.Requests[0].Form['scope'] | Should -Be 'openid read:orders'
        }

        It 'needs no -GrantType: -Credential says it' {
            (Get-Auth0Token -Credential $credential).GrantType | Should -Be 'Password'
        }

        It 'runs as a script of its own, in a process of its own' {
            $script = Join-Path $TestDrive 'login.ps1'
            Set-Content $script @'
param($Domain, $ClientId)
Import-Module $env:TEST_MODULE
$null = Connect-Auth0 $Domain $ClientId (ConvertTo-SecureString $env:TEST_SECRET -AsPlainText)
$credential = [pscredential]::new('alice@example.com', (ConvertTo-SecureString $env:TEST_PASSWORD -AsPlainText))
(Get-Auth0Token -GrantType Password -Credential $credential -Audience https://orders.example.com/ -Scope openid).IdClaims.email
'@
            $env:TEST_MODULE, $env:TEST_SECRET, $env:TEST_PASSWORD = $ModulePath, (Get-PlainText $portal.ClientSecret), (Get-PlainText $alice.Password)
            try { & $PSScriptRoot/../../../build/Invoke-PowerShell.ps1 -NoProfile -NonInteractive -File $script $tenant.Domain $portal.ClientId | Should -Be 'alice@example.com' }
            finally { Remove-Item Env:TEST_* }
        }

        It 'refuses a password in plain text, and does not repeat it' {
            $Error.Clear()
            $plain = 'plain-text-password'
            $shown = Get-Shown { Get-Auth0Token -GrantType Password -Credential @{ alice = $plain } }

            $shown.Contains($plain) | Should -BeFalse
            $tenant.CountRequests() | Should -Be 0
        }
    }

    Context 'where it fails' {
        It 'says of <Name>: <Id>' -ForEach @(
            @{ Name = 'a wrong password'; Id = 'InvalidUserPassword'; Category = 'AuthenticationError'; Message = '*Wrong email or password (invalid_grant, HTTP 403).'; Advice = '*password*-Realm*'
                Parameters = { @{ Credential = [pscredential]::new($alice.Email, (ConvertTo-SecureString 'hunter2-wrong' -AsPlainText)) } } }
            @{ Name = 'an unknown user'; Id = 'InvalidUserPassword'; Category = 'AuthenticationError'; Message = '*Wrong email or password*'; Advice = '*password*'
                Parameters = { @{ Credential = [pscredential]::new('nobody@example.com', $alice.Password) } } }
            @{ Name = 'an unknown realm'; Id = 'UnknownRealm'; Category = 'InvalidArgument'; Message = '*connection was not found (invalid_request, HTTP 400).'; Advice = '*-Realm*connection*'
                Parameters = { @{ Credential = $credential; Realm = 'nowhere' } } }
            @{ Name = 'a realm without passwords'; Id = 'UnknownRealm'; Category = 'InvalidArgument'; Message = '*strategy does not support*'; Advice = '*-Realm*connection*'
                Parameters = { @{ Credential = $credential; Realm = 'email' } } }
            @{ Name = 'a blocked user'; Id = 'UserBlocked'; Category = 'PermissionDenied'; Message = '*user is blocked (unauthorized, HTTP 403).'; Advice = '*Unblock*'
                Parameters = { @{ Credential = Get-UserCredential $tenant.GetUser('bob') } } }
            @{ Name = 'a leaked password'; Id = 'PasswordLeaked'; Category = 'AuthenticationError'; Message = '*leaked*(password_leaked, HTTP 401).'; Advice = '*another password*'
                Parameters = { @{ Credential = Get-UserCredential $tenant.GetUser('carol') } } }
            @{ Name = 'an unknown audience'; Id = 'UnknownAudience'; Category = 'ObjectNotFound'; Message = '*Service not found: https://nowhere.example.com/*'; Advice = '*audience*'
                Parameters = { @{ Credential = $credential; Audience = 'https://nowhere.example.com/' } } }
        ) {
            $login = & $Parameters
            $failure = Get-Failure { Get-Auth0Token -GrantType Password @login }

            $failure.FullyQualifiedErrorId | Should -Be "$Id,Auth0Flows.PowerShell.GetAuth0TokenCommand"
            $failure.CategoryInfo.Category | Should -Be $Category
            "$failure" | Should -BeLike $Message
            $failure.ErrorDetails.RecommendedAction | Should -BeLike $Advice
            $failure.Exception | Should -BeOfType [Auth0Exception]
            "$($failure.Exception)$($failure | Format-List * -Force | Out-String -Width 1000)" | Should -Not -BeLike "*$([WildcardPattern]::Escape((Get-PlainText $login.Credential.Password)))*"
            $tenant.CountRequests() | Should -Be 1
            (Get-Auth0Session).Tokens | Should -BeNullOrEmpty
            (Get-Auth0Token -Credential $credential).Subject | Should -Be $alice.UserId -Because 'the session stays usable'
        }

        It 'says of a user whom an Action refuses: AccessDenied, and why' {
            $alice.DenialByAction = 'Not on Sundays'
            $failure = try { Get-Failure { Get-Auth0Token -Credential $credential } } finally { $alice.DenialByAction = [NullString]::Value }

            $failure.FullyQualifiedErrorId | Should -BeLike 'AccessDenied,*'
            "$failure" | Should -BeLike '*Not on Sundays (access_denied, HTTP 403).'
        }

        It 'says of an application that may not: UnauthorizedClient, and where to allow it' {
            $connection = Get-ApplicationParameter $tenant 'Partner CRM'
            Connect-Auth0 @connection -Audience $Orders | Out-Null
            $failure = Get-Failure { Get-Auth0Token -Credential $credential }

            $failure.FullyQualifiedErrorId | Should -BeLike 'UnauthorizedClient,*'
            $failure.CategoryInfo.Category | Should -Be 'PermissionDenied'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike "*$($connection.ClientId)*Grant Types*"
        }

        It 'says of too many wrong passwords: TooManyAttempts, and does not try again' {
            $connection.MaximumRetryCount = 3
            Connect-Auth0 @connection -Audience $Orders | Out-Null
            $wrong = [pscredential]::new($alice.Email, (ConvertTo-SecureString 'wrong' -AsPlainText))
            1..10 | ForEach-Object { (Get-Failure { Get-Auth0Token -Credential $wrong }).FullyQualifiedErrorId } | Should -BeLike 'InvalidUserPassword,*'
            $tenant.ClearRequests()
            $failure = Get-Failure { Get-Auth0Token -Credential $credential }

            $failure.FullyQualifiedErrorId | Should -BeLike 'TooManyAttempts,*'
            $failure.CategoryInfo.Category | Should -Be 'LimitsExceeded'
            $failure.Exception.Error | Should -Be 'too_many_attempts'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*unblock*-ForwardedFor*'
            $tenant.CountRequests() | Should -Be 1 -Because 'one more try makes it no better'
        }

        It 'does not lock out one user for another''s address, where the application is trusted with addresses' {
            $tenant.ConfigureApplication($portal.ClientId, '{"is_token_endpoint_ip_header_trusted": true}')
            $wrong = [pscredential]::new($alice.Email, (ConvertTo-SecureString 'wrong' -AsPlainText))
            1..10 | ForEach-Object { Get-Failure { Get-Auth0Token -Credential $wrong -ForwardedFor 203.0.113.7 } } | Out-Null

            (Get-Failure { Get-Auth0Token -Credential $credential -ForwardedFor 203.0.113.7 }).FullyQualifiedErrorId | Should -BeLike 'TooManyAttempts,*'
            (Get-Auth0Token -Credential $credential -ForwardedFor 203.0.113.8).Subject | Should -Be $alice.UserId
        }

        It 'says of an address that is none, and sends nothing' {
            (Get-Failure { Get-Auth0Token -Credential $credential -ForwardedFor nowhere }).FullyQualifiedErrorId | Should -BeLike 'CannotConvertArgumentNoMessage,*'
            $tenant.CountRequests() | Should -Be 0
        }

        It 'says of an address from a public application: MissingClientSecret, and sends nothing' {
            $connection = Get-ApplicationParameter $tenant 'Mobile for iOS'
            Connect-Auth0 @connection -Audience $Orders | Out-Null
            $failure = Get-Failure { Get-Auth0Token -Credential $credential -ForwardedFor 203.0.113.7 }

            $failure.FullyQualifiedErrorId | Should -BeLike 'MissingClientSecret,*'
            $tenant.CountRequests() | Should -Be 0
        }

        It 'says of an answer without an ID token, although openid was asked for: MissingIdToken, and keeps nothing' {
            $tenant.AddIdTokenFault(@{ Kind = 'LeftOut' })
            $failure = Get-Failure { Get-Auth0Token -Credential $credential -Scope openid, offline_access }

            $failure.FullyQualifiedErrorId | Should -BeLike 'MissingIdToken,*'
            $failure.CategoryInfo.Category | Should -Be 'InvalidData'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*openid*'
            (Get-Auth0Session).Tokens | Should -BeNullOrEmpty
        }

        It 'asks once where the tenant fails: a login is not repeated on a guess' {
            $tenant.AddFault(@{ Path = '/oauth/token'; StatusCode = 503 })
            $connection.MaximumRetryCount = 2
            Connect-Auth0 @connection -Audience $Orders | Out-Null

            (Get-Failure { Get-Auth0Token -Credential $credential }).FullyQualifiedErrorId | Should -BeLike 'ServerError,*'
            $tenant.CountRequests() | Should -Be 1
        }
    }
}

Describe 'Get-Auth0Token -GrantType, and what goes with it' {
    BeforeAll {
        $connection = Get-ApplicationParameter $tenant 'Web Portal'
        Connect-Auth0 @connection -Audience $Orders | Out-Null
        $code = ConvertTo-SecureString '123456' -AsPlainText
    }

    BeforeEach { $tenant.ClearRequests() }

    AfterAll { Disconnect-Auth0 }

    It 'says of <GrantType> alone what is missing: <Missing>' -ForEach @(
        @{ GrantType = 'Password'; Missing = '-Credential' }
        @{ GrantType = 'AuthorizationCode'; Missing = '-Code and -RedirectUri' }
        @{ GrantType = 'DeviceCode'; Missing = '-DeviceCode' }
        @{ GrantType = 'MfaOtp'; Missing = '-MfaChallenge and -Otp' }
        @{ GrantType = 'MfaOob'; Missing = '-MfaChallenge' }
        @{ GrantType = 'MfaRecoveryCode'; Missing = '-MfaChallenge and -RecoveryCode' }
        @{ GrantType = 'PasswordlessOtp'; Missing = '-Otp, and -Email, -PhoneNumber*' }
        @{ GrantType = 'TokenExchange'; Missing = '-SubjectToken and -SubjectTokenType' }
        @{ GrantType = 'RefreshToken'; Missing = 'a refresh token: use Update-Auth0Token*' }
    ) {
        $failure = Get-Failure { Get-Auth0Token -GrantType $GrantType }

        $failure.FullyQualifiedErrorId | Should -BeLike 'MissingParameter,*'
        $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
        "$failure" | Should -BeLike "The grant type $GrantType needs $Missing."
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Get-Help*'
        $tenant.CountRequests() | Should -Be 0
    }

    It 'says of <Name>: ConflictingParameters, and sends nothing' -ForEach @(
        @{ Name = 'a password for client credentials'; Parameters = { @{ GrantType = 'ClientCredentials'; Credential = $credential } }; Message = '*Password, not to ClientCredentials.' }
        @{ Name = 'a password for a code'; Parameters = { @{ GrantType = 'AuthorizationCode'; Credential = $credential } }; Message = '*Password, not to AuthorizationCode.' }
        @{ Name = 'a code for a password'; Parameters = { @{ GrantType = 'Password'; Code = $code; RedirectUri = 'https://app.example.com/' } }; Message = '*AuthorizationCode, not to Password.' }
        @{ Name = 'a device code for a code'; Parameters = { @{ GrantType = 'AuthorizationCode'; DeviceCode = $code } }; Message = '*DeviceCode, not to AuthorizationCode.' }
        @{ Name = 'an e-mailed code for a second factor'; Parameters = { @{ GrantType = 'MfaOtp'; Email = 'a@example.com'; Otp = $code } }; Message = '*PasswordlessOtp, not to MfaOtp.' }
        @{ Name = 'a token to exchange for a refresh'; Parameters = { @{ GrantType = 'RefreshToken'; SubjectToken = $code; SubjectTokenType = 'urn:x' } }; Message = '*TokenExchange, not to RefreshToken.' }
    ) {
        $parameters = & $Parameters
        $failure = Get-Failure { Get-Auth0Token @parameters }

        $failure.FullyQualifiedErrorId | Should -BeLike 'ConflictingParameters,*'
        $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
        "$failure" | Should -BeLike $Message
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $tenant.CountRequests() | Should -Be 0
    }

    It 'refuses what belongs to two grants' {
        (Get-Failure { Get-Auth0Token -Credential $credential -DeviceCode $code }).FullyQualifiedErrorId | Should -BeLike 'AmbiguousParameterSet,*'
        $tenant.CountRequests() | Should -Be 0
    }
}
