BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Changes.ps1
    $tenant = Start-Auth0LocalTenant -ApiCount 5
    $connection = Get-ConnectParameter $tenant
    Connect-Auth0 @connection | Out-Null
}

AfterAll {
    Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'Get-Auth0ResourceServer' {
    BeforeEach { $tenant.ClearRequests() }

    It 'gives all, Auth0''s own among them' {
        $apis = Get-Auth0ResourceServer

        $apis.Identifier | Should -Contain $tenant.ManagementAudience
        $apis.Identifier | Should -Contain $Orders
        $apis | Should -HaveCount 8
        Get-Call $tenant | Should -BeLike 'GET /api/v2/resource-servers?*'
    }

    It 'gives one by its identifier or its id' {
        $api = Get-Auth0ResourceServer -Audience $Orders
        Get-Call $tenant | Should -Be 'GET /api/v2/resource-servers/https%3A%2F%2Forders.example.com%2F'

        $api.Scopes.Value | Should -Contain 'read:orders'
        $api.TokenLifetime | Should -Be 86400
        (Get-Auth0ResourceServer -Id $api.Id).Identifier | Should -Be $Orders
        (Get-Auth0ResourceServer -Identifier $Orders).Id | Should -Be $api.Id
        ($Orders | Get-Auth0ResourceServer).Id | Should -Be $api.Id
    }

    It 'matches names here, with or without wildcards' {
        (Get-Auth0ResourceServer 'auth0 management api').IsSystem | Should -BeTrue
        (Get-Auth0ResourceServer urn:*).Identifier | Should -Contain 'urn:example:reports'
        (Get-Failure { Get-Auth0ResourceServer nothing }).FullyQualifiedErrorId | Should -Be 'NotFound,Auth0Flows.PowerShell.GetAuth0ResourceServerCommand'
    }

    It 'gives the API of a grant' {
        (Get-Auth0ClientGrant $tenant.ClientId $Orders | Get-Auth0ResourceServer).Identifier | Should -Be $Orders
    }

    It 'reports one that is not there, and goes on' {
        $apis = Get-Auth0ResourceServer -Audience https://nothing.example.com/, $Orders -ErrorAction SilentlyContinue -ErrorVariable failures

        $apis.Identifier | Should -Be $Orders
        $failures.TargetObject | Should -Be 'https://nothing.example.com/'
    }
}
