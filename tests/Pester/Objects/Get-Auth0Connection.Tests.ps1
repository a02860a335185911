BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Changes.ps1
    $tenant = Start-Auth0LocalTenant -ConnectionCount 130
    $connection = Get-ConnectParameter $tenant
    Connect-Auth0 @connection | Out-Null
}

AfterAll {
    Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'Get-Auth0Connection' {
    BeforeEach { $tenant.ClearRequests() }

    It 'gives all, page by page' {
        $ids = (Get-Auth0Connection).Id

        $ids | Sort-Object -Unique | Should -HaveCount 130
        Get-Call $tenant | Should -HaveCount 2
        Get-Call $tenant | Select-Object -First 1 | Should -Be 'GET /api/v2/connections?page=0&per_page=100&include_totals=true'
        Get-Call $tenant | Select-Object -Last 1 | Should -BeLike 'GET /api/v2/connections?page=1&per_page=100&include_totals=true'
    }

    It 'has Auth0 look a single name up' {
        (Get-Auth0Connection employees).Strategy | Should -Be 'auth0'
        Get-Call $tenant | Should -Be 'GET /api/v2/connections?name=employees&page=0&per_page=100&include_totals=true'
    }

    It 'matches several names and wildcards here' {
        (Get-Auth0Connection sms, EMP*).Name | Should -Be 'employees', 'sms'
        Get-Call $tenant | Select-Object -First 1 | Should -Be 'GET /api/v2/connections?page=0&per_page=100&include_totals=true'
    }

    It 'misses a name that nothing has' {
        $given = Get-Auth0Connection sms, nothing -ErrorAction SilentlyContinue -ErrorVariable failures

        $given.Name | Should -Be 'sms'
        $failures.FullyQualifiedErrorId | Should -Be 'NotFound,Auth0Flows.PowerShell.GetAuth0ConnectionCommand'
        "$failures" | Should -Be "None of the connections is named 'nothing'."
    }

    It 'has Auth0 choose by strategy, each a parameter of its own' {
        (Get-Auth0Connection -Strategy email, sms).Name | Should -Be 'email', 'sms'
        Get-Call $tenant | Should -Be 'GET /api/v2/connections?strategy=email&strategy=sms&page=0&per_page=100&include_totals=true'
    }

    It 'gives those of ids, and reports one that is not there' {
        $sms = Get-Auth0Connection sms
        $tenant.ClearRequests()

        (Get-Auth0Connection -Id $sms.Id).Name | Should -Be 'sms'
        (Get-Auth0Connection -ConnectionId $sms.Id).Name | Should -Be 'sms'
        ([pscustomobject]@{ Id = 'job_1'; ConnectionId = $sms.Id } | Get-Auth0Connection).Name | Should -Be 'sms'
        ($sms.Id, 'con_nothing', $sms.Id | Get-Auth0Connection -ErrorAction SilentlyContinue -ErrorVariable failures).Name | Should -Be 'sms', 'sms'
        $failures.TargetObject | Should -Be 'con_nothing'
        Get-Call $tenant | Select-Object -First 3 | Should -Be @(1..3 | ForEach-Object { "GET /api/v2/connections/$($sms.Id)" })
    }

    It 'hides the secrets among the options' {
        $made = Invoke-Auth0Api connections -Method POST -Body @{ name = 'acme-oidc'; strategy = 'oidc'; options = @{ client_id = 'public-1'; client_secret = 's3cret-1' } }
        $oidc = Get-Auth0Connection acme-oidc

        $oidc.Options.client_id | Should -Be 'public-1'
        $oidc.Options.client_secret | Should -BeOfType [Auth0Secret]
        "$($oidc | Format-List | Out-String) $($oidc | ConvertTo-Json -Depth 5 -WarningAction Ignore)" | Should -Not -Match 's3cret-1'
        $made.id | Should -Be $oidc.Id
    }
}
