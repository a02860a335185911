BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $address = 'new+user@example.com' # for the plus sign that a form must not lose
    $number = '+15550199'
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Get-Auth0Token -GrantType PasswordlessOtp' {
    BeforeEach { . Connect-Portal }

    AfterEach {
        . Disconnect-Tenant
        $tenant.ClockSkew = [timespan]::Zero
    }

    It 'signs in by the code of an e-mail' {
        Start-Auth0PasswordlessLogin -Email $address | Out-Null
        $otp = $tenant.LastMessageTo($address)
        $token = Get-Auth0Token -GrantType PasswordlessOtp -Email $address -Otp $otp -Audience $Orders -Scope openid, read:orders
        $form = $tenant.Requests.Where({ $_.Path -eq '/oauth/token' })[0].Form

        $form.Keys | Sort-Object | Should -Be 'audience', 'client_id', 'client_secret', 'grant_type', 'otp', 'realm', 'scope', 'username'
        $form['grant_type'] | Should -Be 'http://auth0.com/oauth/grant-type/passwordless/otp'
        $form['username'] | Should -BeExactly $address
        $form['otp'] | Should -BeExactly $otp
        $form['realm'] | Should -Be 'email'
        $form['scope'] | Should -Be 'openid read:orders'
        $token.GrantType | Should -Be 'PasswordlessOtp'
        $token.Subject | Should -BeLike 'email|*'
        $token.Scope | Should -Be 'openid', 'read:orders'
        $session.Tokens | Should -Be $token
    }

    It 'signs in by the code of a text message' {
        Start-Auth0PasswordlessLogin -PhoneNumber $number | Out-Null
        $token = Get-Auth0Token -GrantType PasswordlessOtp -PhoneNumber $number -Otp $tenant.LastMessageTo($number)

        $tenant.Requests[1].Form['realm'] | Should -Be 'sms'
        $tenant.Requests[1].Form['username'] | Should -BeExactly $number
        $token.Subject | Should -BeLike 'sms|*'
        $token.Audience | Should -Be $Orders
    }

    It 'takes from the pipeline what began the login: address, API and scopes' {
        $login = Start-Auth0PasswordlessLogin $address -Audience $Orders -Scope openid, email, offline_access
        $token = $login | Get-Auth0Token -GrantType PasswordlessOtp -Otp $tenant.LastMessageTo($address)

        $tenant.Requests[1].Form['audience'] | Should -Be $Orders
        $tenant.Requests[1].Form['scope'] | Should -Be 'email offline_access openid'
        $token.IdClaims.email | Should -Be $address
        $token.RefreshToken | Should -Not -BeNullOrEmpty
    }

    It 'may be splatted, in a script block' {
        $parameters = @{ PhoneNumber = $number }
        Start-Auth0PasswordlessLogin @parameters | Out-Null
        $parameters.Otp = ConvertTo-SecureString $tenant.LastMessageTo($number) -AsPlainText

        (& { Get-Auth0Token -GrantType PasswordlessOtp @parameters }).Subject | Should -BeLike 'sms|*'
    }

    It 'works for a public application' {
        $connection = Get-ApplicationParameter $tenant 'Mobile for iOS'
        Connect-Auth0 @connection | Out-Null
        Start-Auth0PasswordlessLogin $address -Audience $Orders |
            ForEach-Object { $_ | Get-Auth0Token -Otp $tenant.LastMessageTo($address) } |
            ForEach-Object Audience | Should -Be $Orders

        $tenant.Requests.ForEach({ $_.ReadBody() -match 'client_secret' }) | Should -Not -Contain $true
    }

    It 'may need a second factor too' {
        Start-Auth0PasswordlessLogin -PhoneNumber +15550177 | Out-Null
        $user = $tenant.GetUser('+15550177')
        $tenant.EnrollOtp($user)
        $failure = Get-Failure { Get-Auth0Token -PhoneNumber +15550177 -Otp $tenant.LastMessageTo('+15550177') -NonInteractive }

        $failure.FullyQualifiedErrorId | Should -BeLike 'MfaRequired,*'
        ($failure.TargetObject | Get-Auth0Token -GrantType MfaOtp -Otp $tenant.GetOtp($user)).Subject | Should -Be $user.UserId
    }

    It 'says of <Name>: InvalidOtp, once' -ForEach @(
        @{ Name = 'a wrong code'; Otp = { 'wrong1' }; Prepare = { } }
        @{ Name = 'a code that was used already'; Otp = { $code }; Prepare = { Get-Auth0Token -Email $address -Otp $code | Out-Null } }
        @{ Name = 'a code that is too old'; Otp = { $code }; Prepare = { $tenant.ClockSkew = [timespan]'00:03:01' } }
        @{ Name = 'one try too many'; Otp = { $code }; Prepare = { 1..3 | ForEach-Object { Get-Failure { Get-Auth0Token -Email $address -Otp wrong1 } } } }
    ) {
        Start-Auth0PasswordlessLogin $address | Out-Null
        $code = $tenant.LastMessageTo($address)
        . $Prepare | Out-Null
        $tenant.ClearRequests()
        $otp = & $Otp
        $failure = Get-Failure { Get-Auth0Token -GrantType PasswordlessOtp -Email $address -Otp $otp }

        $failure.FullyQualifiedErrorId | Should -Be 'InvalidOtp,Auth0Flows.PowerShell.GetAuth0TokenCommand'
        $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*valid once*'
        "$($failure.Exception)$($failure | Format-List * -Force | Out-String -Width 1000)".Contains($otp) | Should -BeFalse
        $tenant.CountRequests() | Should -Be 1
    }
}
