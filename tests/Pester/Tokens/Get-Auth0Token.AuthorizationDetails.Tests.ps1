BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Profiles.ps1
    $tenant = Start-Auth0LocalTenant
    ($tenant.Apis | Where-Object Identifier -EQ $Orders).AuthorizationDetailsTypes = 'payment_initiation', 'account_information'
    $payment = @{ type = 'payment_initiation'; instructedAmount = [ordered]@{ currency = 'EUR'; amount = '123.50' } }
    $account = @{ type = 'account_information' }

    function Get-Form { @($tenant.Requests | Where-Object Path -EQ '/oauth/token')[-1].Form }
    function Get-Sent { (Get-Form).authorization_details | ConvertFrom-Json -NoEnumerate }
}

AfterAll { Stop-Auth0LocalTenant }

Describe 'Authorization details' {
    AfterEach { . Disconnect-Tenant }

    Context 'of the application itself' {
        BeforeEach { . Connect-Application }

        It 'are sent, and granted' {
            $token = Get-Auth0Token $Orders -AuthorizationDetails $payment

            (Get-Form).grant_type | Should -Be 'client_credentials'
            (Get-Sent)[0].instructedAmount.amount | Should -Be '123.50'
            $token.AuthorizationDetails[0].instructedAmount.currency | Should -Be 'EUR'
        }

        It 'have a token of their own' {
            $plain = Get-Auth0Token $Orders
            $first = Get-Auth0Token $Orders -AuthorizationDetails $payment
            $again = Get-Auth0Token $Orders -AuthorizationDetails ($payment | ConvertTo-Json)

            [object]::ReferenceEquals($first, $again) | Should -BeTrue
            [object]::ReferenceEquals($plain, (Get-Auth0Token $Orders)) | Should -BeTrue
            $plain.AuthorizationDetails | Should -BeNullOrEmpty
            $tenant.CountRequests('POST', '/oauth/token') | Should -Be 2
        }

        It 'are the application''s, although a user signed in' {
            Disconnect-Auth0
            . Connect-Portal
            $null = Get-Auth0Token -GrantType Password -Credential (Get-UserCredential $tenant.GetUser('alice')) -Scope openid

            $failure = Get-Failure { Get-Auth0Token -AuthorizationDetails $payment }

            (Get-Form).grant_type | Should -Be 'client_credentials'
            "$failure" | Should -Not -BeNullOrEmpty # the portal may not
        }

    }

    Context 'in a token store' {
        BeforeEach { . Start-ProfileTest }

        AfterEach { . Stop-ProfileTest }

        It 'outlive the process, apart from other tokens' {
            $connection = Get-ConnectParameter $tenant
            $before = Connect-Auth0 @connection -TokenStore File
            $null = Get-Auth0Token $Orders -AuthorizationDetails $payment -Session $before
            $before | Disconnect-Auth0 6> $null
            $session = Connect-Auth0 @connection -TokenStore File
            $tenant.ClearRequests()

            $stored = Get-Auth0Token $Orders -AuthorizationDetails $payment
            $count = $tenant.CountRequests('POST', '/oauth/token')
            $plain = Get-Auth0Token $Orders

            $stored.AuthorizationDetails[0].instructedAmount.amount | Should -Be '123.50'
            $count | Should -Be 0
            $plain.AuthorizationDetails | Should -BeNullOrEmpty
        }
    }

    Context 'of users' {
        BeforeEach { . Connect-Portal }

        It 'are sent with <Name>' -ForEach @(
            @{ Name = 'a password'; Command = { Get-Auth0Token -GrantType Password -Credential (Get-UserCredential $tenant.GetUser('alice')) -AuthorizationDetails $payment } }
            @{ Name = 'a token exchange'; Command = { $tenant.AddSubjectToken('urn:legacy', 'subject', $tenant.GetUser('alice')); Get-Auth0Token -SubjectToken (ConvertTo-SecureString subject -AsPlainText) -SubjectTokenType urn:legacy -AuthorizationDetails $payment } }
            @{ Name = 'a code by e-mail'; Command = { $login = Start-Auth0PasswordlessLogin someone@example.com -Audience $Orders; $login | Get-Auth0Token -Otp $tenant.LastMessageTo('someone@example.com') -AuthorizationDetails $payment } }
        ) {
            $token = . $Command

            (Get-Sent)[0].type | Should -Be 'payment_initiation'
            $token.AuthorizationDetails[0].instructedAmount.amount | Should -Be '123.50'
        }

        It 'can become fewer with a refresh' {
            $token = Get-Auth0Token -GrantType Password -Credential (Get-UserCredential $tenant.GetUser('alice')) -Scope offline_access -AuthorizationDetails $payment, $account

            $fewer = $token | Update-Auth0Token -AuthorizationDetails $account

            (Get-Form).grant_type | Should -Be 'refresh_token'
            (Get-Sent).type | Should -Be 'account_information'
            $fewer.AuthorizationDetails.type | Should -Be 'account_information'
            $token.AuthorizationDetails | Should -HaveCount 2
            (Get-Failure { $token | Update-Auth0Token -AuthorizationDetails @{ type = 'payment_initiation'; amount = 1 } }).FullyQualifiedErrorId | Should -BeLike 'InvalidAuthorizationDetails,*'
            (Get-Failure { $token | Update-Auth0Token -AuthorizationDetails $account -Scope openid }).FullyQualifiedErrorId | Should -BeLike 'ConflictingParameters,*'
        }
    }

    Context 'on another device' {
        It 'are what the user is asked for' {
            $connection = Get-ApplicationParameter $tenant 'Mobile for iOS'
            $session = Connect-Auth0 @connection -Audience $Orders
            $waiting = Start-Auth0DeviceLogin -NoWait -AuthorizationDetails $payment
            $page = (Invoke-WebRequest $waiting.VerificationUriComplete).Content
            $tenant.ApproveDevice($waiting.UserCode, $tenant.GetUser('alice'))

            $token = $waiting | Wait-Auth0DeviceLogin

            ($tenant.Requests | Where-Object Path -EQ '/oauth/device/code').Form.authorization_details | Should -BeLike '*123.50*'
            [System.Net.WebUtility]::HtmlDecode($page) | Should -BeLike '*"amount":"123.50"*'
            $waiting.AuthorizationDetails.Types | Should -Be 'payment_initiation'
            $token.AuthorizationDetails[0].instructedAmount.amount | Should -Be '123.50'
        }
    }
}
