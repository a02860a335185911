BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/ScriptedHost.ps1
    $tenant = Start-Auth0LocalTenant -ClientCount 250 -UserCount 1500 -OrganizationCount 1200 -LogCount 1300
    $connection = Get-ConnectParameter $tenant
    $session = Connect-Auth0 @connection

    function Get-Query([string] $Path) { ($tenant.Requests | Where-Object Path -EQ "/api/v2/$Path").Query }
}

AfterAll {
    Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'Invoke-Auth0Api, whole lists' {
    BeforeEach { $tenant.ClearRequests() }

    AfterEach { $tenant.ClearFaults() }

    Context 'by page numbers' {
        It 'reads all of them, each once, with -All' {
            $ids = (Invoke-Auth0Api users -All -Query @{ q = 'identities.connection:"Username-Password-Authentication" AND email:user1*' }).user_id

            $ids.Count | Should -BeGreaterThan 100
            $ids | Sort-Object -Unique | Should -HaveCount $ids.Count
            Get-Query users | Select-Object -First 1 | Should -BeLike 'q=identities*&page=0&per_page=100&include_totals=true'
            Get-Query users | ForEach-Object { [regex]::Matches($_, '(^|&)q=').Count | Should -Be 1 -Because 'a server may refuse a parameter that comes twice' }
            Get-Query users | Should -HaveCount ([Math]::Ceiling($ids.Count / 100))
        }

        It 'asks for no more than -First needs' {
            (Invoke-Auth0Api users -First 3).email | Should -Be 'alice@example.com', 'bob@example.com', 'carol@example.com'

            Get-Query users | Should -Be 'page=0&per_page=3&include_totals=true'
        }

        It 'passes over what -Skip names, without reading it' {
            $third = Invoke-Auth0Api users -Skip 250 -First 1
            $all = Invoke-Auth0Api users -First 300

            $third.user_id | Should -Be $all[250].user_id
            Get-Query users | Select-Object -First 1 | Should -Be 'page=2&per_page=100&include_totals=true'
        }

        It 'gives the total first with -IncludeTotalCount' {
            $total, $users = Invoke-Auth0Api users -First 2 -IncludeTotalCount

            $total | Should -Be 1500
            $users.email | Should -Be 'alice@example.com', 'bob@example.com'
        }

        It 'warns where Auth0 ends the list at 1,000, and says what to do' {
            Invoke-Auth0Api users -All -WarningVariable warnings -WarningAction SilentlyContinue | Should -HaveCount 1000

            "$warnings" | Should -BeLike 'Auth0 limits the list of users to 1,000 of 1,500 objects*a job.'
        }

        It 'warns at the log too, and does not lose the rest unsaid' {
            Invoke-Auth0Api logs -All -WarningVariable warnings -WarningAction SilentlyContinue | Should -HaveCount 1000

            "$warnings" | Should -BeLike 'Auth0 limits the list of logs to 1,000 of 1,3*from*'
        }
    }

    Context 'by checkpoint' {
        It 'goes beyond the 1,000 where the endpoint has checkpoints' {
            $names = (Invoke-Auth0Api organizations -All -WarningVariable warnings).name

            $names | Should -HaveCount 1200
            $names | Sort-Object -Unique | Should -HaveCount 1200
            $warnings | Should -BeNullOrEmpty
            Get-Query organizations | Select-Object -First 1 | Should -BeLike 'page=0&*' -Because 'pages by number can be read ahead'
            Get-Query organizations | Should -Contain 'take=100' -Because 'Auth0 ends those at 1,000'
            Get-Query organizations | Select-Object -Last 1 | Should -BeLike 'from=*&take=100'
        }

        It 'asks by numbers for a total, which checkpoints do not know' {
            $total, $organization = Invoke-Auth0Api organizations -First 1 -IncludeTotalCount

            $total | Should -Be 1200
            $organization.name | Should -Be 'acme'
        }

        It 'reads the log from the entry on that -Query names' {
            $oldest = Get-Auth0Log -All -First 1
            $entries = Invoke-Auth0Api logs -All -Query @{ from = $oldest.LogId }

            $entries.Count | Should -BeGreaterOrEqual 1299 -Because 'there is no end at 1,000'
            $entries.log_id | Should -Not -Contain $oldest.LogId
            $entries.log_id | Sort-Object -Unique | Should -HaveCount $entries.Count
        }
    }

    Context 'that come whole' {
        It 'takes -All, -First and -Skip all the same' {
            $alice = Invoke-Auth0Api users-by-email -Query @{ email = 'alice@example.com' } -All
            $none = Invoke-Auth0Api users-by-email -Query @{ email = 'alice@example.com' } -Skip 1

            $alice.email | Should -Be 'alice@example.com'
            $none | Should -BeNullOrEmpty
            Get-Query users-by-email | Should -Be 'email=alice%40example.com', 'email=alice%40example.com' -Because 'it knows no pages'
        }
    }

    Context 'while they are read' {
        It 'gives the first objects while the second page is held, and stops with the pipeline' {
            $tenant.AddFault(@{ Path = '/api/v2/organizations'; Skip = 1; Kind = 'Hold'; Times = 0 })

            $first = Invoke-Auth0Api organizations -All |
                ForEach-Object { Wait-Until { $tenant.CountRequests('GET', '/api/v2/organizations') -eq 2 }; $_ } |
                Select-Object -First 2

            $first.name | Should -Be 'acme', 'globex'
            Get-Query organizations | Should -HaveCount 2
        }

        It 'goes on with a new token where the old one is revoked on the way' {
            $count = 0
            Invoke-Auth0Api organizations -All | ForEach-Object { if ($count++ -eq 0) { $tenant.RevokeTokens() } }

            $count | Should -Be 1200
            $tenant.CountRequests('POST', '/oauth/token') | Should -Be 1
        }

        It 'fails in the middle with what it gave before' {
            $failure = $null
            $tenant.AddFault(@{ Path = '/api/v2/organizations'; Skip = 1; StatusCode = 500; Times = 0 })
            $given = try { Invoke-Auth0Api organizations -All } catch { $failure = $_ }

            $given | Should -HaveCount 100
            $failure.FullyQualifiedErrorId | Should -BeLike 'ServerError,*'
        }

        It 'shows how far it is, with the total where it is known' {
            $seen = Invoke-AtPrompt 'Invoke-Auth0Api users -All -Session $session -WarningAction SilentlyContinue | Out-Null' @{ session = $session }

            $seen.Progress.StatusDescription | Should -Contain "Reading users: $('{0:N0}' -f 500) of $('{0:N0}' -f 1500)"
            $seen.Progress[0].PercentComplete | Should -Be 6
            $seen.Progress[-1].RecordType | Should -Be 'Completed'
        }

        It 'shows how far it is where nobody knows the total' {
            $seen = Invoke-AtPrompt 'Get-Auth0Log -All -Session $session | Out-Null' @{ session = $session }

            $seen.Progress.StatusDescription | Should -Contain "Reading logs: $('{0:N0}' -f 1100)"
            $seen.Progress[0].PercentComplete | Should -Be -1 -Because 'PowerShell draws no bar for that'
        }

        It 'shows nothing for a list of a few pages' {
            (Invoke-AtPrompt 'Invoke-Auth0Api users -First 300 -Session $session | Out-Null' @{ session = $session }).Progress | Should -BeNullOrEmpty
        }
    }

    It 'says that a list does not go with <Name>' -ForEach @(
        @{ Name = '-OutFile'; Parameters = @{ OutFile = 'TestDrive:/x.json' } }
        @{ Name = '-OutputType Response'; Parameters = @{ OutputType = 'Response' } }
        @{ Name = '-SkipHttpErrorCheck'; Parameters = @{ SkipHttpErrorCheck = $true } }
    ) {
        $failure = Get-Failure { Invoke-Auth0Api users -All @Parameters }

        $failure.FullyQualifiedErrorId | Should -BeLike 'ConflictingParameters,*'
        "$failure" | Should -BeLike "*$Name*"
        $tenant.CountRequests() | Should -Be 0
    }
}
