BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $alice = $tenant.GetUser('alice')
    $mobile, $portal = 'Mobile for iOS', 'Web Portal' | ForEach-Object { $tenant.GetApplication($_) }
    $tenant.ConfigureApplication($portal.ClientId, '{"session_transfer":{"allowed_authentication_methods":["query","cookie"]}}')
    $authorize = "$($tenant.Issuer)authorize?response_type=code&client_id=$($portal.ClientId)&redirect_uri=https%3A%2F%2Fweb-portal.example.com%2Fcallback&scope=openid&state=x"
    # A redirect that isn't followed is an error of Invoke-WebRequest; the answer comes all the same, and is what is looked at.
    function Open-Page([string] $Address) { Invoke-WebRequest $Address -MaximumRedirection 0 -SkipHttpErrorCheck -ErrorAction Ignore }
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Get-Auth0SessionTransferToken' {
    BeforeEach {
        $tenant.ConfigureApplication($mobile.ClientId, '{"session_transfer":{"can_create_session_transfer_token":true}}')
        $connection = Get-ApplicationParameter $tenant 'Mobile for iOS'
        $session = Connect-Auth0 @connection -Audience $Orders
        $login = Get-Auth0Token -GrantType Password -Credential (Get-UserCredential $alice) -Scope openid, offline_access
        $tenant.ClearRequests()
    }

    AfterEach {
        . Disconnect-Tenant
        $tenant.SignInAs = $null
    }

    It 'exchanges the refresh token, keeps the next one, and signs the user in to the web application once' {
        $before = Get-PlainText $login.RefreshToken
        $transfer = $login | Get-Auth0SessionTransferToken -Uri $authorize

        "$($tenant.Requests[0])" | Should -Be 'POST /oauth/token 200'
        $tenant.Requests[0].Form.Keys | Sort-Object | Should -Be 'audience', 'client_id', 'grant_type', 'refresh_token'
        $tenant.Requests[0].Form['audience'] | Should -Be "urn:127.0.0.1:$($tenant.Port):session_transfer"
        $tenant.Requests[0].Form['refresh_token'] | Should -BeExactly $before
        Get-PlainText $login.RefreshToken | Should -Not -BeExactly $before
        ($transfer.ExpiresAt - [System.DateTimeOffset]::Now).TotalSeconds | Should -BeGreaterThan 50
        $transfer.Subject | Should -Be $alice.UserId
        $session.Tokens | Should -Be $login
        $answer = Open-Page (Get-PlainText $transfer.SecretUri)
        $answer.StatusCode | Should -Be 302
        $answer.Headers['Location'] | Should -BeLike 'https://web-portal.example.com/callback?code=*'
        $tenant.SignInAs = $null
        (Open-Page (Get-PlainText $transfer.SecretUri)).StatusCode | Should -Be 200 -Because 'it shows the login page'
        ($login | Update-Auth0Token -Force).Subject | Should -Be $alice.UserId
    }

    It 'takes the session''s last login, and works as a cookie' {
        $transfer = Get-Auth0SessionTransferToken
        $browser = [Microsoft.PowerShell.Commands.WebRequestSession]::new()
        $browser.Cookies.Add([System.Net.Cookie]::new([Auth0SessionTransferToken]::CookieName, (Get-PlainText $transfer.Token), '/', '127.0.0.1'))

        $transfer.SecretUri | Should -BeNullOrEmpty
        (Invoke-WebRequest $authorize -WebSession $browser -MaximumRedirection 0 -SkipHttpErrorCheck -ErrorAction Ignore).StatusCode | Should -Be 302
    }

    It 'says of <Name>: <Id>' -ForEach @(
        @{ Name = 'an application that may not'; Id = 'SessionTransferNotAllowed'; Category = 'PermissionDenied'; Advice = '*can_create_session_transfer_token*'
            Call = { $tenant.ConfigureApplication($mobile.ClientId, '{"session_transfer":null}'); $login | Get-Auth0SessionTransferToken } }
        @{ Name = 'a login without a refresh token'; Id = 'MissingRefreshToken'; Category = '*'; Advice = '*offline_access*'
            Call = { Get-Auth0SessionTransferToken (Get-Auth0Token -GrantType Password -Credential (Get-UserCredential $alice) -Scope openid) } }
        @{ Name = 'an address without TLS'; Id = 'InvalidRedirectUri'; Category = 'InvalidArgument'; Advice = '*'; Call = { Get-Auth0SessionTransferToken -Uri http://app.example.com/ } }
    ) {
        $failure = Get-Failure $Call

        $failure.FullyQualifiedErrorId | Should -Be "$Id,Auth0Flows.PowerShell.GetAuth0SessionTransferTokenCommand"
        $failure.CategoryInfo.Category | Should -BeLike $Category
        $failure.ErrorDetails.RecommendedAction | Should -BeLike $Advice
    }

    It 'shows the token nowhere' {
        $kept = @{}
        $shown = Get-Shown {
            $transfer = $kept.Transfer = $login | Get-Auth0SessionTransferToken -Uri $authorize -Verbose -Debug
            $transfer
            "$transfer"
            $transfer | ConvertTo-Json -Depth 5
            $transfer | ConvertTo-Csv
            $transfer | Get-Member -Force
            [System.Management.Automation.PSSerializer]::Serialize($transfer, 5)
        }
        $secret = Get-PlainText $kept.Transfer.Token

        $shown | Should -BeLike '*answered 200 in*'
        $shown.Contains($secret) | Should -BeFalse
        $shown.Contains([Convert]::ToHexString([System.Text.Encoding]::Unicode.GetBytes($secret)), [System.StringComparison]::OrdinalIgnoreCase) | Should -BeFalse
    }
}
