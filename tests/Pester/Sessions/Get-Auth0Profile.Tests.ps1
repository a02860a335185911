BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Profiles.ps1
    $tenant = Start-Auth0LocalTenant
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Get-Auth0Profile' {
    BeforeEach {
        . Start-ProfileTest
        'acme-prod', 'acme-dev', 'other' | ForEach-Object { $null = Connect-Auth0 @connection -SaveAs $_ }
    }

    AfterEach { . Stop-ProfileTest }

    It 'gets all, sorted, or those of names and patterns' {
        (Get-Auth0Profile).Name | Should -Be acme-dev, acme-prod, other
        (Get-Auth0Profile acme-*).Name | Should -Be acme-dev, acme-prod
        (Get-Auth0Profile OTHER).Name | Should -Be other
    }

    It 'gets nothing where nothing was saved' {
        $env:AUTH0_CONFIG_FOLDER = "$TestDrive/none"

        Get-Auth0Profile | Should -BeNullOrEmpty
    }

    It 'reports a name that is missing, and a file that is damaged, and gives the others' {
        Set-Content $folder/acme-dev.json '{'
        $profiles = Get-Auth0Profile acme-*, nope -ErrorAction SilentlyContinue -ErrorVariable failures

        $profiles.Name | Should -Be acme-prod
        $failures.FullyQualifiedErrorId | Should -Be 'InvalidProfile,Auth0Flows.PowerShell.GetAuth0ProfileCommand', 'ProfileNotFound,Auth0Flows.PowerShell.GetAuth0ProfileCommand'
        $failures.TargetObject | Should -Be acme-dev, nope
        Get-Content $folder/acme-dev.json | Should -Be '{' -Because 'a damaged file is not deleted'
    }

    It 'can be piped to Connect-Auth0' {
        $env:AUTH0_CLIENT_SECRET = $secret

        (Get-Auth0Profile acme-* | Connect-Auth0).Profile | Should -Be acme-dev, acme-prod
    }
}
