BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $portal = $tenant.GetApplication('Web Portal')
    $mfaAudience = "$($tenant.Issuer)mfa/"
    $erin = $tenant.GetUser('erin')
    $password = ConvertTo-SecureString 'correct horse battery staple' -AsPlainText

    # A user who needs a second factor, but has none.
    function Add-NewUser {
        $user = $tenant.AddUser("$([guid]::NewGuid())@example.com", $password)
        $user.RequiresMfa = $true
        $user
    }

    # Signs in a user, up to the missing second factor.
    function Get-Challenge($User) {
        (Get-Failure { Get-Auth0Token -GrantType Password -Credential (Get-UserCredential $User) -Scope openid -NonInteractive }).TargetObject
    }

    # The parameters of an enrolment request, without client authentication.
    function Get-EnrolmentAsked {
        $body = $tenant.Requests[-1].ReadBody() | ConvertFrom-Json -AsHashtable
        $body.client_id | Should -BeExactly $portal.ClientId
        $body.client_secret | Should -BeExactly (Get-PlainText $portal.ClientSecret)
        $body.Remove('client_id')
        $body.Remove('client_secret')
        ConvertTo-Json $body -Compress
    }

    # A user who has signed in to manage second factors.
    function Get-MfaToken($User) {
        Get-Auth0Token -GrantType Password -Credential (Get-UserCredential $User) -Audience $mfaAudience -Scope enroll, read:authenticators, remove:authenticators
    }
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Second factors' {
    BeforeEach { . Connect-Portal }

    AfterEach {
        . Disconnect-Tenant
        $tenant.ClockSkew = [timespan]::Zero
    }

    Context 'Get-Auth0MfaAuthenticator' {
        It 'lists those of a login that waits, with the mfa_token as bearer' {
            $dave = $tenant.GetUser('dave')
            $challenge = Get-Challenge $dave
            $authenticators = $challenge | Get-Auth0MfaAuthenticator
            $request = $tenant.Requests[-1]

            "$request" | Should -Be 'GET /mfa/authenticators 200'
            $request.Headers['Authorization'] | Should -BeExactly "Bearer $(Get-PlainText $challenge.MfaToken)"
            $request.Query | Should -BeNullOrEmpty
            $authenticators.Type | Should -Be 'Otp', 'RecoveryCode'
            $authenticators.IsActive | Should -Be $true, $true
            $authenticators[0].Id | Should -BeLike 'totp|*'
            $authenticators[0].MfaChallenge | Should -Be $challenge
            "$($authenticators[0])" | Should -Be 'Otp'
        }

        It 'shows where a message goes, as the tenant hides it' {
            $sms = Get-Challenge $erin | Get-Auth0MfaAuthenticator

            $sms.Type | Should -Be 'Sms'
            $sms.Name | Should -Be 'XXXXX0123'
            "$sms" | Should -Be 'Sms XXXXX0123'
        }

        It 'lists those of a user who signed in for that, by the session''s token or one that is given' {
            $alice = $tenant.GetUser('alice')
            $token = Get-MfaToken $alice
            Get-Auth0MfaAuthenticator | Should -BeNullOrEmpty
            $token | Add-Auth0MfaAuthenticator Email -Email second@example.com -WarningAction SilentlyContinue | Out-Null

            (Get-Auth0MfaAuthenticator).Type | Should -Be 'Email', 'RecoveryCode'
            ($token | Get-Auth0MfaAuthenticator)[0].Name | Should -Be 'second@example.com'
            $tenant.Requests[-1].Headers['Authorization'] | Should -BeExactly "Bearer $(Get-PlainText $token.AccessToken)"
            Get-Auth0MfaAuthenticator | Remove-Auth0MfaAuthenticator -Force
        }

        It 'says where nobody has signed in for that: NotSignedIn' {
            Get-Auth0Token -Credential (Get-UserCredential $tenant.GetUser('alice')) | Out-Null
            $failure = Get-Failure { Get-Auth0MfaAuthenticator }

            $failure.FullyQualifiedErrorId | Should -Be 'NotSignedIn,Auth0Flows.PowerShell.GetAuth0MfaAuthenticatorCommand'
            "$failure" | Should -BeLike "*$mfaAudience*"
            $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }

        It 'says of <Name>: <Id>' -ForEach @(
            @{ Name = 'a login whose ten minutes are over'; Id = 'MfaTokenExpired'; Category = 'AuthenticationError'; Command = { $tenant.ClockSkew = [timespan]'00:10:01'; $challenge | Get-Auth0MfaAuthenticator } }
            @{ Name = 'a token for another API'; Id = 'InvalidToken'; Category = 'AuthenticationError'; Command = { Get-Auth0Token -Credential $credential | Get-Auth0MfaAuthenticator } }
            @{ Name = 'a token without the scope'; Id = 'InsufficientScope'; Category = 'PermissionDenied'; Command = { Get-Auth0Token -Credential $credential -Audience $mfaAudience -Scope enroll | Get-Auth0MfaAuthenticator } }
            @{ Name = 'no list'; Id = 'InvalidJson'; Category = 'InvalidData'; Command = { $tenant.AddFault(@{ StatusCode = 200; Body = '{"id":1}' }); $challenge | Get-Auth0MfaAuthenticator } }
            @{ Name = 'a failure of the tenant'; Id = 'ServerError'; Category = 'ConnectionError'; Command = { $tenant.AddFault(@{ StatusCode = 500 }); $challenge | Get-Auth0MfaAuthenticator } }
        ) {
            $credential = Get-UserCredential $tenant.GetUser('alice')
            $challenge = Get-Challenge $erin
            $failure = Get-Failure $Command

            $failure.FullyQualifiedErrorId | Should -Be "$Id,Auth0Flows.PowerShell.GetAuth0MfaAuthenticatorCommand"
            $failure.CategoryInfo.Category | Should -Be $Category
            $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            "$($failure.Exception)$($failure | Format-List * -Force | Out-String -Width 1000)".Contains((Get-PlainText $challenge.MfaToken)) | Should -BeFalse
        }
    }

    Context 'Request-Auth0MfaChallenge' {
        It 'asks the user for a factor, with the proof of the application' {
            $challenge = Get-Challenge $erin
            $sms = $challenge | Get-Auth0MfaAuthenticator
            $asked = $sms | Request-Auth0MfaChallenge
            $request = $tenant.Requests[-1]
            $body = $request.ReadBody() | ConvertFrom-Json

            "$request" | Should -Be 'POST /mfa/challenge 200'
            $request.Headers['Content-Type'] | Should -BeLike 'application/json*'
            $request.Headers['Authorization'] | Should -BeNullOrEmpty
            $body.psobject.Properties.Name | Sort-Object | Should -Be 'authenticator_id', 'challenge_type', 'client_id', 'client_secret', 'mfa_token'
            $body.mfa_token | Should -Be (Get-PlainText $challenge.MfaToken)
            $body.challenge_type | Should -Be 'otp oob'
            $body.authenticator_id | Should -Be $sms.Id
            $body.client_secret | Should -Be (Get-PlainText $portal.ClientSecret)
            $asked.ChallengeType | Should -Be 'oob'
            $asked.BindingMethod | Should -Be 'prompt'
            $asked.OobCode | Should -BeOfType [Auth0Secret]
            $asked.AuthenticatorId | Should -Be $sms.Id
            $asked.ExpiresAt | Should -Be $challenge.ExpiresAt
            $tenant.LastMessageTo($erin) | Should -Match '^\d{6}$'
        }

        It 'leaves the choice to the tenant where no factor is named' {
            $asked = Request-Auth0MfaChallenge (Get-Challenge $erin)

            ($tenant.Requests[-1].ReadBody() | ConvertFrom-Json).psobject.Properties.Name | Should -Not -Contain 'authenticator_id'
            $asked.ChallengeType | Should -Be 'oob'
        }

        It 'says of a one-time password that there is nothing to send' {
            $asked = Get-Challenge $tenant.GetUser('dave') | Request-Auth0MfaChallenge

            $asked.ChallengeType | Should -Be 'otp'
            $asked.OobCode | Should -BeNullOrEmpty
        }

        It 'says of <Name>: <Id>' -ForEach @(
            @{ Name = 'a user who has none yet'; Id = 'MfaEnrollmentRequired'; Category = 'AuthenticationError'; Command = { Get-Challenge $tenant.GetUser('heidi') | Request-Auth0MfaChallenge } }
            @{ Name = 'a factor that is none of the user''s'; Id = 'InvalidRequest'; Category = 'InvalidArgument'; Command = { Get-Challenge $erin | Request-Auth0MfaChallenge -AuthenticatorId 'sms|dev_x' } }
            @{ Name = 'a login whose ten minutes are over'; Id = 'MfaTokenExpired'; Category = 'AuthenticationError'
                Command = { $challenge = Get-Challenge $erin; $tenant.ClockSkew = [timespan]'00:10:01'; Request-Auth0MfaChallenge $challenge } }
            @{ Name = 'a kind that the user has not'; Id = 'UnsupportedChallengeType'; Category = 'InvalidArgument'
                Command = { $tenant.AddFault(@{ Path = '/mfa/challenge'; StatusCode = 403; Body = '{"error":"unsupported_challenge_type","error_description":"No"}' }); Get-Challenge $erin | Request-Auth0MfaChallenge } }
        ) {
            $failure = Get-Failure $Command

            $failure.FullyQualifiedErrorId | Should -Be "$Id,Auth0Flows.PowerShell.RequestAuth0MfaChallengeCommand"
            $failure.CategoryInfo.Category | Should -Be $Category
            $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            $failure.TargetObject.GetType().Name | Should -Be 'Auth0MfaChallenge'
        }
    }

    Context 'Add-Auth0MfaAuthenticator, for a login' {
        It 'enrols an app: its secret, its QR code and the recovery codes come once, as secrets' {
            $user = Add-NewUser
            $challenge = Get-Challenge $user
            $enrollment = $challenge | Add-Auth0MfaAuthenticator -Type Otp -WarningAction SilentlyContinue -NoQRCode
            $request = $tenant.Requests[-1]

            "$request" | Should -Be 'POST /mfa/associate 200'
            $request.Headers['Authorization'] | Should -BeExactly "Bearer $(Get-PlainText $challenge.MfaToken)"
            Get-EnrolmentAsked | Should -BeExactly '{"authenticator_types":["otp"]}'
            $enrollment.Type | Should -Be 'Otp'
            $enrollment.Secret | Should -BeOfType [Auth0Secret]
            Get-PlainText $enrollment.Secret | Should -Be (Get-PlainText $user.OtpSecret)
            Get-PlainText $enrollment.BarcodeUri | Should -BeLike "otpauth://totp/*secret=$(Get-PlainText $user.OtpSecret)*"
            $enrollment.RecoveryCodes | Should -HaveCount 1
            Get-PlainText $enrollment.RecoveryCodes[0] | Should -Be (Get-PlainText $user.RecoveryCode)
            $enrollment.MfaChallenge.ChallengeType | Should -Be 'otp'
            "$enrollment" | Should -Be 'Otp, to be confirmed'
        }

        It 'is confirmed by the first one-time password, which ends the login' {
            $user = Add-NewUser
            $token = Get-Challenge $user | Add-Auth0MfaAuthenticator Otp -NoQRCode -WarningAction SilentlyContinue |
                ForEach-Object { $_ | Get-Auth0Token -GrantType MfaOtp -Otp $tenant.GetOtp($user) }
            $token.IdClaims.sub | Should -Be $user.UserId

            (Get-Challenge $user | Get-Auth0MfaAuthenticator).IsActive | Should -Be $true, $true
        }

        It 'sends the first code by <Type>, which confirms it and ends the login' -ForEach @(
            @{ Type = 'Sms'; Address = @{ PhoneNumber = '+15550142' }; Body = '{"authenticator_types":["oob"],"oob_channels":["sms"],"phone_number":"+15550142"}' }
            @{ Type = 'Voice'; Address = @{ PhoneNumber = '+15550142' }; Body = '{"authenticator_types":["oob"],"oob_channels":["voice"],"phone_number":"+15550142"}' }
            @{ Type = 'Email'; Address = @{ Email = 'second@example.com' }; Body = '{"authenticator_types":["oob"],"oob_channels":["email"],"email":"second@example.com"}' }
            @{ Type = 'Email'; Address = @{}; Body = '{"authenticator_types":["oob"],"oob_channels":["email"]}' }
        ) {
            $user = Add-NewUser
            $enrollment = Get-Challenge $user | Add-Auth0MfaAuthenticator -Type $Type @Address -WarningAction SilentlyContinue
            Get-EnrolmentAsked | Should -BeExactly $Body
            $enrollment.Type | Should -Be $Type
            $enrollment.MfaChallenge.BindingMethod | Should -Be 'prompt'
            $enrollment.Secret | Should -BeNullOrEmpty
            $token = $enrollment | Get-Auth0Token -GrantType MfaOob -BindingCode $tenant.LastMessageTo($user)

            $token.IdClaims.sub | Should -Be $user.UserId
            (Get-Challenge $user | Get-Auth0MfaAuthenticator)[0].Type | Should -Be $Type
        }

        It 'enrols the Guardian app, which the user confirms there' {
            $user = Add-NewUser
            $enrollment = Get-Challenge $user | Add-Auth0MfaAuthenticator Push -NoQRCode -WarningAction SilentlyContinue
            Get-EnrolmentAsked | Should -BeExactly '{"authenticator_types":["oob"],"oob_channels":["auth0"]}'
            Get-PlainText $enrollment.BarcodeUri | Should -BeLike 'otpauth://totp/*enrollment_tx_id=*'
            $tenant.ApprovePush($user)

            ($enrollment | Get-Auth0Token -GrantType MfaOob).Subject | Should -Be $user.UserId
        }

        It 'warns of recovery codes where nobody is there to read them, and does not show them' {
            $enrollment = Get-Challenge (Add-NewUser) | Add-Auth0MfaAuthenticator Otp -NoQRCode -WarningVariable warnings -WarningAction SilentlyContinue

            if (-not [Environment]::UserInteractive -or [Console]::IsInputRedirected) { "$warnings" | Should -BeLike '*recovery code*once*' }
            "$warnings".Contains((Get-PlainText $enrollment.RecoveryCodes[0])) | Should -BeFalse
        }

        It 'does nothing with -WhatIf' {
            $challenge = Get-Challenge (Add-NewUser)
            $tenant.ClearRequests()
            $challenge | Add-Auth0MfaAuthenticator Otp -WhatIf | Should -BeNullOrEmpty

            $tenant.CountRequests() | Should -Be 0
        }

        It 'says of <Name>: <Id>, and sends nothing' -ForEach @(
            @{ Name = 'a text message without a number'; Id = 'MissingParameter'; Message = 'Sms needs -PhoneNumber.'; Parameters = @{ Type = 'Sms' } }
            @{ Name = 'a call without a number'; Id = 'MissingParameter'; Message = 'Voice needs -PhoneNumber.'; Parameters = @{ Type = 'Voice' } }
            @{ Name = 'an app with a number'; Id = 'ConflictingParameters'; Message = '-PhoneNumber can''t be used with Otp.'; Parameters = @{ Type = 'Otp'; PhoneNumber = '+15550142' } }
            @{ Name = 'an e-mail with a number'; Id = 'ConflictingParameters'; Message = '-PhoneNumber can''t be used with Email.'; Parameters = @{ Type = 'Email'; PhoneNumber = '+15550142' } }
            @{ Name = 'a text message with an address'; Id = 'ConflictingParameters'; Message = '-Email can''t be used with Sms.'; Parameters = @{ Type = 'Sms'; PhoneNumber = '+15550142'; Email = 'a@example.com' } }
        ) {
            $challenge = Get-Challenge $tenant.GetUser('heidi')
            $tenant.ClearRequests()
            $failure = Get-Failure { $challenge | Add-Auth0MfaAuthenticator @Parameters }

            $failure.FullyQualifiedErrorId | Should -Be "$Id,Auth0Flows.PowerShell.AddAuth0MfaAuthenticatorCommand"
            $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
            "$failure" | Should -Be $Message
            $tenant.CountRequests() | Should -Be 0
        }

        It 'says of a user who has one already: AccessDenied' {
            $challenge = Get-Challenge $erin
            $failure = Get-Failure { $challenge | Add-Auth0MfaAuthenticator Otp }

            $failure.FullyQualifiedErrorId | Should -BeLike 'AccessDenied,*'
            "$failure" | Should -BeLike 'The authenticator was not added: User is already enrolled*'
        }
    }

    Context 'Add- and Remove-Auth0MfaAuthenticator, for who has signed in' {
        BeforeEach {
            $user = $tenant.AddUser("$([guid]::NewGuid())@example.com", $password)
            $token = Get-MfaToken $user
            $tenant.ClearRequests()
        }

        It 'adds a further factor by the session''s token, and the first one-time password confirms it' {
            $enrollment = Add-Auth0MfaAuthenticator Otp -NoQRCode -WarningAction SilentlyContinue
            $tenant.Requests[-1].Headers['Authorization'] | Should -BeExactly "Bearer $(Get-PlainText $token.AccessToken)"
            (Get-Auth0MfaAuthenticator).IsActive | Should -Be $false, $false

            $enrollment | Get-Auth0Token -GrantType MfaOtp -Otp $tenant.GetOtp($user) | Out-Null
            (Get-Auth0MfaAuthenticator).IsActive | Should -Be $true, $true
        }

        It 'adds one by a token from the pipeline, and the code of the message confirms it' {
            $token | Add-Auth0MfaAuthenticator Sms -PhoneNumber +15550143 -WarningAction SilentlyContinue |
                ForEach-Object { $_ | Get-Auth0Token -GrantType MfaOob -BindingCode $tenant.LastMessageTo('+15550143') } | Out-Null

            ($token | Get-Auth0MfaAuthenticator)[0].IsActive | Should -BeTrue
        }

        It 'removes one, from the pipeline' {
            Add-Auth0MfaAuthenticator Otp -NoQRCode -WarningAction SilentlyContinue | Out-Null
            $id = (Get-Auth0MfaAuthenticator | Where-Object Type -EQ Otp).Id
            Get-Auth0MfaAuthenticator | Where-Object Type -EQ Otp | Remove-Auth0MfaAuthenticator -Force | Should -BeNullOrEmpty
            $request = $tenant.Requests[-1]

            $request.Method | Should -Be 'DELETE'
            [uri]::UnescapeDataString($request.Path) | Should -Be "/mfa/authenticators/$id"
            $request.StatusCode | Should -Be 204
            $request.Headers['Authorization'] | Should -BeExactly "Bearer $(Get-PlainText $token.AccessToken)"
            (Get-Auth0MfaAuthenticator).Type | Should -Be 'RecoveryCode'
        }

        It 'removes one by its id, with a token that is given' {
            Add-Auth0MfaAuthenticator Otp -NoQRCode -WarningAction SilentlyContinue | Out-Null
            $id = (Get-Auth0MfaAuthenticator)[0].Id
            Connect-Auth0 @connection | Out-Null
            Remove-Auth0MfaAuthenticator $id -Token $token -Confirm:$false

            ($token | Get-Auth0MfaAuthenticator).Type | Should -Be 'RecoveryCode'
        }

        It 'removes none with -WhatIf, -Force or not' {
            Remove-Auth0MfaAuthenticator 'totp|dev_x' -Force -WhatIf

            $tenant.CountRequests() | Should -Be 0
        }

        It 'says of one that is not there: NotFound, and goes on with the next' {
            Add-Auth0MfaAuthenticator Otp -NoQRCode -WarningAction SilentlyContinue | Out-Null
            $id = (Get-Auth0MfaAuthenticator)[0].Id
            'totp|dev_x', $id | Remove-Auth0MfaAuthenticator -Force -ErrorAction SilentlyContinue -ErrorVariable failures

            $failures.FullyQualifiedErrorId | Should -Be 'NotFound,Auth0Flows.PowerShell.RemoveAuth0MfaAuthenticatorCommand'
            $failures.TargetObject | Should -Be 'totp|dev_x'
            (Get-Auth0MfaAuthenticator).Type | Should -Be 'RecoveryCode'
        }

        It 'says of a token without the scope: InsufficientScope' {
            $reader = Get-Auth0Token -Credential (Get-UserCredential $user) -Audience $mfaAudience -Scope read:authenticators
            $failure = Get-Failure { Remove-Auth0MfaAuthenticator 'totp|dev_x' -Token $reader -Force }

            $failure.FullyQualifiedErrorId | Should -BeLike 'InsufficientScope,*'
            "$failure" | Should -BeLike '*remove:authenticators*'
        }

        It 'asks before it removes, where nobody said -Force' {
            $answer = Invoke-InNewProcess @"
                Import-Module '$ModulePath'
                `$null = Connect-Auth0 acme.eu.auth0.com client
                try { Remove-Auth0MfaAuthenticator 'totp|dev_x' } catch { `$failure = "`$_" }
                @{ failure = `$failure } | ConvertTo-Json
"@
            $answer.failure | Should -BeLike '*NonInteractive*'
        }
    }
}
