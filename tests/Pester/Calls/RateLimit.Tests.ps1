BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/ScriptedHost.ps1

    # Starts a tenant with a bucket, and a session that already has its token.
    function Start-LimitedTenant([int] $Limit, [double] $PerSecond, [hashtable] $Connection = @{}) {
        $tenant = Start-Auth0LocalTenant -ClientCount 30 -RateLimit $Limit -RateLimitPerSecond $PerSecond
        $parameters = (Get-ConnectParameter $tenant) + @{}
        $Connection.GetEnumerator() | ForEach-Object { $parameters[$_.Key] = $_.Value }
        $session = Connect-Auth0 @parameters -Name "limited $($tenant.Port)"
        $null = Get-Auth0Token -Audience $tenant.ManagementAudience -Session $session
        [pscustomobject]@{ Tenant = $tenant; Session = $session }
    }

    function Get-RefusedCount($Tenant) { $Tenant.Requests.Where{ $_.StatusCode -eq 429 }.Count }
}

Describe 'The rate limit' {
    AfterEach {
        Get-Auth0Session -ListAvailable | Disconnect-Auth0
        Stop-Auth0LocalTenant
    }

    It 'is spent in bursts, then kept to at the bucket''s pace, without a 429' {
        $limited = Start-LimitedTenant -Limit 10 -PerSecond 20
        $took = Measure-Command { 1..40 | ForEach-Object { [pscustomobject]@{ id = $limited.Tenant.ClientId } } | Invoke-Auth0Api 'clients/{id}' -ThrottleLimit 10 -Session $limited.Session | Out-Null }

        $limited.Tenant.CountRequests('GET', '/api/v2/clients/*') | Should -Be 40
        Get-RefusedCount $limited.Tenant | Should -Be 0
        $took.TotalSeconds | Should -BeGreaterThan 1.4 -Because 'ten go at once, and thirty at twenty a second'
    }

    It 'is known to all threads of a session: -Parallel provokes no 429' {
        $limited = Start-LimitedTenant -Limit 5 -PerSecond 20
        $session, $id, $module = $limited.Session, $limited.Tenant.ClientId, $ModulePath
        $answers = 1..20 | ForEach-Object -ThrottleLimit 4 -Parallel {
            Import-Module $using:module
            Invoke-Auth0Api "clients/$using:id" -Session $using:session
        }

        $answers | Should -HaveCount 20
        $limited.Tenant.CountRequests('GET', '/api/v2/clients/*') | Should -Be 20
        Get-RefusedCount $limited.Tenant | Should -Be 0
    }

    It 'is shown as progress where a wait is over 2 s' {
        $limited = Start-LimitedTenant -Limit 1 -PerSecond 0.4
        $seen = Invoke-AtPrompt '1..2 | ForEach-Object { Invoke-Auth0Api roles -Session $session -First 1 }' @{ session = $limited.Session }

        $seen.Output | Should -HaveCount 2
        $seen.Progress[0].StatusDescription | Should -BeLike '*rate limit*next request*'
        $seen.Progress[0].SecondsRemaining | Should -BeGreaterThan 0
        $seen.Progress[-1].RecordType | Should -Be 'Completed'
        Get-RefusedCount $limited.Tenant | Should -Be 0
    }

    It 'ends with the error RateLimited where a wait is longer than -MaximumRetryDelaySec' {
        $limited = Start-LimitedTenant -Limit 1 -PerSecond 0.01 -Connection @{ MaximumRetryCount = 3; MaximumRetryDelaySec = 1 }
        Invoke-Auth0Api roles -Session $limited.Session -First 1 | Out-Null
        $failure = Get-Failure { Invoke-Auth0Api roles -Session $limited.Session -First 1 }

        $failure.FullyQualifiedErrorId | Should -BeLike 'RateLimited,*'
        $failure.CategoryInfo.Category | Should -Be 'LimitsExceeded'
        $failure.ErrorDetails.RecommendedAction | Should -Match '^Try again in \d+ s'
    }

    It 'is tried as often as -MaximumRetryCount says where 429s come all the same' {
        $limited = Start-LimitedTenant -Limit 100 -PerSecond 100 -Connection @{ MaximumRetryCount = 2 }
        $limited.Tenant.AddFault(@{ Path = '/api/v2/roles'; StatusCode = 429; Headers = @{ 'Retry-After' = 0 }; Times = 0 })
        $failure = Get-Failure { Invoke-Auth0Api roles -Session $limited.Session -First 1 }

        $failure.FullyQualifiedErrorId | Should -BeLike 'RateLimited,*'
        $limited.Tenant.CountRequests('GET', '/api/v2/roles') | Should -Be 3
    }

    It 'is heeded after a 429 that somebody else has provoked' {
        $limited = Start-LimitedTenant -Limit 100 -PerSecond 100 -Connection @{ MaximumRetryCount = 2 }
        $limited.Tenant.AddFault(@{ Path = '/api/v2/roles'; StatusCode = 429; Headers = @{ 'Retry-After' = 1 } })

        (Invoke-Auth0Api roles -Session $limited.Session -First 1).name | Should -Be 'admin'
        $first, $second = $limited.Tenant.Requests | Where-Object Path -EQ /api/v2/roles
        ($second.ReceivedAt - $first.ReceivedAt).TotalSeconds | Should -BeGreaterThan 0.9
    }

    It 'lets Ctrl+C end a wait: <Name>' -ForEach @(
        @{ Name = 'for the bucket'; Limit = 1; Fault = $null }
        @{ Name = 'after a 429'; Limit = 100; Fault = @{ Path = '/api/v2/roles'; StatusCode = 429; Headers = @{ 'Retry-After' = 50 }; Times = 0; Skip = 1 } }
    ) {
        $limited = Start-LimitedTenant -Limit $Limit -PerSecond 0.02 -Connection @{ MaximumRetryCount = 3; MaximumRetryDelaySec = 60 }
        if ($Fault) { $limited.Tenant.AddFault($Fault) }
        $waiting = Start-AtPrompt '1..2 | ForEach-Object { Invoke-Auth0Api roles -Session $session -First 1 }' @{ session = $limited.Session }
        Wait-Until { $waiting.Shell.Streams.Progress.Count -gt 0 } # the progress shows that the wait has started
        $stopping = Measure-Command { $waiting.Shell.Stop() }

        $stopping.TotalMilliseconds | Should -BeLessThan 200
        $waiting.Shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $waiting.Shell.Runspace.Dispose()
        $waiting.Shell.Dispose()
    }
}
