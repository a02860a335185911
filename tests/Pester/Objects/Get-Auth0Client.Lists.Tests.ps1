BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant -ClientCount 10000

    function Get-ListRequestCount { $tenant.CountRequests('GET', '/api/v2/clients') }
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Get-Auth0Client, with 10,000 applications' {
    BeforeEach { . Connect-Application }

    AfterEach {
        $tenant.ClearFaults()
        Get-Auth0Session -ListAvailable | Disconnect-Auth0
    }

    It 'gives them all, each once, in 100 requests' {
        $ids = (Get-Auth0Client).ClientId

        $ids | Should -HaveCount 10000
        [System.Collections.Generic.HashSet[string]]::new([string[]]$ids).Count | Should -Be 10000
        Get-ListRequestCount | Should -Be 100
    }

    It 'gives the first object after the first page, though the second never comes' {
        $tenant.AddFault(@{ Path = '/api/v2/clients'; Skip = 1; Kind = 'Hold'; Times = 0 })

        (Get-Auth0Client | Select-Object -First 1).Name | Should -Be 'Automation'
        Get-ListRequestCount | Should -BeLessOrEqual 2
    }

    It 'stops asking when Select-Object has its five' {
        (Get-Auth0Client | Select-Object -First 5).Name | Should -HaveCount 5
        Get-ListRequestCount | Should -BeLessOrEqual 2
    }

    It 'stops asking when the pipeline fails' {
        { Get-Auth0Client | ForEach-Object { throw 'enough' } } | Should -Throw 'enough'
        Get-ListRequestCount | Should -BeLessOrEqual 2
    }

    It 'is one page ahead of the pipeline at first, and up to four where it reads on' {
        # Each page once: a request that the test before has left on the way may arrive here.
        $ahead = Get-Auth0Client | Select-Object -First 1350 | ForEach-Object { $seen = 0 } {
            $seen++
            [System.Collections.Generic.HashSet[string]]::new([string[]] $tenant.Requests.Where{ $_.Path -eq '/api/v2/clients' }.Query).Count - [Math]::Ceiling($seen / 100)
        }

        ($ahead[0..99] | Measure-Object -Maximum).Maximum | Should -BeLessOrEqual 1
        ($ahead[100..199] | Measure-Object -Maximum).Maximum | Should -BeLessOrEqual 2
        ($ahead | Measure-Object -Maximum).Maximum | Should -BeLessOrEqual 4
    }

    It 'begins in the middle, where -Skip says so' {
        (Get-Auth0Client -Skip 9950).Name | Should -HaveCount 50
        (Get-Auth0Client -Skip 9998 -First 5) | Should -HaveCount 2
        Get-ListRequestCount | Should -Be 2
    }

    It 'asks for no more than -First where that is more than a page' {
        Get-Auth0Client -First 250 | Should -HaveCount 250
        Get-ListRequestCount | Should -Be 3
    }

    It 'stops at once on Ctrl+C while <Name>' -ForEach @(
        @{ Name = 'a page is on its way'; Fault = @{ Skip = 1; Kind = 'Hold'; Times = 0 }; Requests = 2 }
        @{ Name = 'it waits after a 429'; Fault = @{ Skip = 1; StatusCode = 429; Headers = @{ 'Retry-After' = 3 }; Times = 0 }; Requests = 2 }
    ) {
        $connection.MaximumRetryCount = 3
        $patient = Connect-Auth0 @connection -Name patient
        $tenant.AddFault(@{ Path = '/api/v2/clients' } + $Fault)
        $other = Start-InNewRunspace 'Get-Auth0Client -Session $session' @{ session = $patient }
        Wait-Until { (Get-ListRequestCount) -eq $Requests }
        $stopping = Measure-Command { $other.Shell.Stop() }

        $stopping.TotalMilliseconds | Should -BeLessThan 2000
        $other.Shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $other.Shell.Streams.Error | Should -BeNullOrEmpty
        $tenant.ClearFaults()
        (Get-Auth0Client -First 1).Name | Should -Be 'Automation' -Because 'the session stays usable'
        Get-ListRequestCount | Should -Be ($Requests + 1)
    }

    It 'gets a new token where the old one is revoked on the way' {
        $count = Get-Auth0Client -First 500 | ForEach-Object { $seen = 0 } { if ($seen++ -eq 0) { $tenant.RevokeTokens() }; $_ } | Measure-Object

        $count.Count | Should -Be 500
        $tenant.CountRequests('POST', '/oauth/token') | Should -Be 2
    }

    It 'fails in the middle with what it gave before, and says why' {
        $tenant.AddFault(@{ Path = '/api/v2/clients'; Skip = 1; StatusCode = 500; Times = 0 })
        $failure = $null
        $given = try { Get-Auth0Client } catch { $failure = $_ }

        $given | Should -HaveCount 100
        $failure.FullyQualifiedErrorId | Should -BeLike 'ServerError,*'
    }
}

Describe 'Get-Auth0Client, where Auth0 ends the numbers at 1,000' {
    BeforeAll {
        $tenant = Start-Auth0LocalTenant -ClientCount 2345 -ListLimit 1000
        $connection = Get-ConnectParameter $tenant
        Connect-Auth0 @connection | Out-Null
    }

    AfterAll {
        Disconnect-Auth0
        $tenant | Stop-Auth0LocalTenant
    }

    It 'goes on by checkpoint, and gives each application once' {
        $applications = Get-Auth0Client -WarningVariable warnings

        $applications | Should -HaveCount 2345
        [System.Collections.Generic.HashSet[string]]::new([string[]]$applications.ClientId).Count | Should -Be 2345
        $warnings | Should -BeNullOrEmpty
    }

    It 'finds names behind the end of the numbers' {
        $last = Get-Auth0Client | Select-Object -Last 1
        (Get-Auth0Client -Name $last.Name).ClientId | Should -Contain $last.ClientId
    }

    It 'asks for nothing more where <_> lies within it' -ForEach '-First 1000', 'a type' {
        $tenant.ClearRequests()
        switch ($_) {
            '-First 1000' { Get-Auth0Client -First 1000 | Should -HaveCount 1000 }
            'a type' { Get-Auth0Client -AppType native | Should -Not -BeNullOrEmpty }
        }

        $tenant.Requests.Query | Should -Not -Match 'take='
    }

    It 'skips beyond it' {
        $last = Get-Auth0Client | Select-Object -Last 3
        (Get-Auth0Client -Skip 2342).ClientId | Should -Be $last.ClientId
    }
}

Describe 'Get-Auth0User, where Auth0 ends the list at 1,000' {
    BeforeAll {
        $tenant = Start-Auth0LocalTenant -UserCount 2345
        $connection = Get-ConnectParameter $tenant
        Connect-Auth0 @connection | Out-Null
    }

    AfterAll {
        Disconnect-Auth0
        $tenant | Stop-Auth0LocalTenant
    }

    It 'warns how many are missing, and what to do' {
        $users = Get-Auth0User -WarningVariable warnings -WarningAction SilentlyContinue

        $users | Should -HaveCount 1000
        $warnings | Should -HaveCount 1
        "$warnings" | Should -BeLike '*1,000 of 2,345*'
        "$warnings" | Should -BeLike '*filter*'
    }

    It 'does not warn where -First 1000 lies within it' {
        Get-Auth0User -First 1000 -WarningVariable warnings | Should -HaveCount 1000
        $warnings | Should -BeNullOrEmpty
    }

    It 'says of what lies behind it that it can''t be had' {
        $failure = Get-Failure { Get-Auth0User -Skip 1500 }

        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidPaging,*'
        $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }
}
