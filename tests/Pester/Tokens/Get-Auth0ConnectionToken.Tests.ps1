BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $portal, $api, $mobile = 'Web Portal', 'web-admin', 'Mobile for iOS' | ForEach-Object { $tenant.GetApplication($_) }
    $alice = $tenant.GetUser('alice')
    $vault = 'urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token'
    $tenant.ConfigureApplication($portal.ClientId, "{`"grant_types`":[`"password`",`"refresh_token`",`"$vault`"]}")
    $tenant.ConfigureApplication($api.ClientId, "{`"app_type`":`"resource_server`",`"resource_server_identifier`":`"$Orders`",`"grant_types`":[`"$vault`"]}")
    $tenant.AddConnectedAccount($alice, 'google-oauth2', 'alice@gmail.example', [string[]] @('calendar', 'mail'))
    $tenant.AddConnectedAccount($alice, 'google-oauth2', 'alice@work.example', [string[]] @('calendar'))
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Get-Auth0ConnectionToken' {
    BeforeEach {
        . Connect-Portal
        $login = Get-Auth0Token -GrantType Password -Credential (Get-UserCredential $alice) -Scope offline_access
        $tenant.ClearRequests()
    }

    AfterEach { . Disconnect-Tenant }

    It 'gives the provider''s token for the refresh token of the login' {
        $token = Get-Auth0ConnectionToken google-oauth2 -LoginHint alice@gmail.example
        $form = $tenant.Requests[0].Form

        $form.Keys | Sort-Object | Should -Be 'client_id', 'client_secret', 'connection', 'grant_type', 'login_hint', 'requested_token_type', 'subject_token', 'subject_token_type'
        $form['grant_type'] | Should -Be $vault
        $form['subject_token'] | Should -BeExactly (Get-PlainText $login.RefreshToken)
        $form['subject_token_type'] | Should -Be 'urn:ietf:params:oauth:token-type:refresh_token'
        $form['requested_token_type'] | Should -Be 'http://auth0.com/oauth/token-type/federated-connection-access-token'
        $form['connection'], $form['login_hint'] | Should -Be 'google-oauth2', 'alice@gmail.example'
        $token | Should -BeOfType Auth0Flows.Auth0ConnectionToken
        $token.Connection, $token.LoginHint, $token.Subject | Should -Be 'google-oauth2', 'alice@gmail.example', $alice.UserId
        $token.Scope | Should -Be 'calendar', 'mail'
        $token.ExpiresIn.TotalMinutes | Should -BeGreaterThan 59
        Get-PlainText $token.AccessToken | Should -BeLike 'provider-*'
    }

    It 'caches it by user, connection and account' {
        1..3 | ForEach-Object { Get-Auth0ConnectionToken google-oauth2 -LoginHint alice@gmail.example } | Out-Null
        $tenant.CountRequests() | Should -Be 1
        (Get-Auth0ConnectionToken google-oauth2 -LoginHint alice@work.example).Scope | Should -Be 'calendar'
        Get-Auth0ConnectionToken google-oauth2 -LoginHint alice@gmail.example -Force | Out-Null
        $tenant.CountRequests() | Should -Be 3
        (Get-Auth0Token -ListAvailable).Count | Should -Be 1 -Because 'the session''s tokens are another thing'
    }

    It 'takes the login from the pipeline, and fewer scopes' {
        ($login | Get-Auth0ConnectionToken google-oauth2 -LoginHint alice@gmail.example -Scope mail).Scope | Should -Be 'mail'
        $tenant.Requests[0].Form['scope'] | Should -Be 'mail'
    }

    It 'gives it to an API for the access token that it received' {
        Connect-Auth0 $tenant.Domain $api.ClientId $api.ClientSecret | Out-Null
        $token = Get-Auth0ConnectionToken google-oauth2 -AccessToken $login.AccessToken

        $token.Subject | Should -Be $alice.UserId
        $tenant.Requests[0].Form['subject_token_type'] | Should -Be 'urn:ietf:params:oauth:token-type:access_token'
    }

    It 'is no token for the tenant''s APIs' {
        $token = Get-Auth0ConnectionToken google-oauth2
        $tenant.ClearRequests()

        (Get-Failure { Invoke-Auth0Api clients -Token $token }).FullyQualifiedErrorId | Should -BeLike 'CannotConvertArgument*'
        (Get-Failure { $token | Get-Auth0UserInfo }).FullyQualifiedErrorId | Should -Not -BeNullOrEmpty
        $tenant.CountRequests() | Should -Be 0
    }

    It 'says of <Name>: <Id>' -ForEach @(
        @{ Name = 'a connection without an account'; Id = 'ConnectedAccountNotFound'; Category = 'ObjectNotFound'; Advice = '*connect the account*'; Attempt = { Get-Auth0ConnectionToken github } }
        @{ Name = 'an account that nobody connected'; Id = 'ConnectedAccountNotFound'; Category = 'ObjectNotFound'; Advice = '*-LoginHint*'; Attempt = { Get-Auth0ConnectionToken google-oauth2 -LoginHint nobody@x.example } }
        @{ Name = 'an account that the provider forgot'; Id = 'ConnectedAccountExpired'; Category = 'AuthenticationError'; Advice = '*again*'
            Attempt = { $tenant.AddConnectedAccount($alice, 'slack', $null, [string[]] @()); $tenant.RevokeConnectedAccounts($alice, 'slack'); Get-Auth0ConnectionToken slack } }
        @{ Name = 'an application that may not'; Id = 'TokenVaultNotAllowed'; Category = 'PermissionDenied'; Advice = '*Token Vault*rotation*'
            Attempt = { $other = $tenant.GetApplication('web-checkout'); Connect-Auth0 $tenant.Domain $tenant.ClientId $tenant.ClientSecret | Out-Null; Get-Auth0ConnectionToken google-oauth2 -AccessToken $login.AccessToken } }
        @{ Name = 'a public application'; Id = 'MissingClientSecret'; Category = 'AuthenticationError'; Advice = '*'
            Attempt = { Connect-Auth0 $tenant.Domain $mobile.ClientId | Out-Null; Get-Auth0ConnectionToken google-oauth2 -AccessToken $login.AccessToken } }
        @{ Name = 'nobody who signed in'; Id = 'MissingRefreshToken'; Category = 'InvalidArgument'; Advice = '*offline_access*'
            Attempt = { Connect-Auth0 @connection | Out-Null; Get-Auth0ConnectionToken google-oauth2 } }
    ) {
        $failure = Get-Failure $Attempt

        $failure.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $failure.CategoryInfo.Category | Should -Be $Category
        $failure.ErrorDetails.RecommendedAction | Should -BeLike $Advice
    }

    It 'shows the provider''s token and the user''s in no stream' {
        $shown = Get-Shown {
            $token = Get-Auth0ConnectionToken google-oauth2 -Force -Verbose -Debug
            $token; $token | ConvertTo-Json -Depth 4 -WarningAction Ignore; [System.Management.Automation.PSSerializer]::Serialize($token, 4)
            $script:provider = $token.AccessToken
        }

        $shown | Should -BeLike '*google-oauth2*'
        foreach ($secret in $provider, $login.RefreshToken) { $shown.Contains((Get-PlainText $secret)) | Should -BeFalse }
    }
}
