BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Profiles.ps1
    $tenant = Start-Auth0LocalTenant
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Remove-Auth0Profile' {
    BeforeEach {
        . Start-ProfileTest
        'acme-prod', 'acme-dev' | ForEach-Object { $null = Connect-Auth0 @connection -SaveAs $_ }
    }

    AfterEach { . Stop-ProfileTest }

    It 'removes those of names, piped or not, and leaves sessions and the others' {
        Remove-Auth0Profile ACME-prod -Force

        (Get-Auth0Profile).Name | Should -Be acme-dev
        (Get-Auth0Session acme-prod).IsClosed | Should -BeFalse
        Get-Auth0Profile | Remove-Auth0Profile -Force
        Get-Auth0Profile | Should -BeNullOrEmpty
        Get-ChildItem $folder | Should -BeNullOrEmpty
    }

    It 'leaves no default behind' {
        $null = Connect-Auth0 @connection -SaveAs acme-prod -Default
        Remove-Auth0Profile acme-prod -Force

        (Get-Failure { Connect-Auth0 }).FullyQualifiedErrorId | Should -BeLike 'MissingParameter,*'
    }

    It 'removes nothing with -WhatIf, and asks without -Force' {
        Remove-Auth0Profile acme-prod -WhatIf
        (Get-Auth0Profile).Name | Should -Be acme-dev, acme-prod
        (Get-Command Remove-Auth0Profile).ImplementingType.GetCustomAttributes($false).Where{ $_ -is [System.Management.Automation.CmdletAttribute] }.ConfirmImpact | Should -Be High
    }

    It 'reports one that is not there, and removes the others' {
        Remove-Auth0Profile nope, acme-dev -Force -ErrorAction SilentlyContinue -ErrorVariable failures

        $failures.FullyQualifiedErrorId | Should -Be 'ProfileNotFound,Auth0Flows.PowerShell.RemoveAuth0ProfileCommand'
        (Get-Auth0Profile).Name | Should -Be acme-prod
    }
}
