BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/ScriptedHost.ps1
    $tenant = Start-Auth0LocalTenant
    $erin, $frank, $dave = 'erin', 'frank', 'dave' | ForEach-Object { $tenant.GetUser($_) }
    $password = ConvertTo-SecureString 'correct horse battery staple' -AsPlainText

    # A user with an unused one-time password: each is valid once.
    function Add-OtpUser {
        $user = $tenant.AddUser("$([guid]::NewGuid())@example.com", $password)
        $tenant.EnrollOtp($user)
        $user
    }

    # A user who can choose from a text message, a recovery code and an app.
    function Add-UserWithThree {
        $user = $tenant.AddUser("$([guid]::NewGuid())@example.com", $password)
        Get-Auth0Token -Credential (Get-UserCredential $user) -Audience "$($tenant.Issuer)mfa/" -Scope enroll |
            Add-Auth0MfaAuthenticator Sms -PhoneNumber +15550144 -WarningAction SilentlyContinue |
            ForEach-Object { $_ | Get-Auth0Token -GrantType MfaOob -BindingCode $tenant.LastMessageTo($user) } | Out-Null
        $tenant.EnrollOtp($user)
        $user
    }

    # The command that a user types to sign in, and its variables.
    $login = 'Get-Auth0Token -GrantType Password -Credential $credential -Session $session -Scope openid'
    function Get-LoginVariable($User) { @{ credential = Get-UserCredential $User; session = $session } }
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Get-Auth0Token with a person at the prompt' {
    BeforeEach { . Connect-Portal }

    AfterEach { . Disconnect-Tenant }

    It 'asks nothing of who has no second factor' {
        $run = Invoke-AtPrompt $login (Get-LoginVariable $tenant.GetUser('alice'))

        $run.Output.Subject | Should -Be $tenant.GetUser('alice').UserId
        $run.Questions | Should -BeNullOrEmpty
        $run.Lines | Should -BeNullOrEmpty
    }

    It 'asks for the one-time password, and ends the login with it' {
        $user = Add-OtpUser
        $run = Invoke-AtPrompt $login (Get-LoginVariable $user) $tenant.GetOtp($user)

        $run.Failure | Should -BeNullOrEmpty
        $run.Output.Subject | Should -Be $user.UserId
        $run.Output.GrantType | Should -Be 'MfaOtp'
        $run.Output.IdClaims.sub | Should -Be $user.UserId
        $run.Questions | Should -Be 'One-time password: '
        $tenant.Requests.ForEach({ "$_" }) | Select-Object -First 3 | Should -Be 'POST /oauth/token 403', 'GET /mfa/authenticators 200', 'POST /oauth/token 200'
        $tenant.Requests[2].Form['grant_type'] | Should -Be 'http://auth0.com/oauth/grant-type/mfa-otp'
        $session.Tokens | Should -Be $run.Output[0]
    }

    It 'asks again after a wrong one, and says why' {
        $user = Add-OtpUser
        $run = Invoke-AtPrompt $login (Get-LoginVariable $user) 'wrong1', $tenant.GetOtp($user)

        $run.Output.Subject | Should -Be $user.UserId
        $run.Questions | Should -Be 'One-time password: ', 'One-time password: '
        $run.Lines | Should -Be 'Not accepted: Invalid otp_code. Try again, or press Enter to give up.'
    }

    It 'asks three times at most' {
        $run = Invoke-AtPrompt $login (Get-LoginVariable (Add-OtpUser)) 'wrong1', 'wrong2', 'wrong3'

        $run.Failure.FullyQualifiedErrorId | Should -Be 'InvalidOtp,Auth0Flows.PowerShell.GetAuth0TokenCommand'
        $run.Questions | Should -HaveCount 3
        $session.Tokens | Should -BeNullOrEmpty
    }

    It 'ends with MfaRequired where Enter alone gives up, and the login can go on from the error' {
        $user = Add-OtpUser
        $run = Invoke-AtPrompt $login (Get-LoginVariable $user) ''

        $run.Failure.FullyQualifiedErrorId | Should -Be 'MfaRequired,Auth0Flows.PowerShell.GetAuth0TokenCommand'
        $run.Output | Should -BeNullOrEmpty
        ($run.Failure.TargetObject | Get-Auth0Token -GrantType MfaOtp -Otp $tenant.GetOtp($user)).Subject | Should -Be $user.UserId
    }

    It 'asks for the one-time password straight away where there is a recovery code besides' {
        $run = Invoke-AtPrompt $login (Get-LoginVariable $dave) $tenant.GetOtp($dave)

        $run.Output.Subject | Should -Be $dave.UserId
        $run.Choices | Should -BeNullOrEmpty
        $run.Questions | Should -Be 'One-time password (press Enter to use the recovery code): '
    }

    It 'asks for the recovery code after Enter alone, and gives up after one more' {
        $run = Invoke-AtPrompt $login (Get-LoginVariable $dave) '', (Get-PlainText $dave.RecoveryCode)
        $run.Output.GrantType | Should -Be 'MfaRecoveryCode'
        $run.Output.Subject | Should -Be $dave.UserId
        $run.Questions | Should -Be 'One-time password (press Enter to use the recovery code): ', 'Recovery code: '

        $run = Invoke-AtPrompt $login (Get-LoginVariable $dave) '', ''
        $run.Failure.FullyQualifiedErrorId | Should -BeLike 'MfaRequired,*'
        $run.Questions | Should -HaveCount 2
    }

    It 'asks for the code that it had sent by text message' {
        $started = Start-AtPrompt $login (Get-LoginVariable $erin)
        Wait-Until { $started.Person.Questions.Count -eq 1 }
        $code = $tenant.LastMessageTo($erin)
        $started.Person.Answers.Add($code)
        $run = Wait-AtPrompt $started

        $run.Output.Subject | Should -Be $erin.UserId
        $run.Questions | Should -Be 'Code sent by text message (XXXXX0123): '
        $run.Output.GrantType | Should -Be 'MfaOob'
        $tenant.CountRequests('POST', '/mfa/challenge') | Should -Be 1
    }

    It 'lets the person choose among several factors: <Name>' -ForEach @(
        @{ Name = 'the app'; Choice = '0'; Question = 'One-time password (press Enter to use the recovery code): '; Code = { $tenant.GetOtp($user) } }
        @{ Name = 'the text message'; Choice = '1'; Question = 'Code sent by text message (*'; Code = { $tenant.LastMessageTo($user) } }
        @{ Name = 'the recovery code'; Choice = '2'; Question = 'Recovery code: '; Code = { Get-PlainText $user.RecoveryCode } }
    ) {
        $user = Add-UserWithThree
        $started = Start-AtPrompt $login (Get-LoginVariable $user) $Choice
        Wait-Until { $started.Person.Questions.Count -eq 2 }
        $started.Person.Answers.Add((& $Code))
        $run = Wait-AtPrompt $started

        $run.Failure | Should -BeNullOrEmpty
        $run.Output.Subject | Should -Be $user.UserId
        $run.Choices | Should -Be '&One-time password', '&Text message (XXXXX0144)', '&Recovery code'
        $run.Questions[0] | Should -Be 'How do you want to verify your identity?'
        $run.Questions[1] | Should -BeLike $Question
    }

    It 'shows the next recovery code, once' {
        $user = Add-UserWithThree
        $run = Invoke-AtPrompt $login (Get-LoginVariable $user) '2', (Get-PlainText $user.RecoveryCode)

        $run.Lines | Should -Be 'Save this recovery code; it is shown only once:', "    $(Get-PlainText $user.RecoveryCode)"
        Get-PlainText $run.Output[0].RecoveryCode | Should -Be (Get-PlainText $user.RecoveryCode)
        $run.Warnings | Should -BeNullOrEmpty
    }

    It 'waits for the push notification to be answered, and asks nothing' {
        # The first poll is held until the user has answered.
        $fault = [Auth0LocalTenantFault]@{ Path = '/oauth/token'; Kind = 'Hold'; Skip = 1 }
        $tenant.AddFault($fault)
        $started = Start-AtPrompt $login (Get-LoginVariable $frank)
        Wait-Until { $tenant.CountRequests('POST', '/oauth/token') -eq 2 }
        $tenant.ApprovePush($frank)
        $fault.Release()
        $run = Wait-AtPrompt $started

        $run.Output.Subject | Should -Be $frank.UserId
        $run.Questions | Should -BeNullOrEmpty
        $tenant.Requests[-2].Form.Keys + $tenant.Requests[-1].Form.Keys | Should -Contain 'oob_code'
    }

    It 'shows that it waits for the push notification, and takes the progress bar away' {
        $started = Start-AtPrompt $login (Get-LoginVariable $frank)
        Wait-Until { $tenant.Requests.Where({ $_.Form['oob_code'] -and $_.StatusCode -eq 400 }) }
        $tenant.ApprovePush($frank)
        $run = Wait-AtPrompt $started

        $run.Output.Subject | Should -Be $frank.UserId
        $run.Progress[0].StatusDescription | Should -BeLike 'Waiting for the push notification to be answered. Asking again in 5 s.'
        $run.Progress[-1].RecordType | Should -Be 'Completed'
    }

    It 'says where the push notification is rejected: MfaRejected' {
        $fault = [Auth0LocalTenantFault]@{ Path = '/oauth/token'; Kind = 'Hold'; Skip = 1 }
        $tenant.AddFault($fault)
        $started = Start-AtPrompt $login (Get-LoginVariable $frank)
        Wait-Until { $tenant.CountRequests('POST', '/oauth/token') -eq 2 }
        $tenant.DenyPush($frank)
        $fault.Release()

        (Wait-AtPrompt $started).Failure.FullyQualifiedErrorId | Should -BeLike 'MfaRejected,*'
    }

    It 'says of who must enrol first how to' {
        $run = Invoke-AtPrompt $login (Get-LoginVariable $tenant.GetUser('heidi'))

        $run.Failure.FullyQualifiedErrorId | Should -BeLike 'MfaEnrollmentRequired,*'
        $run.Questions | Should -BeNullOrEmpty
    }

    It 'asks after a login without a password too' {
        Start-Auth0PasswordlessLogin -PhoneNumber +15550188 | Out-Null
        $user = $tenant.GetUser('+15550188')
        $tenant.EnrollOtp($user)
        $run = Invoke-AtPrompt 'Get-Auth0Token -PhoneNumber +15550188 -Otp $otp -Session $session' @{ session = $session; otp = $tenant.LastMessageTo($user) } $tenant.GetOtp($user)

        $run.Output.Subject | Should -Be $user.UserId
        $run.Questions | Should -Be 'One-time password: '
    }

    It 'asks nobody <Name>' -ForEach @(
        @{ Name = 'with -NonInteractive'; Script = '$login -NonInteractive'; Mute = $false }
        @{ Name = 'in a task of ForEach-Object -Parallel'; Mute = $false
            Script = '1 | ForEach-Object -Parallel { Import-Module $using:module; Get-Auth0Token -Credential $using:credential -Session $using:session }' }
        @{ Name = 'where the host can''t ask'; Script = '$login'; Mute = $true }
    ) {
        $variables = (Get-LoginVariable (Add-OtpUser)) + @{ module = $ModulePath }
        $run = Invoke-AtPrompt $Script.Replace('$login', $login) $variables -Mute:$Mute

        $run.Failure.FullyQualifiedErrorId | Should -BeLike 'MfaRequired,*'
        $run.Failure.TargetObject.GetType().Name | Should -Be 'Auth0MfaChallenge'
        $run.Questions | Should -BeNullOrEmpty
    }

    It 'shows no code, password or token of what went on' {
        $user = Add-OtpUser
        $otp = $tenant.GetOtp($user)
        $run = Invoke-AtPrompt $login (Get-LoginVariable $user) 'wrong1', $otp
        $shown = "$($run.Lines) $($run.Questions)"

        $shown | Should -Not -BeLike '*wrong1*'
        $shown.Contains($otp) | Should -BeFalse
    }
}

Describe 'Add-Auth0MfaAuthenticator with a person at the prompt' {
    BeforeEach {
        $connection = Get-ApplicationParameter $tenant 'Web Portal'
        $session = Connect-Auth0 @connection -Audience $Orders
        $user = $tenant.AddUser("$([guid]::NewGuid())@example.com", $password)
        $user.RequiresMfa = $true
        $challenge = (Get-Failure { Get-Auth0Token -Credential (Get-UserCredential $user) -NonInteractive }).TargetObject
        $variables = @{ challenge = $challenge; session = $session }
    }

    AfterEach { @(Get-Auth0Session -ListAvailable) + $session | Disconnect-Auth0 }

    It 'shows a QR code to scan, and the recovery code, once; the secret in no other way' {
        $run = Invoke-AtPrompt '$challenge | Add-Auth0MfaAuthenticator -Type Otp -Session $session' $variables
        $code = $run.Lines | Where-Object { $_ -match '^[█▀▄ ]+$' }

        $run.Lines[0] | Should -Be 'Scan this with your authenticator app:'
        $code.Count | Should -BeGreaterThan 15
        $code.Length | Sort-Object -Unique | Should -HaveCount 1 -Because 'a code is a square'
        $run.Lines[-2] | Should -Be 'Save this recovery code; it is shown only once:'
        $run.Lines[-1].Trim() | Should -Be (Get-PlainText $user.RecoveryCode)
        "$($run.Lines)".Contains((Get-PlainText $user.OtpSecret)) | Should -BeFalse
        "$($run.Lines)" | Should -Not -BeLike '*otpauth*'
        $run.Warnings | Should -BeNullOrEmpty
        ($run.Output | Get-Auth0Token -GrantType MfaOtp -Otp $tenant.GetOtp($user)).Subject | Should -Be $user.UserId
    }

    It 'shows the Guardian app''s own' {
        $run = Invoke-AtPrompt '$challenge | Add-Auth0MfaAuthenticator -Type Push -Session $session' $variables

        $run.Lines[0] | Should -Be 'Scan this with the Guardian app:'
    }

    It 'shows none with -NoQRCode, and none for a text message' {
        $run = Invoke-AtPrompt '$challenge | Add-Auth0MfaAuthenticator -Type Otp -NoQRCode -Session $session' $variables
        $run.Lines[0] | Should -Be 'Save this recovery code; it is shown only once:'

        $run = Invoke-AtPrompt '$challenge | Add-Auth0MfaAuthenticator -Type Sms -PhoneNumber +15550166 -Session $session' $variables
        "$($run.Lines)" | Should -Not -BeLike '*Scan*'
    }

    It 'asks before Remove-Auth0MfaAuthenticator removes, and No is no' {
        $run = Invoke-AtPrompt 'Remove-Auth0MfaAuthenticator "totp|dev_x" -Session $session' $variables '2'

        $run.Questions | Should -BeLike '*Remove the second factor*totp|dev_x*'
        $run.Choices[0, 2] | Should -Be '&Yes', '&No'
        $tenant.CountRequests('DELETE') | Should -Be 0
    }
}
