# The admin's day with applications and organizations: each job is one line or a short pipeline.
BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant, $otherTenant = (Start-Auth0LocalTenant), (Start-Auth0LocalTenant)
    $connection, $otherConnection = (Get-ConnectParameter $tenant), (Get-ConnectParameter $otherTenant)
    Connect-Auth0 @otherConnection -Name other | Out-Null
    Connect-Auth0 @connection | Out-Null
}

AfterAll {
    Get-Auth0Session -ListAvailable | Disconnect-Auth0
    $tenant, $otherTenant | Stop-Auth0LocalTenant
}

Describe 'The admin''s day' {
    It 'rotates a secret, and connects with the new one' {
        $portal = Get-Auth0Client 'Web Portal' | Reset-Auth0ClientSecret -Force

        $session = Connect-Auth0 $tenant.Domain $portal.ClientId $portal.ClientSecret -Name portal
        try { Get-Auth0Token -GrantType Password -Credential $tenant.GetUser('alice').Credential -Audience $Orders -Session $session | Should -Not -BeNullOrEmpty }
        finally {
            $session | Disconnect-Auth0
            Use-Auth0Session ((Get-Auth0Session -ListAvailable).Where({ $_.Domain -eq $tenant.Domain })[0])
        }
    }

    It 'creates an organization and invites a member' {
        $invitation = New-Auth0Organization initech | New-Auth0OrganizationInvitation -Email ada@initech.example -ClientId (Get-Auth0Client 'Web Portal').ClientId -InviterName 'Jane Doe'

        (Get-Auth0Organization initech | Get-Auth0OrganizationInvitation).Email | Should -Be 'ada@initech.example'
        $invitation.OrganizationId | Should -Be (Get-Auth0Organization initech).Id
    }

    It 'adds a callback' {
        Get-Auth0Client web-shop | Set-Auth0Client -AddCallback https://new.example.com/callback

        (Get-Auth0Client web-shop).Callbacks | Should -Contain 'https://new.example.com/callback'
        (Get-Auth0Client web-shop).Callbacks.Count | Should -BeGreaterThan 1
    }

    It 'finds applications by grant' {
        $found = Get-Auth0Client | Where-Object GrantTypes -Contain client_credentials

        $found.Name | Should -Contain 'Automation'
        $found.Name | Should -Not -Contain 'web-shop'
    }

    It 'copies an application to another tenant' {
        $original = Get-Auth0Client 'Web Portal'
        $copy = Get-Auth0Client 'Web Portal' | New-Auth0Client -Name 'Web Portal (copy)' -Session other

        $copy.ClientId | Should -Not -Be $original.ClientId
        (Get-PlainText $copy.ClientSecret) | Should -Not -Be (Get-PlainText $original.ClientSecret)
        foreach ($property in 'AppType', 'Callbacks', 'GrantTypes', 'AllowedLogoutUrls', 'TokenEndpointAuthMethod', 'Description') {
            $copy.$property | Should -Be $original.$property -Because "it is the $property of the original"
        }
        Get-Auth0Client 'Web Portal (copy)' -ErrorAction Ignore | Should -BeNullOrEmpty -Because 'it is in the other tenant'
        (Get-Auth0Client 'Web Portal (copy)' -Session other).ClientId | Should -Be $copy.ClientId
    }

    It 'copies one without its credentials, and says so' {
        $copy = Get-Auth0Client billing-worker | New-Auth0Client -Name 'worker without key' -Session other -WarningAction SilentlyContinue -WarningVariable warnings

        $warnings | Should -BeLike '*client_authentication_methods*'
        $copy.ClientAuthenticationMethods | Should -BeNullOrEmpty
    }

    It 'copies all applications of a kind with -WhatIf' {
        $before = @(Get-Auth0Client -Session other).Count
        Get-Auth0Client -AppType spa | New-Auth0Client -Session other -WhatIf | Should -BeNullOrEmpty

        @(Get-Auth0Client -Session other).Count | Should -Be $before
    }
}
