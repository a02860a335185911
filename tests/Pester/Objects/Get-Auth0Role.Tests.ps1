BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Changes.ps1
    $tenant = Start-Auth0LocalTenant -RoleCount 5
    $connection = Get-ConnectParameter $tenant
    Connect-Auth0 @connection | Out-Null
    Invoke-Auth0Api roles -Method POST -Body @{ name = 'admin of reports' } | Out-Null
}

AfterAll {
    Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'Get-Auth0Role' {
    BeforeEach { $tenant.ClearRequests() }

    It 'gives all' {
        $roles = Get-Auth0Role

        $roles | Should -HaveCount 6
        $roles[0] | Should -BeOfType [Auth0Role]
        $roles[0].Description | Should -Be 'May do everything'
        Get-Call $tenant | Should -Be 'GET /api/v2/roles?page=0&per_page=100&include_totals=true'
    }

    It 'has Auth0 filter by a single name, and gives the whole one alone' {
        (Get-Auth0Role Admin).Name | Should -Be 'admin'
        Get-Call $tenant | Should -Be 'GET /api/v2/roles?name_filter=Admin&page=0&per_page=100&include_totals=true'
    }

    It 'matches several names and wildcards here' {
        (Get-Auth0Role admin*, viewer).Name | Should -Be 'admin', 'viewer', 'admin of reports'
        (Get-Auth0Role admin* -Skip 1).Name | Should -Be 'admin of reports'
        (Get-Failure { Get-Auth0Role nothing }).FullyQualifiedErrorId | Should -Be 'NotFound,Auth0Flows.PowerShell.GetAuth0RoleCommand'
    }

    It 'gives those of ids, and reports one that is not there' {
        $admin = Get-Auth0Role admin

        (Get-Auth0Role -Id $admin.Id, rol_nothing -ErrorAction SilentlyContinue -ErrorVariable failures).Name | Should -Be 'admin'
        $failures.TargetObject | Should -Be 'rol_nothing'
        ([pscustomobject]@{ role_id = $admin.Id } | Get-Auth0Role).Name | Should -Be 'admin'
    }

    It 'gives those of users' {
        $users = 'alice', 'bob' | ForEach-Object { Get-Auth0User -Email "$_@example.com" }
        $tenant.ClearRequests()

        ($users | Get-Auth0Role).Name | Should -Be 'admin', 'editor'
        Get-Call $tenant | Should -Be @($users.ForEach{ "GET /api/v2/users/$([uri]::EscapeDataString($_.UserId))/roles?page=0&per_page=100&include_totals=true" })
        (Get-Auth0Role -UserId $users[0].UserId).Name | Should -Be 'admin'
        (Get-Failure { Get-Auth0Role -UserId 'auth0|nobody' }).TargetObject | Should -Be 'auth0|nobody'
    }

    It 'gives those who have it' {
        (Get-Auth0Role admin | Get-Auth0User).Email | Should -Contain 'alice@example.com'
        Get-Call $tenant | Select-Object -Last 1 | Should -BeLike 'GET /api/v2/roles/rol_*/users?page=0&per_page=100&include_totals=true'
    }
}
