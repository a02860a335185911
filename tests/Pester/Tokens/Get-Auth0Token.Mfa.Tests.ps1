BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $portal = $tenant.GetApplication('Web Portal')
    $erin, $frank, $dave = 'erin', 'frank', 'dave' | ForEach-Object { $tenant.GetUser($_) }
    $password = ConvertTo-SecureString 'correct horse battery staple' -AsPlainText

    # A user with an unused one-time password: each is valid once.
    function Add-OtpUser {
        $user = $tenant.AddUser("$([guid]::NewGuid())@example.com", $password)
        $tenant.EnrollOtp($user)
        $user
    }

    # Signs in a user, up to the missing second factor.
    function Get-Challenge($User, [hashtable] $Parameters = @{}) {
        (Get-Failure { Get-Auth0Token -GrantType Password -Credential (Get-UserCredential $User) -NonInteractive @Parameters }).TargetObject
    }
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Get-Auth0Token with a second factor, in a script' {
    BeforeEach { . Connect-Portal }

    AfterEach {
        . Disconnect-Tenant
        $tenant.ClockSkew = [timespan]::Zero
    }

    Context 'the error MfaRequired' {
        It 'carries the login that goes on' {
            $failure = Get-Failure { Get-Auth0Token -GrantType Password -Credential (Get-UserCredential $dave) -Scope openid, read:orders -NonInteractive }
            $challenge = $failure.TargetObject

            $failure.FullyQualifiedErrorId | Should -Be 'MfaRequired,Auth0Flows.PowerShell.GetAuth0TokenCommand'
            $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
            "$failure" | Should -BeLike '*Multifactor authentication required (mfa_required, HTTP 403).'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*$_.TargetObject | Get-Auth0MfaAuthenticator*MfaOtp*'
            $failure.Exception.Challenge | Should -Be $challenge
            $challenge.GetType().Name | Should -Be 'Auth0MfaChallenge'
            $challenge.MfaToken | Should -BeOfType [Auth0Secret]
            $challenge.ClientId | Should -Be $portal.ClientId
            $challenge.Audience | Should -Be $Orders
            $challenge.Scope | Should -Be 'openid', 'read:orders'
            $challenge.ChallengeTypes | Should -Be 'otp', 'recovery-code'
            $challenge.IsEnrollmentRequired | Should -BeFalse
            $challenge.ExpiresAt - [System.DateTimeOffset]::Now | Should -BeGreaterThan ([timespan]'00:09:00')
            "$challenge" | Should -BeLike "second factor for $Orders, until 20*"
            $session.Tokens | Should -BeNullOrEmpty
        }

        It 'is MfaEnrollmentRequired where the user has no factor yet' {
            $failure = Get-Failure { Get-Auth0Token -GrantType Password -Credential (Get-UserCredential $tenant.GetUser('heidi')) -NonInteractive }

            $failure.FullyQualifiedErrorId | Should -BeLike 'MfaEnrollmentRequired,*'
            $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*$_.TargetObject | Add-Auth0MfaAuthenticator*'
            $failure.TargetObject.IsEnrollmentRequired | Should -BeTrue
            $failure.TargetObject.EnrollmentTypes | Should -Contain 'otp'
        }

        It 'ends a script that nobody sits before, and its target goes on in the catch block' {
            $user = Add-OtpUser
            $environment = @{
                AUTH0_DOMAIN        = $tenant.Domain
                AUTH0_CLIENT_ID     = $portal.ClientId
                AUTH0_CLIENT_SECRET = Get-PlainText $portal.ClientSecret
                AUTH0_AUDIENCE      = $Orders
            }
            $env:TEST_PASSWORD, $env:TEST_OTP = (Get-PlainText $password), $tenant.GetOtp($user)
            try {
                $result = Invoke-WithEnvironment $environment {
                    Invoke-InNewProcess @"
                        Import-Module '$ModulePath'
                        `$credential = [pscredential]::new('$($user.Email)', (ConvertTo-SecureString `$env:TEST_PASSWORD -AsPlainText))
                        try { Get-Auth0Token -GrantType Password -Credential `$credential }
                        catch {
                            `$token = `$_.TargetObject | Get-Auth0Token -GrantType MfaOtp -Otp `$env:TEST_OTP
                            @{ Id = `$_.FullyQualifiedErrorId; Subject = `$token.Subject } | ConvertTo-Json
                        }
"@
                }
            }
            finally { Remove-Item Env:TEST_* }

            $result.Id | Should -BeLike 'MfaRequired,*'
            $result.Subject | Should -Be $user.UserId
        }
    }

    Context 'a one-time password' {
        It 'ends the login: the token is the one that the login asked for' {
            $user = Add-OtpUser
            $challenge = Get-Challenge $user @{ Scope = 'openid', 'offline_access', 'read:orders' }
            $otp = $tenant.GetOtp($user)
            $tenant.ClearRequests()
            $token = Get-Auth0Token -GrantType MfaOtp -MfaChallenge $challenge -Otp $otp
            $form = $tenant.Requests[0].Form

            "$($tenant.Requests[0])" | Should -Be 'POST /oauth/token 200'
            $form.Keys | Sort-Object | Should -Be 'client_id', 'client_secret', 'grant_type', 'mfa_token', 'otp'
            $form['grant_type'] | Should -Be 'http://auth0.com/oauth/grant-type/mfa-otp'
            $form['mfa_token'] | Should -Be (Get-PlainText $challenge.MfaToken)
            $form['otp'] | Should -BeExactly $otp
            $token.GrantType | Should -Be 'MfaOtp'
            $token.Subject | Should -Be $user.UserId
            $token.Audience | Should -Contain $Orders
            $token.IdClaims.sub | Should -Be $user.UserId
            $token.RefreshToken | Should -Not -BeNullOrEmpty
            $session.Tokens | Should -Be $token
        }

        It 'may be given with the password, and is sent after it' {
            $user = Add-OtpUser
            $otp = $tenant.GetOtp($user)
            $token = Get-Auth0Token -GrantType Password -Credential (Get-UserCredential $user) -Otp $otp

            $token.Subject | Should -Be $user.UserId
            $tenant.Requests.ForEach({ $_.Form['grant_type'] }) | Should -Be 'password', 'http://auth0.com/oauth/grant-type/mfa-otp'
            $tenant.Requests[0].Form.Keys | Should -Not -Contain 'otp'
            $tenant.Requests[1].Form['otp'] | Should -BeExactly $otp
        }

        It 'given with the password is not needed by who has no second factor' {
            (Get-Auth0Token -Credential (Get-UserCredential $tenant.GetUser('alice')) -Otp 123456).GrantType | Should -Be 'Password'
            $tenant.CountRequests() | Should -Be 1
        }

        It 'keeps its digits as they are typed: <_>' -ForEach '012345', '000000', "'012345'", '"012345"', '999999' {
            $challenge = Get-Challenge (Add-OtpUser)
            (Get-Failure ([scriptblock]::Create("Get-Auth0Token -GrantType MfaOtp -MfaChallenge `$challenge -Otp $_"))).FullyQualifiedErrorId | Should -BeLike 'InvalidOtp,*'

            $tenant.Requests[-1].Form['otp'] | Should -BeExactly $_.Trim("'", '"')
        }

        It 'may be a SecureString' {
            $user = Add-OtpUser
            $otp = ConvertTo-SecureString $tenant.GetOtp($user) -AsPlainText

            (Get-Challenge $user | Get-Auth0Token -GrantType MfaOtp -Otp $otp).Subject | Should -Be $user.UserId
        }

        It 'says of <Name>: <Id>' -ForEach @(
            @{ Name = 'a wrong one'; Id = 'InvalidOtp'; Category = 'AuthenticationError'; Advice = '*next code*'; Prepare = { }; Otp = { 'wrong1' } }
            @{ Name = 'one that was used already'; Id = 'InvalidOtp'; Category = 'AuthenticationError'; Advice = '*valid once*'; Otp = { $tenant.GetOtp($user) }
                Prepare = { Get-Challenge $user | Get-Auth0Token -GrantType MfaOtp -Otp $tenant.GetOtp($user) } }
            @{ Name = 'an mfa_token whose ten minutes are over'; Id = 'MfaTokenExpired'; Category = 'AuthenticationError'; Advice = '*again*ten minutes*'; Otp = { $tenant.GetOtp($user) }
                Prepare = { $tenant.ClockSkew = [timespan]'00:10:01' } }
            @{ Name = 'too many wrong ones'; Id = 'TooManyAttempts'; Category = 'LimitsExceeded'; Advice = '*Wait*'; Otp = { $tenant.GetOtp($user) }
                Prepare = { 1..10 | ForEach-Object { Get-Failure { $challenge | Get-Auth0Token -GrantType MfaOtp -Otp wrong1 } } } }
        ) {
            $user = Add-OtpUser
            $challenge = Get-Challenge $user
            & $Prepare | Out-Null
            $before = $tenant.CountRequests()
            $otp = & $Otp
            $failure = Get-Failure { $challenge | Get-Auth0Token -GrantType MfaOtp -Otp $otp }

            $failure.FullyQualifiedErrorId | Should -Be "$Id,Auth0Flows.PowerShell.GetAuth0TokenCommand"
            $failure.CategoryInfo.Category | Should -Be $Category
            $failure.ErrorDetails.RecommendedAction | Should -BeLike $Advice
            $tenant.CountRequests() - $before | Should -Be 1
            $shown = "$($failure.Exception)$($failure | Format-List * -Force | Out-String -Width 1000)"
            $shown.Contains((Get-PlainText $challenge.MfaToken)) | Should -BeFalse
            $shown.Contains($otp) | Should -BeFalse
        }

        It 'says of a login of another application that it is none of this one''s' {
            $user = Add-OtpUser
            $challenge = Get-Challenge $user
            $connection = Get-ApplicationParameter $tenant 'Mobile for iOS'
            Connect-Auth0 @connection | Out-Null
            $failure = Get-Failure { $challenge | Get-Auth0Token -GrantType MfaOtp -Otp $tenant.GetOtp($user) }

            $failure.FullyQualifiedErrorId | Should -BeLike 'ClientMismatch,*'
            "$failure" | Should -BeLike "*$($challenge.ClientId)*"
        }
    }

    Context 'a code by text message' {
        It 'is sent by a challenge, and ends the login' {
            $challenge = Get-Challenge $erin @{ Scope = 'openid' }
            $authenticator = $challenge | Get-Auth0MfaAuthenticator
            $tenant.ClearRequests()
            $asked = $authenticator | Request-Auth0MfaChallenge
            $code = $tenant.LastMessageTo($erin)
            $token = $asked | Get-Auth0Token -GrantType MfaOob -BindingCode $code
            $form = $tenant.Requests[1].Form

            $form.Keys | Sort-Object | Should -Be 'binding_code', 'client_id', 'client_secret', 'grant_type', 'mfa_token', 'oob_code'
            $form['grant_type'] | Should -Be 'http://auth0.com/oauth/grant-type/mfa-oob'
            $form['binding_code'] | Should -BeExactly $code
            $form['oob_code'] | Should -Be (Get-PlainText $asked.OobCode)
            $form['mfa_token'] | Should -Be (Get-PlainText $challenge.MfaToken)
            $token.Subject | Should -Be $erin.UserId
            $token.GrantType | Should -Be 'MfaOob'
            $token.IdToken | Should -Not -BeNullOrEmpty
        }

        It 'goes all the way in one pipeline, where the factor is chosen by its kind' {
            $token = Get-Challenge $erin | Get-Auth0MfaAuthenticator | Where-Object Type -EQ Sms | Request-Auth0MfaChallenge |
                ForEach-Object { $_ | Get-Auth0Token -GrantType MfaOob -BindingCode $tenant.LastMessageTo($erin) }

            $token.Subject | Should -Be $erin.UserId
        }

        It 'says of a wrong one: InvalidBindingCode' {
            $asked = Get-Challenge $erin | Request-Auth0MfaChallenge
            $failure = Get-Failure { $asked | Get-Auth0Token -GrantType MfaOob -BindingCode 000000 }

            $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidBindingCode,*'
            $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Request-Auth0MfaChallenge*'
            ($asked | Get-Auth0Token -GrantType MfaOob -BindingCode $tenant.LastMessageTo($erin)).Subject | Should -Be $erin.UserId
        }

        It 'may be sent once more: the login is asked again for the same factor' {
            $asked = Get-Challenge $erin | Get-Auth0MfaAuthenticator | Request-Auth0MfaChallenge
            $again = $asked | Request-Auth0MfaChallenge

            $again.AuthenticatorId | Should -Be $asked.AuthenticatorId
            ($again | Get-Auth0Token -GrantType MfaOob -BindingCode $tenant.LastMessageTo($erin)).Subject | Should -Be $erin.UserId
        }

        It 'says where it is missing: MissingParameter, and sends nothing' {
            $asked = Get-Challenge $erin | Request-Auth0MfaChallenge
            $tenant.ClearRequests()
            $failure = Get-Failure { $asked | Get-Auth0Token -GrantType MfaOob }

            $failure.FullyQualifiedErrorId | Should -BeLike 'MissingParameter,*'
            "$failure" | Should -BeLike '*-BindingCode*'
            $tenant.CountRequests() | Should -Be 0
        }

        It 'says of a login for which none was sent: MissingParameter, and sends nothing' {
            $challenge = Get-Challenge $erin
            $tenant.ClearRequests()

            (Get-Failure { $challenge | Get-Auth0Token -GrantType MfaOob -BindingCode 123456 }).FullyQualifiedErrorId | Should -BeLike 'MissingParameter,*'
            $tenant.CountRequests() | Should -Be 0
        }
    }

    Context 'a push notification' {
        It 'ends the login once it is approved' {
            $asked = Get-Challenge $frank | Request-Auth0MfaChallenge
            $tenant.ApprovePush($frank)
            $token = $asked | Get-Auth0Token -GrantType MfaOob

            $token.Subject | Should -Be $frank.UserId
            $tenant.Requests[-1].Form.Keys | Sort-Object | Should -Be 'client_id', 'client_secret', 'grant_type', 'mfa_token', 'oob_code'
        }

        It 'is waited for: asked again after five seconds, with progress' {
            $asked = Get-Challenge $frank | Request-Auth0MfaChallenge
            $tenant.ClearRequests()
            $other = Start-InNewRunspace '$asked | Get-Auth0Token -GrantType MfaOob -Session $session' @{ asked = $asked; session = $session }
            Wait-Until { $tenant.CountRequests('POST', '/oauth/token') -eq 1 -and $tenant.Requests[0].StatusCode -eq 400 }
            $tenant.ApprovePush($frank)
            $token = $other.Shell.EndInvoke($other.Invocation)

            $token.Subject | Should -Be $frank.UserId
            $tenant.Requests.StatusCode | Should -Be 400, 200
            ($tenant.Requests[1].ReceivedAt - $tenant.Requests[0].ReceivedAt).TotalSeconds | Should -BeGreaterOrEqual 4.9
            $other.Shell.Streams.Progress[0].StatusDescription | Should -BeLike '*Waiting for the push notification*'
            $other.Shell.Streams.Progress[-1].RecordType | Should -Be 'Completed'
        }

        It 'is waited for no longer once Ctrl+C is pressed' {
            $asked = Get-Challenge $frank | Request-Auth0MfaChallenge
            $tenant.ClearRequests()
            $other = Start-InNewRunspace '$asked | Get-Auth0Token -GrantType MfaOob -Session $session' @{ asked = $asked; session = $session }
            Wait-Until { $tenant.CountRequests('POST', '/oauth/token') -eq 1 -and $tenant.Requests[0].StatusCode -eq 400 }
            $stopping = Measure-Command { $other.Shell.Stop() }

            $stopping.TotalMilliseconds | Should -BeLessThan 2000
            $other.Shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $other.Shell.Streams.Error | Should -BeNullOrEmpty
        }

        It 'says of one that is rejected: MfaRejected' {
            $asked = Get-Challenge $frank | Request-Auth0MfaChallenge
            $tenant.DenyPush($frank)
            $failure = Get-Failure { $asked | Get-Auth0Token -GrantType MfaOob }

            $failure.FullyQualifiedErrorId | Should -BeLike 'MfaRejected,*'
            $failure.CategoryInfo.Category | Should -Be 'PermissionDenied'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Ask the user*'
        }
    }

    Context 'a recovery code' {
        It 'ends the login, and the next one is on the token, with a warning where nobody is there' {
            $challenge = Get-Challenge $dave
            $code = Get-PlainText $dave.RecoveryCode
            $tenant.ClearRequests()
            $token = $challenge | Get-Auth0Token -GrantType MfaRecoveryCode -RecoveryCode $code -WarningVariable warnings -WarningAction SilentlyContinue
            $form = $tenant.Requests[0].Form

            $form.Keys | Sort-Object | Should -Be 'client_id', 'client_secret', 'grant_type', 'mfa_token', 'recovery_code'
            $form['grant_type'] | Should -Be 'http://auth0.com/oauth/grant-type/mfa-recovery-code'
            $form['recovery_code'] | Should -BeExactly $code
            $token.Subject | Should -Be $dave.UserId
            Get-PlainText $token.RecoveryCode | Should -Be (Get-PlainText $dave.RecoveryCode)
            Get-PlainText $token.RecoveryCode | Should -Not -Be $code
            if (-not [Environment]::UserInteractive -or [Console]::IsInputRedirected) { "$warnings" | Should -BeLike '*recovery code*' }
            "$warnings".Contains((Get-PlainText $token.RecoveryCode)) | Should -BeFalse
        }

        It 'brings the next one also where warnings end the command' {
            $challenge = Get-Challenge $dave
            $code = Get-PlainText $dave.RecoveryCode
            $tokens = [System.Collections.Generic.List[object]]::new()
            try { $challenge | Get-Auth0Token -GrantType MfaRecoveryCode -RecoveryCode $code -WarningAction Stop | ForEach-Object { $tokens.Add($_) } }
            catch [System.Management.Automation.ActionPreferenceStopException] { $stop = $_ }

            "$stop" | Should -BeLike '*recovery code*' -Because 'it is the warning that ends it'
            Get-PlainText $tokens[0].RecoveryCode | Should -Be (Get-PlainText $dave.RecoveryCode)
        }

        It 'says of a wrong one: InvalidRecoveryCode' {
            $challenge = Get-Challenge $dave
            $failure = Get-Failure { $challenge | Get-Auth0Token -GrantType MfaRecoveryCode -RecoveryCode NOTTHECODE }

            $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidRecoveryCode,*'
            $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*valid only once*'
            "$($failure.Exception)" | Should -Not -BeLike '*NOTTHECODE*'
        }
    }

    Context 'which an application may not ask for' {
        It 'says: UnauthorizedClient' {
            $challenge = Get-Challenge $dave
            $tenant.ConfigureApplication($portal.ClientId, '{"grant_types": ["password"]}')
            $failure = try { Get-Failure { $challenge | Get-Auth0Token -GrantType MfaOtp -Otp 123456 } }
            finally {
                $all = 'authorization_code', 'implicit', 'refresh_token', 'password', 'http://auth0.com/oauth/grant-type/password-realm', 'http://auth0.com/oauth/grant-type/mfa-otp',
                'http://auth0.com/oauth/grant-type/mfa-oob', 'http://auth0.com/oauth/grant-type/mfa-recovery-code', 'http://auth0.com/oauth/grant-type/passwordless/otp',
                'urn:ietf:params:oauth:grant-type:token-exchange'
                $tenant.ConfigureApplication($portal.ClientId, (@{ grant_types = $all } | ConvertTo-Json))
            }
            $failure.FullyQualifiedErrorId | Should -BeLike 'UnauthorizedClient,*'
        }
    }

    Context 'at a refresh' {
        It 'is asked for where the user needs one since, and the refresh token lives on: <Name>' -ForEach @(
            @{ Name = 'Web Portal'; Rotates = $false }
            @{ Name = 'Mobile for iOS'; Rotates = $true }
        ) {
            $connection = Get-ApplicationParameter $tenant $Name
            $session = Connect-Auth0 @connection -Audience $Orders
            $user = $tenant.AddUser("$([guid]::NewGuid())@example.com", $password)
            $before = Get-Auth0Token -Credential (Get-UserCredential $user) -Scope openid, offline_access
            $refreshToken = Get-PlainText $before.RefreshToken
            $tenant.EnrollOtp($user)
            $user.RequiresMfa = $true
            $failure = Get-Failure { $before | Update-Auth0Token }

            $failure.FullyQualifiedErrorId | Should -Be 'MfaRequired,Auth0Flows.PowerShell.UpdateAuth0TokenCommand'
            $after = $failure.TargetObject | Get-Auth0Token -GrantType MfaOtp -Otp $tenant.GetOtp($user)
            $after.Subject | Should -Be $user.UserId
            Get-PlainText $after.RefreshToken | Should -Not -BeNullOrEmpty
            $Rotates | Should -Be ((Get-PlainText $after.RefreshToken) -ne $refreshToken)
            $session.Tokens | Should -Be $after
            ($after | Update-Auth0Token).Subject | Should -Be $user.UserId
            ($before | Update-Auth0Token -Force).Subject | Should -Be $user.UserId -Because 'who still holds the old one goes on with the new refresh token'
        }
    }
}
