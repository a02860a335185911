BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/ScriptedHost.ps1
    $tenant = Start-Auth0LocalTenant -LogCount 2500 -UserCount 100
    $connection = Get-ConnectParameter $tenant
    $session = Connect-Auth0 @connection
    $null = Get-Auth0Client -First 1 # from here on, the log contains the token's own entry

    function Get-LogQuery { ($tenant.Requests | Where-Object Path -EQ /api/v2/logs).Query }
}

AfterAll {
    Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'Get-Auth0Log' {
    BeforeEach { $tenant.ClearRequests() }

    AfterEach { $tenant.ClearFaults() }

    Context 'by search' {
        It 'gives the newest entries first' {
            $entries = Get-Auth0Log -First 5

            $entries | Should -HaveCount 5
            $entries[0] | Should -BeOfType Auth0Log
            $entries.LogId | Should -Be ($entries.LogId | Sort-Object -Descending)
            [uri]::UnescapeDataString((Get-LogQuery)) | Should -BeLike 'sort=date:-1&page=0&per_page=5*'
        }

        It 'says what each code means' {
            $entry = Get-Auth0Log fp -First 1

            $entry.Type, $entry.TypeName | Should -Be 'fp', 'Wrong password'
            $entry.TypeMeaning | Should -Not -BeNullOrEmpty
        }

        It 'takes several types: <_>' -ForEach @('fp, fu', 'fdeaz, fdeac, fdecc, fede, sede') {
            $types = $_ -split ', '
            $tenant.AddLog($types[0]) | Out-Null

            (Get-Auth0Log $types -First 20).Type | Sort-Object -Unique | ForEach-Object { $_ | Should -BeIn $types }
            [uri]::UnescapeDataString((Get-LogQuery)) | Should -BeLike "*(type:`"$($types[0])`" OR *"
        }

        It 'completes -Type with the codes and their names' {
            $completion = (TabExpansion2 'Get-Auth0Log -Type fdea' 23).CompletionMatches

            $completion.CompletionText | Should -Be 'fdeac', 'fdeaz'
            $completion[0].ToolTip | Should -BeLike '*evice*'
        }

        It 'filters by user, by application, by time and by a query, all at once' {
            $entry = Get-Auth0Log s -First 1
            $found = Get-Auth0Log s, fp -UserId $entry.UserId -ClientId $entry.ClientId -Since $entry.Date.LocalDateTime.AddHours(-1) -Until ([datetime]::Now) -Search 'ip:192.0.2.*'

            $found.LogId | Should -Contain $entry.LogId
            $found.UserId | Sort-Object -Unique | Should -Be $entry.UserId
        }

        It 'sends times in UTC' {
            Get-Auth0Log -Since ([datetime]'2026-01-02T03:04:05Z') -First 1 | Out-Null

            [uri]::UnescapeDataString((Get-LogQuery)) | Should -BeLike '*date:`[2026-01-02T03:04:05.000Z TO `*`]*'
        }

        It 'takes users and applications from the pipeline' {
            $user = Export-Auth0User -Limit 1
            ($user | Get-Auth0Log -First 3).UserId | Sort-Object -Unique | Should -Be $user.UserId
            (Get-Auth0Client Automation | Get-Auth0Log -First 3).ClientName | Sort-Object -Unique | Should -Be 'Automation'
        }

        It 'warns where the search ends at 1,000' {
            Get-Auth0Log -WarningVariable warnings -WarningAction SilentlyContinue | Should -HaveCount 1000
            "$warnings" | Should -BeLike '*1,000 of 2,5*'
        }

        It 'gives the total first with -IncludeTotalCount' {
            $total, $entry = Get-Auth0Log -First 1 -IncludeTotalCount

            [long]$total | Should -BeGreaterThan 2500
            $entry | Should -BeOfType Auth0Log
        }

        It 'gives piped entries by their ids, also those without a user' {
            $entries = @(Get-Auth0Log -All | Where-Object { -not $_.UserId -and -not $_.ClientId } | Select-Object -First 1) + @(Get-Auth0Log -First 2)

            ($entries | Get-Auth0Log).LogId | Should -Be $entries.LogId
            (Get-Auth0Log | Get-Auth0Log).Count | Should -Be @(Get-Auth0Log).Count
            ([pscustomobject]@{ LogId = $entries[0].LogId; UserId = $null; ClientId = '' } | Get-Auth0Log).LogId | Should -Be $entries[0].LogId
        }

        It 'gives the entries of the same user for a piped one, with a filter' {
            $entry = Get-Auth0Log -All | Where-Object UserId | Select-Object -First 1
            $entry | Should -Not -BeNullOrEmpty

            $entry | Get-Auth0Log -Since (Get-Date).AddYears(-1) | ForEach-Object UserId | Sort-Object -Unique | Should -Be $entry.UserId
        }

        It 'refuses an empty id instead of giving the whole log' {
            { Get-Auth0Log -LogId '' } | Should -Throw -ErrorId 'ParameterArgumentValidationError*'
            { Get-Auth0Log -LogId @() } | Should -Throw -ErrorId 'ParameterArgumentValidationError*'
        }

        It 'gives an entry by its id' {
            $entry = Get-Auth0Log -First 1
            (Get-Auth0Log -LogId $entry.LogId).Date | Should -Be $entry.Date
        }
    }

    Context 'by checkpoint' {
        It 'gives all that the tenant keeps with -All, oldest first, each once' {
            $ids = (Get-Auth0Log -All).LogId

            $ids.Count | Should -BeGreaterThan 2500
            $ids | Should -Be ($ids | Sort-Object -Unique)
            Get-LogQuery | Select-Object -Skip 1 -First 1 | Should -BeLike 'from=*&take=100'
        }

        It 'gives what came after an entry: a script that goes on where it ended' {
            $last = Get-Auth0Log -First 1
            $new = 's', 'fp', 's' | ForEach-Object { $tenant.AddLog($_, 'new') }

            (Get-Auth0Log -After $last.LogId).LogId | Should -Be $new
            (Get-Auth0Log fp -After $last.LogId).LogId | Should -Be $new[1] -Because 'by checkpoint Auth0 filters nothing: it is done here'
            (Get-Auth0Log -After $new[2]) | Should -BeNullOrEmpty
        }

        It 'heeds -First and -Skip' {
            (Get-Auth0Log -All -First 3 -Skip 2).LogId | Should -Be (Get-Auth0Log -All -First 5).LogId[2..4]
        }

        It 'asks for no more entries behind one than -First and -Skip want' {
            $oldest = Get-Auth0Log -All | Select-Object -First 300
            $tenant.ClearRequests()

            (Get-Auth0Log -After $oldest[0].LogId -First 1).LogId | Should -Be $oldest[1].LogId
            Get-LogQuery | Should -Be "from=$($oldest[0].LogId)&take=1"

            $tenant.ClearRequests()
            (Get-Auth0Log -After $oldest[0].LogId -Skip 150 -First 40).LogId | Should -Be $oldest[151..190].LogId
            Get-LogQuery | Should -HaveCount 2
        }

        It 'says of what is no id that it is none' {
            (Get-Failure { Get-Auth0Log -After nonsense }).FullyQualifiedErrorId | Should -BeLike 'InvalidQuery,*'
        }
    }

    Context '-Tail' {
        It 'gives entries as they are written, and ends with -First' {
            $asked = $tenant.CountRequests('GET', '/api/v2/logs')
            $other = Start-InNewRunspace 'Get-Auth0Log -Tail -First 3 -PollingInterval 00:00:00.05 -Session $session' @{ session = $session }
            Wait-Until { $tenant.CountRequests('GET', '/api/v2/logs') -ge $asked + 2 } # it knows where the log ends
            $new = 's', 'fp' | ForEach-Object { $tenant.AddLog($_, 'as it happens') }
            $asked = $tenant.CountRequests('GET', '/api/v2/logs')
            Wait-Until { $tenant.CountRequests('GET', '/api/v2/logs') -ge $asked + 2 }
            $new += $tenant.AddLog('fu', 'later')

            $other.Shell.EndInvoke($other.Invocation).LogId | Should -Be $new
            $other.Shell.Dispose()
        }

        It 'filters by -Type' {
            $last = Get-Auth0Log -First 1
            $tenant.AddLog('s') | Out-Null
            $failed = $tenant.AddLog('fp')

            (Get-Auth0Log fp -Tail -After $last.LogId -First 1).LogId | Should -Be $failed
        }

        It 'goes on where the connection is lost' {
            $last = Get-Auth0Log -First 1
            $tenant.AddFault(@{ Path = '/api/v2/logs'; Kind = 'Reset'; Times = 2 })
            $tenant.AddFault(@{ Path = '/api/v2/logs'; StatusCode = 503 })
            $new = $tenant.AddLog('s')

            (Get-Auth0Log -Tail -After $last.LogId -First 1 -PollingInterval 00:00:00.05).LogId | Should -Be $new
        }

        It 'ends at once on Ctrl+C' {
            $other = Start-InNewRunspace 'Get-Auth0Log -Tail -PollingInterval 01:00 -Session $session' @{ session = $session }
            Wait-Until { $tenant.CountRequests('GET', '/api/v2/logs') -ge 2 }
            (Measure-Command { $other.Shell.Stop() }).TotalMilliseconds | Should -BeLessThan 1000

            $other.Shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $other.Shell.Dispose()
        }
    }
}
