BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Changes.ps1
    $tenant = Start-Auth0LocalTenant -OrganizationCount 130 -UserCount 300 -MemberCount 120
    $connection = Get-ConnectParameter $tenant
    Connect-Auth0 @connection | Out-Null
}

AfterAll {
    Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'Get-Auth0Organization' {
    BeforeEach { $tenant.ClearRequests() }

    It 'gives all, page by page' {
        (Get-Auth0Organization).Id | Sort-Object -Unique | Should -HaveCount 130
        Get-Call $tenant | Should -HaveCount 2
        Get-Call $tenant | Select-Object -First 1 | Should -Be 'GET /api/v2/organizations?page=0&per_page=100&include_totals=true'
    }

    It 'has Auth0 look names up, in any case' {
        (Get-Auth0Organization acme, GLOBEX).DisplayName | Should -Be 'Acme Corp.', 'Globex Corporation'
        Get-Call $tenant | Should -Be 'GET /api/v2/organizations/name/acme', 'GET /api/v2/organizations/name/globex'
    }

    It 'misses a name that nothing has, and gives the others' {
        $given = Get-Auth0Organization nothing, globex -ErrorAction SilentlyContinue -ErrorVariable failures

        $given.Name | Should -Be 'globex'
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -Be 'NotFound,Auth0Flows.PowerShell.GetAuth0OrganizationCommand'
        $failures[0].TargetObject | Should -Be 'nothing'
    }

    It 'matches wildcards here, and counts after them' {
        (Get-Auth0Organization ACM*, globex).Name | Should -Be 'acme', 'globex'
        (Get-Auth0Organization acme, globex -Skip 1).Name | Should -Be 'globex'
        Get-Call $tenant | Select-Object -First 1 | Should -Be 'GET /api/v2/organizations?page=0&per_page=100&include_totals=true'
    }

    It 'tells the total first, with -IncludeTotalCount' {
        $total, $organization = Get-Auth0Organization -First 1 -IncludeTotalCount

        $total | Should -Be 130
        $organization.Name | Should -Be 'acme'
        Get-Call $tenant | Should -Be 'GET /api/v2/organizations?page=0&per_page=1&include_totals=true'
    }

    It 'gives those of ids' {
        $acme = Get-Auth0Organization acme

        (Get-Auth0Organization -Id $acme.Id).Name | Should -Be 'acme'
        ($acme.Id | Get-Auth0Organization).Name | Should -Be 'acme'
        ([pscustomobject]@{ organization_id = $acme.Id } | Get-Auth0Organization).Name | Should -Be 'acme'
        Get-Call $tenant | Select-Object -Last 1 | Should -Be "GET /api/v2/organizations/$($acme.Id)"
    }

    It 'gives those of a user' {
        $alice = Get-Auth0User -Email alice@example.com
        $tenant.ClearRequests()

        ($alice | Get-Auth0Organization).Name | Should -Contain 'acme'
        Get-Call $tenant | Should -BeLike "GET /api/v2/users/$([uri]::EscapeDataString($alice.UserId))/organizations?page=0*"
        (Get-Auth0Organization -UserId $alice.UserId -First 1).Name | Should -Be 'acme'
    }
}

Describe 'Get-Auth0OrganizationMember' {
    BeforeAll { $acme = Get-Auth0Organization acme }

    BeforeEach { $tenant.ClearRequests() }

    It 'gives the members of an organization by its id, as a parameter and from the pipeline' {
        $members = Get-Auth0OrganizationMember $acme.Id

        $members | Should -HaveCount 120
        $members[0] | Should -BeOfType [Auth0OrganizationMember]
        $members[0].Email | Should -Be 'alice@example.com'
        Get-Call $tenant | Select-Object -First 1 | Should -Be "GET /api/v2/organizations/$($acme.Id)/members?page=0&per_page=100&include_totals=true"
        ($acme | Get-Auth0OrganizationMember).UserId | Should -Be $members.UserId
        ([pscustomobject]@{ organization_id = $acme.Id } | Get-Auth0OrganizationMember -First 2).UserId | Should -Be $members[0..1].UserId
    }

    It 'gives their roles in the organization with -IncludeRole' {
        $editor = Get-Auth0Role editor
        $erin = (Get-Auth0OrganizationMember $acme.Id -First 3)[2]
        Invoke-Auth0Api "organizations/$($acme.Id)/members/$([uri]::EscapeDataString($erin.UserId))/roles" -Method POST -Body @{ roles = @($editor.Id) }
        $tenant.ClearRequests()
        $members = $acme | Get-Auth0OrganizationMember -IncludeRole -First 3

        [uri]::UnescapeDataString((Get-Call $tenant)) | Should -Be "GET /api/v2/organizations/$($acme.Id)/members?fields=user_id,email,picture,name,roles&page=0&per_page=3&include_totals=true"
        ($members | Where-Object Roles).UserId | Should -Be $erin.UserId
        $members[2].Roles.Name | Should -Be 'editor'
        $members[2].Email | Should -Be $erin.Email
        $acme | Get-Auth0OrganizationMember -First 3 | Where-Object Roles | Should -BeNullOrEmpty
    }

    It 'counts -First and -Skip over all organizations: <Name>' -ForEach @(
        @{ Name = 'piped in'; Command = { Get-Auth0Organization acme, globex | Get-Auth0OrganizationMember @Part } }
        @{ Name = 'as a parameter'; Command = { Get-Auth0OrganizationMember (Get-Auth0Organization acme, globex).OrganizationId @Part } }
    ) {
        $Part = @{}
        $all = (& $Command).UserId
        $all | Should -HaveCount 240

        foreach ($Part in @{ First = 3 }, @{ First = 130 }, @{ Skip = 2; First = 3 }, @{ Skip = 119; First = 4 }, @{ Skip = 150 }) {
            (& $Command).UserId | Should -Be @($all | Select-Object @Part)
        }
    }

    It 'asks no organization after the last one that is needed' {
        $ids = (Get-Auth0Organization acme, globex).OrganizationId
        $tenant.ClearRequests()
        Get-Auth0OrganizationMember $ids -First 2 | Should -HaveCount 2

        Get-Call $tenant | Should -Be "GET /api/v2/organizations/$($ids[0])/members?page=0&per_page=2&include_totals=true"
    }

    It 'tells the total of each organization' {
        $given = Get-Auth0Organization acme, globex | Get-Auth0OrganizationMember -First 1 -IncludeTotalCount

        $given[0], $given[2] | Should -Be 120, 120
    }

    It 'reports an organization that is not there, and goes on: <Name>' -ForEach @(
        @{ Name = 'piped in'; Command = { 'org_nothing', $acme.Id | Get-Auth0OrganizationMember -ErrorAction SilentlyContinue -ErrorVariable script:failures } }
        @{ Name = 'as a parameter'; Command = { Get-Auth0OrganizationMember org_nothing, $acme.Id -ErrorAction SilentlyContinue -ErrorVariable script:failures } }
    ) {
        & $Command | Should -HaveCount 120
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -Be 'NotFound,Auth0Flows.PowerShell.GetAuth0OrganizationMemberCommand'
    }
}
