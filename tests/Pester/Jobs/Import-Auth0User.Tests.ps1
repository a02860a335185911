BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/ScriptedHost.ps1
    $tenant = Start-Auth0LocalTenant -UserCount 50
    $database = 'Username-Password-Authentication'
    $connection = Get-ConnectParameter $tenant
    $session = Connect-Auth0 @connection

    function Get-Imported([string] $Email) { Invoke-Auth0Api users-by-email -Query @{ email = $Email } }
    function New-Person([string] $Name) { [pscustomobject]@{ email = "$Name@example.com"; given_name = $Name } }
}

AfterAll {
    Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'Import-Auth0User' {
    BeforeEach { $tenant.ClearRequests() }

    AfterEach {
        $tenant.ClearFaults()
        Get-ChildItem TestDrive:/ | Remove-Item -Recurse -Force
    }

    It 'imports objects of the pipeline by one job' {
        $job = 'ida', 'ivo', 'ilse' | ForEach-Object { New-Person $_ } | Import-Auth0User $database

        $job | Should -BeOfType Auth0Job
        $job.Status | Should -Be 'completed'
        $job.Summary.Inserted, $job.Summary.Failed | Should -Be 3, 0
        (Get-Imported ilse@example.com).given_name | Should -Be 'ilse'
        $tenant.CountRequests('POST', '/api/v2/jobs/users-imports') | Should -Be 1
    }

    It 'imports rows of a csv file, and hashtables' {
        "email,given_name`nrow1@example.com,One`nrow2@example.com,Two" | ConvertFrom-Csv | Import-Auth0User $database | Out-Null
        @{ email = 'table@example.com'; user_metadata = @{ team = 'a' } } | Import-Auth0User $database | Out-Null

        (Get-Imported row2@example.com).given_name | Should -Be 'Two'
        (Get-Imported table@example.com).user_metadata.team | Should -Be 'a'
    }

    It 'imports a file: <Name>' -ForEach @(
        @{ Name = 'a JSON array'; Text = '[{"email":"a1@example.com"},{"email":"a2@example.com"}]' }
        @{ Name = 'an object a line'; Text = "{`"email`":`"b1@example.com`"}`n{`"email`":`"b2@example.com`"}`n" }
    ) {
        Set-Content TestDrive:/users.json $Text
        (Import-Auth0User $database -Path TestDrive:/users.json).Summary.Inserted | Should -Be 2
    }

    It 'moves users from one tenant to another' {
        $other = Start-Auth0LocalTenant -UserCount 300
        $parameters = Get-ConnectParameter $other
        $there = Connect-Auth0 @parameters -Name there
        $job = Export-Auth0User $database -Session $session -Limit 40 | Import-Auth0User $database -Session $there -Upsert

        $job.Summary.Failed | Should -Be 0
        $job.Summary.Total | Should -Be 40
        $other | Stop-Auth0LocalTenant
        Connect-Auth0 @connection | Out-Null
    }

    It 'cuts what is larger than 500 KB into files that Auth0 takes' {
        $jobs = 1..1500 | ForEach-Object { [pscustomobject]@{ email = "bulk$_@example.com"; user_metadata = @{ about = 'x' * 500 } } } | Import-Auth0User $database

        $jobs.Count | Should -BeGreaterThan 1
        ($jobs.Summary.Inserted | Measure-Object -Sum).Sum | Should -Be 1500
        $tenant.Requests.Where{ $_.Path -like '*users-imports' }.ForEach{ $_.ReadBody().Length } | ForEach-Object { $_ | Should -BeLessThan 520000 }
    }

    It 'reports each user who was refused as one error, and goes on: <Name>' -ForEach @(
        @{ Name = 'there already'; Bad = @{ email = 'alice@example.com' }; Message = 'alice@example.com*already exists*'; Action = '*-Upsert*' }
        @{ Name = 'no address'; Bad = @{ email = 'zoe' }; Message = 'zoe*email*'; Action = 'Correct*' }
        @{ Name = 'what Auth0 does not know'; Bad = @{ email = 'zoe@example.com'; shoe_size = 41 }; Message = 'zoe@example.com*shoe_size*'; Action = 'Correct*' }
    ) {
        $job = (New-Person "good$(New-Guid)"), [pscustomobject]$Bad | Import-Auth0User $database -ErrorAction SilentlyContinue -ErrorVariable failures

        $job.Summary.Inserted, $job.Summary.Failed | Should -Be 1, 1
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'ImportRefused,*'
        "$($failures[0])" | Should -BeLike $Message
        $failures[0].TargetObject.email | Should -Be $Bad.email
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike $Action
    }

    It 'warns of how many failed without a reason: <Failed> of which <Told> told' -ForEach @(
        @{ Failed = '2'; Errors = '[]'; Told = 0 }
        @{ Failed = '"2"'; Errors = '[]'; Told = 0 }
        @{ Failed = '2'; Errors = '[{"user":{"email":"a1@example.com"},"errors":[{"code":"X","message":"no"}]}]'; Told = 1 }
    ) {
        $tenant.AddFault(@{ Path = '/api/v2/jobs/users-imports'; StatusCode = 202; Body = '{"id":"job_x","type":"users_import","status":"pending"}' })
        $tenant.AddFault(@{ Path = '/api/v2/jobs/job_x/errors'; StatusCode = 200; Body = $Errors })
        $tenant.AddFault(@{ Path = '/api/v2/jobs/job_x'; StatusCode = 200; Body = "{`"id`":`"job_x`",`"type`":`"users_import`",`"status`":`"completed`",`"summary`":{`"failed`":$Failed,`"updated`":0,`"inserted`":1,`"total`":3}}" })

        $job = 'a1', 'a2', 'a3' | ForEach-Object { New-Person $_ } | Import-Auth0User con_0000000000000001 -ErrorAction SilentlyContinue -ErrorVariable failures -WarningVariable warnings -WarningAction SilentlyContinue

        $job.Summary.Failed | Should -Be 2
        $failures | Should -HaveCount $Told
        $warnings | Should -HaveCount 1
        "$warnings" | Should -BeLike "*did not import 2 of the users into con_*, and told the reasons of $Told of them (job job_x)."
    }

    It 'shows no password hash of who was refused' {
        $failure = Get-Failure { @{ email = 'zoe'; password_hash = '$2b$10$secrethash' } | Import-Auth0User $database }

        ($failure, $failure.TargetObject | Format-List * -Force | Out-String -Width 500) | Should -Not -BeLike '*secrethash*'
    }

    It 'names the user whom it can''t read, and shows nothing else of them' {
        $user = [pscustomobject]@{ email = 'odd@example.com'; password_hash = 'the-secrethash'; odd = { } }
        $user | Import-Auth0User $database -ErrorAction SilentlyContinue -ErrorVariable failures

        $failures[0].FullyQualifiedErrorId | Should -BeLike 'InvalidRequestBody,*'
        $failures[0].TargetObject | Should -Be 'odd@example.com'
        ($failures | Get-Error | Out-String), ($failures | ConvertTo-Json -Depth 2 -WarningAction SilentlyContinue) | Should -Not -BeLike '*secrethash*'
    }

    It 'repeats nothing of <Name>' -ForEach @(
        @{ Name = 'a line that is piped in as text'; Users = { '{"email":"zoe@example.com","password_hash":"secrethash"}' | Import-Auth0User $database } }
        @{ Name = 'a file whose JSON is broken'; Users = { Set-Content TestDrive:/users.json '[{"password_hash":nsecrethash}]'; Import-Auth0User $database TestDrive:/users.json } }
    ) {
        $failure = Get-Failure $Users

        $failure.FullyQualifiedErrorId | Should -BeLike 'ImportRefused,*'
        $failure | Format-List * -Force | Out-String -Width 500 | Should -Not -BeLike '*secrethash*'
        "$($failure.CategoryInfo) $($failure.Exception)" | Should -Not -BeLike '*secrethash*'
    }

    It 'changes those who are there with -Upsert' {
        $job = @{ email = 'bob@example.com'; given_name = 'Robert' } | Import-Auth0User $database -Upsert

        $job.Summary.Updated | Should -Be 1
        (Get-Imported bob@example.com).given_name | Should -Be 'Robert'
    }

    It 'says what is no user: <Name>' -ForEach @(
        @{ Name = 'a number'; Users = { 1 | Import-Auth0User $database } }
        @{ Name = 'a file that is no JSON'; Users = { Set-Content TestDrive:/users.json '[{"email":'; Import-Auth0User $database TestDrive:/users.json } }
    ) {
        $failure = Get-Failure $Users

        $failure.FullyQualifiedErrorId | Should -BeLike 'ImportRefused,*'
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeLike '*-Body*'
        $tenant.CountRequests('POST', '/api/v2/*') | Should -Be 0
    }

    It 'reports what is no user in a file as one error with its place, and imports the others' {
        Set-Content TestDrive:/users.json '[{"email":"before@example.com"},null,5,{"email":"behind@example.com"}]'

        $job = Import-Auth0User $database TestDrive:/users.json -ErrorAction SilentlyContinue -ErrorVariable failures

        $job.Summary.Inserted | Should -Be 2
        $failures.FullyQualifiedErrorId | Should -Be (@('ImportRefused,Auth0Flows.PowerShell.ImportAuth0UserCommand') * 2)
        $failures.TargetObject | Should -Be 'item 2 of TestDrive:/users.json', 'item 3 of TestDrive:/users.json'
        'before@example.com', 'behind@example.com' | ForEach-Object { Get-Imported $_ } | Should -HaveCount 2
    }

    It 'checks a whole file before it sends a part of it' {
        $users = 1..9000 | ForEach-Object { "{`"email`":`"many$_@example.com`",`"user_metadata`":{`"a`":`"$('x' * 60)`"}}" }
        Set-Content TestDrive:/users.json "[$($users -join ','),{`"email`":"

        $failure = Get-Failure { Import-Auth0User $database TestDrive:/users.json }

        $failure.FullyQualifiedErrorId | Should -BeLike 'ImportRefused,*'
        $tenant.CountRequests('POST', '/api/v2/*') | Should -Be 0
    }

    It 'says how many would go where with -WhatIf, and imports none' {
        $lines = (Invoke-AtPrompt '1..3 | ForEach-Object { @{ email = "what$_@example.com" } } | Import-Auth0User $database -WhatIf -Session $session' @{ session = $session; database = $database }).Lines

        "$lines" | Should -BeLike "What if: POST $($tenant.Domain)/api/v2/jobs/users-imports*3 users into $database"
        $tenant.CountRequests('POST', '/api/v2/*') | Should -Be 0
    }

    It 'gives the jobs with -NoWait' {
        $job = New-Person later | Import-Auth0User $database -NoWait -ExternalId nightly

        $job.Status | Should -Be 'pending'
        ($job | Get-Auth0Job).ExternalId | Should -Be 'nightly'
    }

    It 'goes on where the connection is lost while it waits' {
        $tenant.AddFault(@{ Path = '/api/v2/jobs/job_*'; Kind = 'Reset'; Times = 2 })

        (New-Person survivor | Import-Auth0User $database).Summary.Inserted | Should -Be 1
        $tenant.CountRequests('POST', '/api/v2/jobs/users-imports') | Should -Be 1
    }
}
