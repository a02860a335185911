BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant -UserCount 20
    $connection = Get-ConnectParameter $tenant
    Connect-Auth0 @connection | Out-Null
    $export = Export-Auth0User -NoWait
    $import = @{ email = 'alice@example.com' }, @{ email = 'new@example.com' } | Import-Auth0User Username-Password-Authentication -NoWait
}

AfterAll {
    Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'Get-Auth0Job' {
    It 'tells how far a job is' {
        $job = Get-Auth0Job $export.Id

        $job | Should -BeOfType Auth0Job
        $job.Type, $job.Status, $job.PercentageDone | Should -Be 'users_export', 'completed', 100
    }

    It 'takes jobs and ids from the pipeline' {
        ($export, $import | Get-Auth0Job).Type | Should -Be 'users_export', 'users_import'
        ($export.Id, $import.Id | Get-Auth0Job).Status | Should -Be 'completed', 'completed'
    }

    It 'shows in the table what came of it' {
        $rows = ($export, $import | Get-Auth0Job | Format-Table | Out-String -Width 80).Trim() -split '\r?\n'

        $rows[0] | Should -Match '^Type +Status +Done +Id +Result$'
        $rows[2] | Should -Match "^users_export +completed +100 % +$($export.Id) +json$"
        $rows[3] | Should -Match "^users_import +completed +100 % +$($import.Id) +1 failed, 1 inserted$"
    }

    It 'shows nobody the address of an export, which needs no token' {
        $job = Get-Auth0Job $export.Id

        $job.Location | Should -BeOfType [Auth0Secret]
        ($job | Format-List * -Force | Out-String -Width 500) | Should -Not -BeLike '*/exports/*'
    }

    It 'reports a job that is not there as one error, and goes on' {
        $jobs = 'job_nowhere', $export.Id | Get-Auth0Job -ErrorAction SilentlyContinue -ErrorVariable failures

        $jobs.Id | Should -Be $export.Id
        $failures.FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
        "$failures" | Should -BeLike '*jobs/job_nowhere*'
    }
}
