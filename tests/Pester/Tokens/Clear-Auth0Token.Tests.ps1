BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Clear-Auth0Token' {
    BeforeEach {
        . Connect-Portal
        $grace = Get-Auth0Token -GrantType Password -Credential (Get-UserCredential $tenant.GetUser('grace')) -Realm employees
        $user = Get-Auth0Token -GrantType Password -Credential (Get-UserCredential $tenant.GetUser('alice')) -Scope openid, offline_access
        $tenant.ClearRequests()
    }

    AfterEach { . Disconnect-Tenant }

    It 'removes all tokens of the session, without a request' {
        Clear-Auth0Token

        Get-Auth0Token -ListAvailable | Should -BeNullOrEmpty
        $tenant.Requests | Should -BeNullOrEmpty
        (Get-Failure { Get-Auth0Token }).FullyQualifiedErrorId | Should -Not -BeNullOrEmpty -Because 'nobody is signed in any longer'
    }

    It 'removes the tokens that are piped, and no others' {
        $user | Clear-Auth0Token

        (Get-Auth0Token -ListAvailable).Subject | Should -Be $grace.Subject
        Get-Auth0Token -ListAvailable | Clear-Auth0Token
        Get-Auth0Token -ListAvailable | Should -BeNullOrEmpty
    }

    It 'removes what a user''s token was renewed to' {
        $null = $user | Update-Auth0Token
        $user | Clear-Auth0Token

        (Get-Auth0Token -ListAvailable).Subject | Should -Be $grace.Subject
    }

    It 'removes the application''s own tokens, so that the next one is requested' {
        . Connect-Application
        $own = Get-Auth0Token $Orders
        $own | Clear-Auth0Token
        $null = Get-Auth0Token $Orders
        Clear-Auth0Token
        $null = Get-Auth0Token $Orders

        $tenant.CountRequests('POST', '/oauth/token') | Should -Be 3
    }

    It 'leaves the tokens valid at the tenant' {
        Clear-Auth0Token

        (Update-Auth0Token -RefreshToken $user.RefreshToken).Subject | Should -Be $user.Subject
    }

    It 'leaves those of another session' {
        $connection.Name = 'other'
        $other = Connect-Auth0 @connection -Audience $Orders
        $null = Get-Auth0Token -Session $other -GrantType Password -Credential (Get-UserCredential $tenant.GetUser('alice'))
        Clear-Auth0Token -Session $session

        (Get-Auth0Token -ListAvailable -Session $other).GrantType | Should -Be Password
        $other | Disconnect-Auth0
    }

    It 'warns of a token that the session does not have' {
        $connection.Name = 'other'
        $other = Connect-Auth0 @connection -Audience $Orders
        $user | Clear-Auth0Token -Session $other -WarningVariable warnings -WarningAction SilentlyContinue

        $warnings | Should -BeLike "*other doesn't have this token*"
        Get-Auth0Token -ListAvailable -Session $session | Should -HaveCount 2
        $other | Disconnect-Auth0
    }

    It 'removes the newer one of an application''s token' {
        . Connect-Application
        $old = Get-Auth0Token $Orders
        $null = Get-Auth0Token $Orders -Force
        $old | Clear-Auth0Token

        Get-Auth0Token -ListAvailable | Should -BeNullOrEmpty
    }

    It 'removes nothing with -WhatIf' {
        Clear-Auth0Token -WhatIf
        $user | Clear-Auth0Token -WhatIf

        Get-Auth0Token -ListAvailable | Should -HaveCount 2
    }

    It 'says that the session is closed' {
        $session | Disconnect-Auth0

        (Get-Failure { Clear-Auth0Token -Session $session }).FullyQualifiedErrorId | Should -Be 'SessionClosed,Auth0Flows.PowerShell.ClearAuth0TokenCommand'
    }
}

Describe 'Get-Auth0Token -ListAvailable' {
    BeforeEach { . Connect-Application }

    AfterEach { . Disconnect-Tenant }

    It 'gets what the session has, without a request' {
        Get-Auth0Token -ListAvailable | Should -BeNullOrEmpty
        $null = Get-Auth0Token $Orders
        $null = Get-Auth0Token $tenant.ManagementAudience
        $tenant.ClearRequests()

        (Get-Auth0Token -ListAvailable).Audience | Sort-Object | Should -Be ($tenant.ManagementAudience, $Orders | Sort-Object)
        $tenant.Requests | Should -BeNullOrEmpty
    }

    It 'can''t be mixed with a request' {
        (Get-Failure { Get-Auth0Token $Orders -ListAvailable }).FullyQualifiedErrorId | Should -BeLike 'PositionalParameterNotFound,*'
    }
}
