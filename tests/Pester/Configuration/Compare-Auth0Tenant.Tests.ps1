BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $connection = Get-ConnectParameter $tenant
    Connect-Auth0 @connection | Out-Null
    $folder = "$TestDrive/tenant"
    Export-Auth0Tenant $folder -Kind clients, roles, resourceServers
}

AfterAll {
    Get-Auth0Session -ListAvailable | Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'Compare-Auth0Tenant' {
    It 'returns nothing for a folder and the tenant that it is from' {
        Compare-Auth0Tenant $folder | Should -BeNullOrEmpty
    }

    It 'returns an object a difference, the folder on the left' {
        Get-Auth0Client -Name web-shop | Set-Auth0Client -Description changed
        try { $difference = Compare-Auth0Tenant $folder }
        finally { Import-Auth0Tenant $folder | Out-Null }

        $difference | Should -BeOfType [Auth0Difference]
        $difference.Kind, $difference.Name, $difference.Property, $difference.Change | Should -Be clients, web-shop, description, Changed
        $difference.Right | Should -Be changed
        $shown = $difference | Out-String -Width 200
        $shown | Should -Match 'clients +web-shop +description +Changed .* changed'
    }

    It 'compares two folders without a session' {
        Copy-Item $folder "$TestDrive/other" -Recurse
        Set-Content "$TestDrive/other/roles/new.json" '{ "name": "new", "description": "x" }'
        $session = Get-Auth0Session
        $session | Disconnect-Auth0
        try { $difference = Compare-Auth0Tenant $folder "$TestDrive/other" }
        finally { Connect-Auth0 @connection | Out-Null }

        $difference.Name, $difference.Change | Should -Be new, Added
        $difference.Property | Should -BeNullOrEmpty
        $difference.Right.description | Should -Be x
    }

    It 'compares two tenants, by the names of their sessions' {
        $second = Start-Auth0LocalTenant
        try {
            $parameters = Get-ConnectParameter $second
            Connect-Auth0 @parameters -Name second | Out-Null
            Invoke-Auth0Api -Method Post roles -Body @{ name = 'second-only' } | Out-Null
            Connect-Auth0 @connection -Name first | Out-Null

            $differences = Compare-Auth0Tenant -ReferenceSession first -DifferenceSession second -Kind roles
            $differences.Name, $differences.Change | Should -Be second-only, Added
            (Compare-Auth0Tenant -ReferenceSession second -Session first -Kind roles).Change | Should -Be Removed
        }
        finally { $second | Stop-Auth0LocalTenant }
    }

    It 'needs exactly one reference and one other side: <Command>' -ForEach @(
        @{ Command = 'Compare-Auth0Tenant'; Id = 'MissingParameter' }
        @{ Command = 'Compare-Auth0Tenant a -ReferenceSession (Get-Auth0Session)'; Id = 'ConflictingParameters' }
        @{ Command = 'Compare-Auth0Tenant a b -DifferenceSession (Get-Auth0Session)'; Id = 'ConflictingParameters' }
    ) {
        { & ([scriptblock]::Create($Command)) } | Should -Throw -ErrorId "$Id,*"
    }

    It 'names the file and the line of invalid JSON' {
        Set-Content $folder/roles/broken.json "{`n  oops }"
        try { { Compare-Auth0Tenant $folder } | Should -Throw '*broken.json is not valid JSON at line 2, byte 3.' -ErrorId 'InvalidConfiguration,*' }
        finally { Remove-Item $folder/roles/broken.json }
    }
}
