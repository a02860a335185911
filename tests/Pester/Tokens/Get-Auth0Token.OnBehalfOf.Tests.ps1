BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $api, $mobile = 'web-admin', 'Mobile for iOS' | ForEach-Object { $tenant.GetApplication($_) }
    $alice = $tenant.GetUser('alice')
    $tenant.ConfigureApplication($api.ClientId, "{`"app_type`":`"resource_server`",`"resource_server_identifier`":`"$Orders`",`"token_exchange`":{`"allow_any_profile_of_type`":[`"on_behalf_of_token_exchange`"]}}")
    $tenant.AddClientGrant($api.ClientId, 'urn:example:reports', [string[]] @('read:reports'))
    $phone = Connect-Auth0 $tenant.Domain $mobile.ClientId -Name phone
    $user = Get-Auth0Token -GrantType Password -Credential (Get-UserCredential $alice) -Audience $Orders -Session $phone
    $received = $user.AccessToken
}

AfterAll {
    $phone | Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'Get-Auth0Token -OnBehalfOf' {
    BeforeEach {
        $session = Connect-Auth0 $tenant.Domain $api.ClientId $api.ClientSecret
        $tenant.ClearRequests()
    }

    AfterEach { $session | Disconnect-Auth0 }

    It 'exchanges the token that an API received for one of another API, which names who acts' {
        $token = Get-Auth0Token -OnBehalfOf $received -Audience urn:example:reports -Scope read:reports
        $form = $tenant.Requests[0].Form

        $form.Keys | Sort-Object | Should -Be 'audience', 'client_id', 'client_secret', 'grant_type', 'requested_token_type', 'scope', 'subject_token', 'subject_token_type'
        $form['subject_token'] | Should -BeExactly (Get-PlainText $received)
        $form['subject_token_type'], $form['requested_token_type'] | Should -Be @('urn:ietf:params:oauth:token-type:access_token', 'urn:ietf:params:oauth:token-type:access_token')
        $token.Subject, $token.Actor | Should -Be $alice.UserId, $api.ClientId
        $token.Claims.act.act.sub | Should -Be $mobile.ClientId
        $token.IssuedTokenType | Should -Be 'urn:ietf:params:oauth:token-type:access_token'
        $token | Format-List | Out-String | Should -BeLike "*Actor*$($api.ClientId)*"
    }

    It 'is cached by the user''s token, and called with only where it is specified' {
        $first, $second = 1..2 | ForEach-Object { Get-Auth0Token -OnBehalfOf $received -Audience urn:example:reports }

        $tenant.CountRequests() | Should -Be 1
        $second | Should -Be $first
        $session.Tokens | Should -BeNullOrEmpty
        ($first | Invoke-Auth0Api -Uri "$($tenant.Domain)/echo/x").subject | Should -Be $alice.UserId
        Get-Auth0Token -OnBehalfOf $received -Audience urn:example:reports -Force | Should -Not -Be $first
    }

    It 'is the same exchange as the one that is written out' {
        $exchange = @{
            GrantType          = 'TokenExchange'
            SubjectToken       = $received
            SubjectTokenType   = 'urn:ietf:params:oauth:token-type:access_token'
            RequestedTokenType = 'urn:ietf:params:oauth:token-type:access_token'
            Audience           = 'urn:example:reports'
        }

        (Get-Auth0Token @exchange).Actor | Should -Be $api.ClientId
    }

    It 'says of <Name>: <Id>' -ForEach @(
        @{ Name = 'a token of another API'; Id = 'InvalidSubjectToken'; Attempt = { Get-Auth0Token -OnBehalfOf (Get-Auth0Token -GrantType Password -Credential (Get-UserCredential $alice) -Audience urn:example:reports -Session $phone).AccessToken -Audience urn:example:reports } }
        @{ Name = 'an API without a grant'; Id = 'ClientGrantMissing'; Attempt = { $tenant.AddApi('urn:other', [string[]] @()) | Out-Null; Get-Auth0Token -OnBehalfOf $received -Audience urn:other } }
        @{ Name = 'an application of no API'; Id = 'TokenExchangeNotAllowed'; Attempt = { Connect-Auth0 $tenant.Domain $tenant.ClientId $tenant.ClientSecret | Out-Null; Get-Auth0Token -OnBehalfOf $received -Audience urn:example:reports } }
        @{ Name = 'no other API'; Id = 'MissingAudience'; Attempt = { Get-Auth0Token -OnBehalfOf $received } }
        @{ Name = 'another grant type'; Id = 'ConflictingParameters'; Attempt = { Get-Auth0Token -GrantType Password -OnBehalfOf $received -Audience urn:example:reports } }
    ) {
        $failure = Get-Failure $Attempt

        $failure.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        "$failure$($failure | Format-List * -Force | Out-String)".Contains((Get-PlainText $received)) | Should -BeFalse
    }

    It 'refuses a token in plain text, and does not repeat it' {
        $plain = Get-PlainText $received
        $shown = Get-Shown { Get-Auth0Token -OnBehalfOf $plain -Audience urn:example:reports }

        "$($Error[0])" | Should -BeLike '*SecureString*'
        $shown.Contains($plain) | Should -BeFalse
    }
}
