BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Passkeys.ps1
    . $PSScriptRoot/../Helpers/ScriptedHost.ps1
    $tenant = Start-Auth0LocalTenant
    $tenant.EnablePasskeys()
    $portal = $tenant.GetApplication('Web Portal')
    $grant = 'urn:okta:params:oauth:grant-type:webauthn'
    $script:users = 0

    # A user with a passkey, who registered it as users do.
    function Register-Passkey([hashtable] $With = @{}) {
        $script:users++
        $passkey = New-Passkey
        $registration = Start-Auth0PasskeyRegistration "ann$script:users@example.com" @With
        $token = $registration | Complete-Auth0PasskeyLogin -Answer (Get-PasskeyAnswer $passkey $registration)
        $passkey | Add-Member Token $token
        $tenant.ClearRequests()
        $passkey
    }

    function Get-Body([int] $Index) { $tenant.Requests[$Index].ReadBody() | ConvertFrom-Json -AsHashtable }
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Start-Auth0PasskeyRegistration' {
    BeforeEach { . Connect-Portal }

    AfterEach { . Disconnect-Tenant }

    It 'sends who registers, and gives what an authenticator is asked' {
        $registration = Start-Auth0PasskeyRegistration bea@example.com -Name 'Bea B.' -GivenName Bea -Nickname b -UserMetadata @{ plan = 'gold' } -Scope openid, offline_access
        $body = Get-Body 0

        "$($tenant.Requests[0])" | Should -Be 'POST /passkey/register 200'
        $tenant.Requests[0].Headers['Content-Type'] | Should -BeLike 'application/json*'
        $body.Keys | Sort-Object | Should -Be 'client_id', 'client_secret', 'user_metadata', 'user_profile'
        $body.client_id, $body.client_secret | Should -Be $portal.ClientId, (Get-PlainText $portal.ClientSecret)
        $body.user_profile | ConvertTo-Json -Compress | Should -Be '{"email":"bea@example.com","name":"Bea B.","given_name":"Bea","nickname":"b"}'
        $body.user_metadata.plan | Should -Be 'gold'
        $registration.GetType().Name | Should -Be 'Auth0PasskeyChallenge'
        $registration.IsRegistration | Should -BeTrue
        $registration.RelyingPartyId | Should -Be 'localhost'
        $registration.Options.UserName, $registration.Options.UserDisplayName | Should -Be 'bea@example.com', 'Bea B.'
        $registration.Options.Algorithms | Should -Be -7, -257
        $registration.Audience, "$($registration.Scope)" | Should -Be $Orders, 'offline_access openid'
        ($registration.ExpiresAt - [System.DateTimeOffset]::Now).TotalSeconds | Should -BeGreaterThan 50
        ($registration.OptionsJson | ConvertFrom-Json).challenge | Should -BeExactly $registration.Options.Challenge
        ($registration | Out-String) | Should -BeLike '*localhost*bea@example.com*'
        "$registration" | Should -Be 'registration of bea@example.com with a passkey of localhost'
    }

    It 'takes users from the pipeline, and their token is kept' {
        $passkey = New-Passkey
        $registration = [pscustomobject]@{ email = 'carl@example.com'; given_name = 'Carl'; username = '' } | Start-Auth0PasskeyRegistration
        $token = Complete-Auth0PasskeyLogin $registration (Get-PasskeyAnswer $passkey $registration)

        $token.Subject | Should -Be $tenant.GetUser('carl@example.com').UserId
        $token.GrantType | Should -Be 'Passkey'
        $session.Tokens | Should -Be $token
        Get-Auth0Token | Should -Be $token
        $tenant.GetPasskeys($tenant.GetUser('carl@example.com')) | Should -HaveCount 1
    }

    It 'sends nothing with -WhatIf' {
        Start-Auth0PasskeyRegistration bea@example.com -WhatIf | Should -BeNullOrEmpty

        $tenant.CountRequests() | Should -Be 0
    }

    It 'says of <Name>: <Id>' -ForEach @(
        @{ Name = 'nobody'; Id = 'InvalidPasskeyUser'; Category = 'InvalidArgument'; Command = { Start-Auth0PasskeyRegistration -Name Bea }; Advice = '*-Email*'; Requests = 0 }
        @{ Name = 'a user who exists'; Id = 'UserExists'; Category = 'ResourceExists'; Command = { Start-Auth0PasskeyRegistration alice@example.com }; Advice = '*'; Requests = 1 }
        @{ Name = 'an attribute that the connection has not'; Id = 'InvalidPasskeyUser'; Category = 'InvalidArgument'; Command = { Start-Auth0PasskeyRegistration bea@example.com -Username bea }; Advice = '*Attributes*'; Requests = 1 }
        @{ Name = 'metadata that are no texts'; Id = 'InvalidPasskeyUser'; Category = 'InvalidArgument'; Command = { Start-Auth0PasskeyRegistration bea@example.com -UserMetadata @{ age = 7 } }; Advice = '*'; Requests = 1 }
        @{ Name = 'a connection that nobody knows'; Id = 'UnknownRealm'; Category = 'InvalidArgument'; Command = { Start-Auth0PasskeyRegistration bea@example.com -Realm nowhere }; Advice = '*'; Requests = 1 }
        @{ Name = 'a connection without passkeys'; Id = 'PasskeysNotEnabled'; Category = 'PermissionDenied'; Command = { Start-Auth0PasskeyRegistration bea@example.com -Realm employees }; Advice = '*Authentication Methods*'; Requests = 1 }
    ) {
        $failure = Get-Failure $Command

        $failure.FullyQualifiedErrorId | Should -Be "$Id,Auth0Flows.PowerShell.StartAuth0PasskeyRegistrationCommand"
        $failure.CategoryInfo.Category | Should -Be $Category
        $failure.ErrorDetails.RecommendedAction | Should -BeLike $Advice
        $tenant.CountRequests() | Should -Be $Requests
    }
}

Describe 'Start-Auth0PasskeyLogin and Complete-Auth0PasskeyLogin' {
    BeforeEach { . Connect-Portal }

    AfterEach { . Disconnect-Tenant }

    It 'signs a user in, and sends what is documented' {
        $passkey = Register-Passkey
        $login = Start-Auth0PasskeyLogin -Scope openid, offline_access, read:orders
        $token = $login | Complete-Auth0PasskeyLogin -Answer (Get-PasskeyAnswer $passkey $login)
        $begun, $finished = (Get-Body 0), (Get-Body 1)

        "$($tenant.Requests[0])", "$($tenant.Requests[1])" | Should -Be 'POST /passkey/challenge 200', 'POST /oauth/token 200'
        $begun.Keys | Sort-Object | Should -Be 'client_id', 'client_secret'
        $finished.Keys | Sort-Object | Should -Be 'audience', 'auth_session', 'authn_response', 'client_id', 'client_secret', 'grant_type', 'scope'
        $finished.grant_type, $finished.audience, $finished.scope | Should -Be $grant, $Orders, 'offline_access openid read:orders'
        $finished.auth_session | Should -BeExactly (Get-PlainText $login.AuthSession)
        $finished.authn_response.Keys | Sort-Object | Should -Be 'authenticatorAttachment', 'clientExtensionResults', 'id', 'rawId', 'response', 'type'
        $finished.authn_response.response.Keys | Sort-Object | Should -Be 'authenticatorData', 'clientDataJSON', 'signature', 'userHandle'
        $token.GrantType | Should -Be 'Passkey'
        $token.Subject | Should -Be $passkey.Token.Subject
        $token.RefreshToken | Should -Not -BeNullOrEmpty
        Get-Auth0Token | Should -Be $token
        ($token | Update-Auth0Token -Force).Subject | Should -Be $token.Subject
        $automation = Get-ConnectParameter $tenant
        $reader = Connect-Auth0 @automation
        'passkey_register_started', 'passkey_challenge_started', 's' | Should -BeIn (Get-Auth0Log -First 20 -Session $reader).Type -Because 'the tenant logs it'
    }

    It 'takes the answer as <Name>' -ForEach @(
        @{ Name = 'JSON'; Convert = { $_ | ConvertTo-Json -Depth 5 } }
        @{ Name = 'lines of JSON'; Convert = { ($_ | ConvertTo-Json -Depth 5) -split '\r?\n' } }
        @{ Name = 'a SecureString of JSON'; Convert = { $_ | ConvertTo-Json -Depth 5 | ConvertTo-SecureString -AsPlainText } }
        @{ Name = 'a hashtable'; Convert = { $_ } }
        @{ Name = 'an object'; Convert = { $_ | ConvertTo-Json -Depth 5 | ConvertFrom-Json } }
        @{ Name = 'an object that was read before'; Convert = { [Auth0PasskeyAnswer]::Parse(($_ | ConvertTo-Json -Depth 5)) } }
        @{ Name = 'bytes'; Convert = { $_.id = $_.rawId = $passkey.Id; $_ } }
    ) {
        $passkey = Register-Passkey
        $login = Start-Auth0PasskeyLogin
        $answer = Get-PasskeyAnswer $passkey $login | ForEach-Object $Convert

        (Complete-Auth0PasskeyLogin $login $answer).Subject | Should -Be $passkey.Token.Subject
    }

    It 'goes to an organization, an API and a connection, and the token says so' {
        $passkey = Register-Passkey @{ Organization = 'acme' }
        $login = Start-Auth0PasskeyLogin -Realm Username-Password-Authentication -Organization acme -Audience urn:example:reports -Scope openid, read:reports
        $token = $login | Complete-Auth0PasskeyLogin -Answer (Get-PasskeyAnswer $passkey $login)
        $begun, $finished = (Get-Body 0), (Get-Body 1)

        $begun.realm, $begun.organization | Should -Be 'Username-Password-Authentication', 'acme'
        $finished.realm, $finished.organization, $finished.audience | Should -Be 'Username-Password-Authentication', 'acme', 'urn:example:reports'
        $token.IdClaims.org_name | Should -Be 'acme'
        "$($token.Scope)" | Should -Be 'openid read:reports'
    }

    It 'asks for authorization details' {
        ($tenant.Apis | Where-Object Identifier -EQ $Orders).AuthorizationDetailsTypes = [string[]] 'refund'
        $passkey = Register-Passkey
        $login = Start-Auth0PasskeyLogin -AuthorizationDetails ([ordered]@{ type = 'refund'; order = 4711 })
        $token = $login | Complete-Auth0PasskeyLogin -Answer (Get-PasskeyAnswer $passkey $login)

        (Get-Body 1).authorization_details | Should -BeExactly '[{"type":"refund","order":4711}]'
        $token.AuthorizationDetails.order | Should -Be 4711
    }

    It 'binds the token to the key of a session with -DPoP' {
        $mobile = Get-ApplicationParameter $tenant 'Mobile for iOS'
        $tenant.Apis.Where({ $_.Identifier -eq $Orders })[0].DPoP = 'Allowed'
        $session = Connect-Auth0 @mobile -Audience $Orders -DPoP
        $passkey = Register-Passkey
        $login = Start-Auth0PasskeyLogin
        $token = $login | Complete-Auth0PasskeyLogin -Answer (Get-PasskeyAnswer $passkey $login)

        $token.TokenType | Should -Be 'DPoP'
        $token.Confirmation.JwkThumbprint | Should -Not -BeNullOrEmpty
        $tenant.Requests.Where({ $_.Path -eq '/oauth/token' })[-1].Headers['DPoP'] | Should -Not -BeNullOrEmpty
    }

    It 'goes on with a second factor: <Name>' -ForEach @(
        @{ Name = 'as an error, without a person'; IsAtPrompt = $false }
        @{ Name = 'at a prompt'; IsAtPrompt = $true }
    ) {
        $passkey = Register-Passkey
        $user = $tenant.Users | Where-Object UserId -EQ $passkey.Token.Subject
        $tenant.EnrollOtp($user)
        $login = Start-Auth0PasskeyLogin -Scope openid, offline_access
        $answer = Get-PasskeyAnswer $passkey $login
        if ($IsAtPrompt) {
            $run = Invoke-AtPrompt '$login | Complete-Auth0PasskeyLogin -Answer $answer -Session $session' @{ session = $session; login = $login; answer = $answer } $tenant.GetOtp($user)
            $token = $run.Output
        }
        else {
            $failure = Get-Failure { $login | Complete-Auth0PasskeyLogin -Answer $answer -NonInteractive }
            $failure.FullyQualifiedErrorId | Should -Be 'MfaRequired,Auth0Flows.PowerShell.CompleteAuth0PasskeyLoginCommand'
            $token = $failure.TargetObject | Get-Auth0Token -GrantType MfaOtp -Otp (ConvertTo-SecureString $tenant.GetOtp($user) -AsPlainText)
        }

        $token.Subject | Should -Be $user.UserId
        $token.RefreshToken | Should -Not -BeNullOrEmpty
    }

    It 'sends nothing with -WhatIf' {
        Start-Auth0PasskeyLogin -WhatIf | Should -BeNullOrEmpty

        $tenant.CountRequests() | Should -Be 0
    }

    It 'sends nothing for <Name>: <Id>' -ForEach @(
        @{ Name = 'a passkey that was asked elsewhere'; Id = 'PasskeyOriginMismatch'; Category = 'SecurityError'; Change = { $passkey.Origin = 'https://evil.example' }; Words = '*https://evil.example*localhost*'; Advice = '*RelyingPartyId*' }
        @{ Name = 'a passkey of another domain'; Id = 'PasskeyOriginMismatch'; Category = 'SecurityError'; Change = { $passkey.RelyingParty = 'evil.example' }; Words = '*another domain than localhost*'; Advice = '*' }
        @{ Name = 'the answer to another challenge'; Id = 'PasskeyChallengeMismatch'; Category = 'SecurityError'; Change = { $script:answered = Start-Auth0PasskeyLogin }; Words = '*another challenge*'; Advice = '*together*' }
        @{ Name = 'the answer to a registration'; Id = 'InvalidPasskeyAnswer'; Category = 'InvalidArgument'; Change = { $script:answered = Start-Auth0PasskeyRegistration dora@example.com }; Words = '*existing passkey*'; Advice = '*clientDataJSON*' }
        @{ Name = 'text that is no JSON'; Id = 'InvalidPasskeyAnswer'; Category = 'InvalidArgument'; Change = { $script:given = 's3cret' }; Words = '*not valid JSON*'; Advice = '*' }
        @{ Name = 'a number'; Id = 'InvalidPasskeyAnswer'; Category = 'InvalidArgument'; Change = { $script:given = 7 }; Words = '*not valid JSON*'; Advice = '*' }
        @{ Name = 'half an answer'; Id = 'InvalidPasskeyAnswer'; Category = 'InvalidArgument'; Change = { $script:given = @{ id = 'AAAA' } }; Words = '*no response object*'; Advice = '*' }
        @{ Name = 'an object in itself'; Id = 'InvalidPasskeyAnswer'; Category = 'InvalidArgument'; Change = { $script:given = @{ }; $script:given.self = $script:given }; Words = '*contain itself*'; Advice = '*' }
    ) {
        $passkey = Register-Passkey
        $login = Start-Auth0PasskeyLogin
        $script:answered, $script:given = $login, $null
        . $Change
        $answer = $script:given ?? (Get-PasskeyAnswer $passkey $script:answered)
        $tenant.ClearRequests()
        $failure = Get-Failure { $login | Complete-Auth0PasskeyLogin -Answer $answer }

        $failure.FullyQualifiedErrorId | Should -Be "$Id,Auth0Flows.PowerShell.CompleteAuth0PasskeyLoginCommand"
        $failure.CategoryInfo.Category | Should -Be $Category
        "$failure" | Should -BeLike $Words
        "$failure $($failure.Exception) $($failure.InvocationInfo.BoundParameters | Out-String)" | Should -Not -Match 's3cret'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike $Advice
        $failure.TargetObject | Should -Be $login
        $tenant.CountRequests() | Should -Be 0
    }

    It 'says of <Name>: <Id>, and keeps nothing' -ForEach @(
        @{ Name = 'a passkey that the tenant does not know'; Id = 'PasskeyRefused'; Category = 'AuthenticationError'; Words = '*credential is unknown*'; Change = { $passkey.Id = [byte[]]::new(16) } }
        @{ Name = 'a wrong signature'; Id = 'PasskeyRefused'; Category = 'AuthenticationError'; Words = '*signature is not valid*'; Change = { $passkey.Key = (New-Passkey).Key } }
        @{ Name = 'a copied passkey'; Id = 'PasskeyRefused'; Category = 'AuthenticationError'; Words = '*may have been copied*'; Change = { $passkey.Count = 0 } }
        @{ Name = 'a challenge that was used'; Id = 'PasskeyChallengeExpired'; Category = 'AuthenticationError'; Words = '*unknown or was used*'; Change = { $login | Complete-Auth0PasskeyLogin -Answer (Get-PasskeyAnswer $passkey $login) | Clear-Auth0Token } }
        @{ Name = 'a user who is blocked'; Id = 'UserBlocked'; Category = 'PermissionDenied'; Words = '*blocked*'; Change = { ($tenant.Users | Where-Object UserId -EQ $passkey.Token.Subject).IsBlocked = $true } }
    ) {
        $passkey = Register-Passkey
        $passkey.Token | Clear-Auth0Token
        $login = Start-Auth0PasskeyLogin
        . $Change | Out-Null
        $failure = Get-Failure { $login | Complete-Auth0PasskeyLogin -Answer (Get-PasskeyAnswer $passkey $login) }

        $failure.FullyQualifiedErrorId | Should -Be "$Id,Auth0Flows.PowerShell.CompleteAuth0PasskeyLoginCommand"
        $failure.CategoryInfo.Category | Should -Be $Category
        "$failure" | Should -BeLike $Words
        $session.Tokens | Should -BeNullOrEmpty
    }

    It 'says of a tenant that answers <Status> <Body>: <Id>' -ForEach @(
        @{ Status = 404; Body = '{"error":"not_found","error_description":"Not found"}'; Id = 'PasskeysNotEnabled'; Advice = '*Passkey*' }
        @{ Status = 400; Body = '{"error":"invalid_request","error_description":"A custom domain is required"}'; Id = 'PasskeyCustomDomainRequired'; Advice = '*custom domain*' }
        @{ Status = 400; Body = '{"error":"unauthorized_client","error_description":"Grant type not allowed for the client."}'; Id = 'UnauthorizedClient'; Advice = '*Grant Types*' }
        @{ Status = 200; Body = '{"auth_session":"s","authn_params_public_key":{"challenge":"AAAA","rpId":"bank.example"}}'; Id = 'PasskeyDomainMismatch'; Advice = "*Don't let*" }
        @{ Status = 200; Body = '{"auth_session":"s"}'; Id = 'InvalidJson'; Advice = '*' }
    ) {
        $tenant.AddFault(@{ Path = '/passkey/challenge'; StatusCode = $Status; Body = $Body })
        $failure = Get-Failure { Start-Auth0PasskeyLogin }

        $failure.FullyQualifiedErrorId | Should -Be "$Id,Auth0Flows.PowerShell.StartAuth0PasskeyLoginCommand"
        $failure.ErrorDetails.RecommendedAction | Should -BeLike $Advice
    }

    It 'says of an application that may not: UnauthorizedClient' {
        $connection = Get-ApplicationParameter $tenant 'Automation'
        Connect-Auth0 @connection | Out-Null

        (Get-Failure { Start-Auth0PasskeyLogin }).FullyQualifiedErrorId | Should -BeLike 'UnauthorizedClient,*'
    }

    It 'says of a challenge of another application: ClientMismatch' {
        $passkey = Register-Passkey
        $login = Start-Auth0PasskeyLogin
        $connection = Get-ApplicationParameter $tenant 'Mobile for iOS'
        Connect-Auth0 @connection | Out-Null

        (Get-Failure { $login | Complete-Auth0PasskeyLogin -Answer (Get-PasskeyAnswer $passkey $login) }).FullyQualifiedErrorId | Should -BeLike 'ClientMismatch,*'
    }

    It 'signs nobody in any more whose passkey an administrator has removed' {
        $passkey = Register-Passkey
        $automation = Get-ConnectParameter $tenant
        $administrator = Connect-Auth0 @automation -Name administrator
        $session | Connect-Auth0 | Out-Null
        $method = Get-Auth0UserAuthenticationMethod $passkey.Token.Subject -Session $administrator
        $method.Type, $method.KeyId, $method.RelyingPartyIdentifier | Should -Be 'passkey', (ConvertTo-Base64Url $passkey.Id), 'localhost'
        $method | Remove-Auth0UserAuthenticationMethod -Session $administrator -Force
        $login = Start-Auth0PasskeyLogin

        (Get-Failure { $login | Complete-Auth0PasskeyLogin -Answer (Get-PasskeyAnswer $passkey $login) }).FullyQualifiedErrorId | Should -BeLike 'PasskeyRefused,*'
    }

    It 'repeats no challenge that is text' {
        $failure = Get-Failure { Complete-Auth0PasskeyLogin s3cret '{}' }

        "$failure" | Should -BeLike '*Specify the challenge as an object*'
        "$failure $($failure.Exception) $($failure.TargetObject)" | Should -Not -BeLike '*s3cret*'
    }

    It 'tells Get-Auth0Token -GrantType Passkey where to go' {
        "$(Get-Failure { Get-Auth0Token -GrantType Passkey })" | Should -BeLike '*Complete-Auth0PasskeyLogin*'
    }

    It 'shows neither the session nor the answer' {
        $passkey = Register-Passkey
        $shown = Get-Shown {
            foreach ($start in { Start-Auth0PasskeyLogin -Verbose -Debug }, { Start-Auth0PasskeyRegistration "eve$(Get-Random)@example.com" -Verbose -Debug }) {
                $challenge = & $start
                $challenge, $challenge.Options
                $challenge | ConvertTo-Json -Depth 5
                $challenge | ConvertTo-Csv
                $challenge | Get-Member -Force
                [System.Management.Automation.PSSerializer]::Serialize($challenge, 5)
                $answer = Get-PasskeyAnswer ($challenge.IsRegistration ? (New-Passkey) : $passkey) $challenge
                $read = [Auth0PasskeyAnswer]::Parse(($answer | ConvertTo-Json -Depth 5))
                $read, ($read | ConvertTo-Json -Depth 5), [System.Management.Automation.PSSerializer]::Serialize($read, 5)
                $challenge | Complete-Auth0PasskeyLogin -Answer $answer -Verbose -Debug
                try { $challenge | Complete-Auth0PasskeyLogin -Answer $answer -Verbose -Debug -ErrorAction Stop } catch { $_ }
            }
        }
        # The user's handle stands in the options of the registration, which are there to be shown.
        $sent = $tenant.Requests.Where({ $_.Path -eq '/oauth/token' }) | ForEach-Object { $_.ReadBody() | ConvertFrom-Json }
        $secrets = $sent | ForEach-Object { $_.auth_session; $_.authn_response.response.psobject.Properties | Where-Object Name -NE userHandle | ForEach-Object Value }

        $shown | Should -BeLike '*answered 200 in*' -Because 'all streams are looked at'
        $shown | Should -BeLike '*PasskeyChallengeExpired*' -Because 'the challenges were used'
        $secrets.Count | Should -Be 14 -Because "each kind was sent twice"
        foreach ($secret in $secrets) {
            $shown.Contains($secret) | Should -BeFalse
            $shown.Contains([Convert]::ToHexString([System.Text.Encoding]::Unicode.GetBytes($secret)), [System.StringComparison]::OrdinalIgnoreCase) | Should -BeFalse
        }
    }
}
