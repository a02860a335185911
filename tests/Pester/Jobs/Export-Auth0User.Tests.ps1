BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/ScriptedHost.ps1
    $tenant = Start-Auth0LocalTenant -UserCount 20000
    $connection = Get-ConnectParameter $tenant
    $connection.MaximumRetryCount = 3
    $connection.MaximumRetryDelaySec = 1
    $session = Connect-Auth0 @connection
}

AfterAll {
    Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'Export-Auth0User' {
    BeforeEach { $tenant.ClearRequests() }

    AfterEach {
        $tenant.ClearFaults()
        Get-ChildItem TestDrive:/ | Remove-Item -Recurse -Force
    }

    Context 'into the pipeline' {
        It 'gives all users, where lists end at 1,000: each once, in their order' {
            $users = Export-Auth0User

            $users | Should -HaveCount 20000
            $users[0] | Should -BeOfType Auth0User
            $users[0].Email, $users[1].Email | Should -Be 'alice@example.com', 'bob@example.com'
            [System.Collections.Generic.HashSet[string]]::new([string[]]$users.UserId).Count | Should -Be 20000
            "$($tenant.Requests.Where{ $_.Path -notlike '/oauth/*' })" | Should -Match '^POST /api/v2/jobs/users-exports 200 (GET /api/v2/jobs/job_\w+ 200 )+GET /exports/\S+ 200$'
        }

        It 'gives the users of a connection, by its name or its id' {
            $id = (Invoke-Auth0Api connections -Query @{ name = 'employees' }).id
            $byName = Export-Auth0User employees
            $byId = Export-Auth0User -Connection $id

            $byName.Email | Should -Contain 'grace@example.com'
            $byId.UserId | Should -Be $byName.UserId
            $byName.Count | Should -BeLessThan 20000
        }

        It 'gives the properties that are named, and so many users' {
            $users = Export-Auth0User -Property user_id, email -Limit 3

            $users.Email | Should -Be 'alice@example.com', 'bob@example.com', 'carol@example.com'
            $users[0].Name | Should -BeNullOrEmpty
            ($tenant.Requests.Where{ $_.Method -eq 'POST' -and $_.Path -like '*exports' }.ReadBody() | ConvertFrom-Json).limit | Should -Be 3
        }

        It 'goes on to other cmdlets, and stops with them' {
            $blocked = Export-Auth0User | Where-Object Blocked | Select-Object -First 1

            $blocked.Email | Should -Be 'bob@example.com'
        }

        It 'gives lines of csv' {
            $users = Export-Auth0User -Format csv -Property email, user_id -Limit 2 | ConvertFrom-Csv

            $users.email | Should -Be 'alice@example.com', 'bob@example.com'
            $users[0].user_id | Should -BeLike 'auth0|*'
        }

        It 'reports each line that can''t be read as one error, and goes on' {
            $lines = '{"user_id":"first"}', '5', '{"user_id":ns3cret}', '{"user_id":"last"}'
            $file = [System.IO.MemoryStream]::new()
            $gzip = [System.IO.Compression.GZipStream]::new($file, [System.IO.Compression.CompressionLevel]::Optimal, $true)
            $gzip.Write([System.Text.Encoding]::UTF8.GetBytes($lines -join "`n"))
            $gzip.Dispose()
            $server = [System.Net.Sockets.TcpListener]::new('127.0.0.1', 0)
            $server.Start()
            $serving = [powershell]::Create().AddScript{
                param($server, $bytes)
                $stream = $server.AcceptTcpClient().GetStream()
                $null = $stream.Read([byte[]]::new(4096))
                $stream.Write([System.Text.Encoding]::ASCII.GetBytes("HTTP/1.1 200 OK`r`nContent-Length: $($bytes.Length)`r`nConnection: close`r`n`r`n"))
                $stream.Write($bytes)
                $stream.Dispose()
            }.AddArgument($server).AddArgument($file.ToArray())
            $served = $serving.BeginInvoke()
            try {
                $tenant.AddFault(@{ Path = '/api/v2/jobs/job_lines'; StatusCode = 200; Times = 0; Body = "{`"id`":`"job_lines`",`"type`":`"users_export`",`"status`":`"completed`",`"format`":`"json`",`"location`":`"http://$($server.LocalEndpoint)/users`"}" })

                $users = Export-Auth0User -JobId job_lines -ErrorAction SilentlyContinue -ErrorVariable failures

                $serving.EndInvoke($served)
            } finally {
                $server.Stop()
                $serving.Dispose()
            }

            $users.UserId | Should -Be first, last
            $failures.FullyQualifiedErrorId | Should -Be (@('InvalidJson,Auth0Flows.PowerShell.ExportAuth0UserCommand') * 2)
            $failures.TargetObject | Should -Be 'line 2 of the export job_lines', 'line 3 of the export job_lines'
            "$($failures | Format-List * -Force | Out-String -Width 500) $($failures.Exception)" | Should -Not -BeLike '*s3cret*'
        }

        It 'gives the job with -NoWait, for later' {
            $job = Export-Auth0User -Limit 5 -NoWait

            $job | Should -BeOfType Auth0Job
            $tenant.CountRequests('GET', '/exports/*') | Should -Be 0
            $job | Export-Auth0User | Should -HaveCount 5
            Export-Auth0User -JobId $job.Id | Should -HaveCount 5 -Because 'Auth0 keeps it for a day'
        }
    }

    Context 'into a file' {
        It 'writes a user a line' {
            Export-Auth0User -OutFile TestDrive:/users.json -Limit 100 | Should -BeNullOrEmpty

            $lines = Get-Content TestDrive:/users.json
            $lines | Should -HaveCount 100
            ($lines[0] | ConvertFrom-Json).email | Should -Be 'alice@example.com'
        }

        It 'leaves it packed where its name says so' {
            Export-Auth0User -OutFile TestDrive:/users.json.gz -Limit 100

            $reader = [System.IO.StreamReader]::new([System.IO.Compression.GZipStream]::new([System.IO.File]::OpenRead("$TestDrive/users.json.gz"), [System.IO.Compression.CompressionMode]::Decompress))
            try { ($reader.ReadToEnd().TrimEnd() -split "`n") | Should -HaveCount 100 } finally { $reader.Dispose() }
        }

        It 'writes csv with its header' {
            Export-Auth0User -Format csv -OutFile TestDrive:/users.csv -Limit 10

            (Import-Csv TestDrive:/users.csv).email | Should -HaveCount 10
        }

        It 'keeps the old file where the export fails' {
            Set-Content TestDrive:/users.json old
            $tenant.AddFault(@{ Path = '/exports/*'; StatusCode = 200; Body = 'this is no gzip'; Times = 0 })
            $failure = Get-Failure { Export-Auth0User -OutFile TestDrive:/users.json }

            $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidJson,*'
            "$failure" | Should -BeLike '*damaged*'
            Get-Content TestDrive:/users.json | Should -Be old
            Get-ChildItem TestDrive:/ | Should -HaveCount 1
        }

        It 'says that there is no file yet with -NoWait, before it starts a job' {
            (Get-Failure { Export-Auth0User -NoWait -OutFile TestDrive:/users.json }).FullyQualifiedErrorId | Should -BeLike 'ConflictingParameters,*'
            $tenant.CountRequests() | Should -Be 0
        }

        It 'says which file it can''t write' {
            $failure = Get-Failure { Export-Auth0User -Limit 1 -OutFile TestDrive:/nowhere/users.json }

            $failure.FullyQualifiedErrorId | Should -BeLike 'FileNotWritable,*'
            "$failure" | Should -BeLike '*users.json can''t be written*'
        }
    }

    Context 'where the connection is lost' {
        It 'goes on in the middle of the download, each user once and in order: <Name>' -ForEach @(
            @{ Name = 'cut in the middle'; Faults = @(@{ Kind = 'Truncate' }) }
            @{ Name = 'cut twice'; Faults = @(@{ Kind = 'Truncate'; Times = 2 }) }
            @{ Name = 'reset before it begins'; Faults = @(@{ Kind = 'Reset' }) }
            @{ Name = 'an address that has expired'; Faults = @(@{ StatusCode = 403; Body = '<Error/>'; ContentType = 'application/xml' }) }
        ) {
            $undisturbed = (Export-Auth0User -Limit 5000 -Property user_id).UserId
            $tenant.ClearRequests()
            $Faults.ForEach{ $tenant.AddFault(@{ Path = '/exports/*' } + $_) }
            $users = (Export-Auth0User -Limit 5000 -Property user_id).UserId

            $users | Should -Be $undisturbed
            $tenant.CountRequests('GET', '/exports/*') | Should -Be (1 + ($Faults.Times ?? 1))
            if ($Name -like 'cut*') { ($tenant.Requests | Where-Object Path -Like '/exports/*' | Select-Object -Last 1).Headers['Range'] | Should -Match '^bytes=[1-9]\d*-$' }
        }

        It 'goes on while the job is asked for: <Name>' -ForEach @(
            @{ Name = 'a reset'; Fault = @{ Kind = 'Reset' } }
            @{ Name = 'an answer cut short'; Fault = @{ Kind = 'Truncate' } }
            @{ Name = 'a server that is away, for longer than a call is tried'; Fault = @{ StatusCode = 503; Times = 5 } }
        ) {
            $tenant.AddFault(@{ Path = '/api/v2/jobs/job_*' } + $Fault)

            Export-Auth0User -Limit 10 | Should -HaveCount 10
            $tenant.CountRequests('POST', '/api/v2/jobs/users-exports') | Should -Be 1
        }
    }

    Context 'while it takes' {
        BeforeAll {
            $slow = Start-Auth0LocalTenant -UserCount 100 -JobDuration 00:00:02
            $parameters = Get-ConnectParameter $slow
            $there = Connect-Auth0 @parameters -Name slow
            Connect-Auth0 @connection | Out-Null
        }

        AfterAll { $slow | Stop-Auth0LocalTenant }

        It 'shows a progress bar' {
            $seen = Invoke-AtPrompt 'Export-Auth0User -Session $session' @{ session = $there }

            $seen.Output | Should -HaveCount 100
            $seen.Progress[0].StatusDescription | Should -Match '^Exporting users: (pending|processing): \d+ %$'
            $seen.Progress.PercentComplete.Where{ $_ -gt 0 -and $_ -lt 100 } | Should -Not -BeNullOrEmpty
            $seen.Progress[-1].RecordType | Should -Be 'Completed'
        }

        It 'ends with -Timeout, and names the job that goes on' {
            $failure = Get-Failure { Export-Auth0User -Session $there -Timeout 00:00:00.5 }

            $failure.FullyQualifiedErrorId | Should -BeLike 'JobTimeout,*'
            $failure.CategoryInfo.Category | Should -Be 'OperationTimeout'
            "$failure" | Should -Match 'The job job_\w+ did not complete within .* it is still running\.'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-JobId*'
        }

        It 'ends at once on Ctrl+C' {
            $slow.ClearRequests()
            $other = Start-InNewRunspace 'Export-Auth0User -Session $session' @{ session = $there }
            Wait-Until { $slow.CountRequests('GET', '/api/v2/jobs/*') -ge 1 }
            (Measure-Command { $other.Shell.Stop() }).TotalMilliseconds | Should -BeLessThan 1000

            $other.Shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $other.Shell.Dispose()
        }
    }

    It 'takes no connection of another name, as a cache gives that ignores the query' {
        $tenant.AddFault(@{ Method = 'GET'; Path = '/api/v2/connections'; StatusCode = 200; Body = '[{"id":"con_other","name":"other"}]' })

        (Get-Failure { Export-Auth0User employees }).FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
    }

    It 'names what is not there: <Name>' -ForEach @(
        @{ Name = 'a connection'; Parameters = @{ Connection = 'nowhere' }; Message = "No connection is named 'nowhere'." }
        @{ Name = 'a job'; Parameters = @{ JobId = 'job_nowhere' }; Message = '*jobs/job_nowhere*' }
    ) {
        $failure = Get-Failure { Export-Auth0User @Parameters }

        $failure.FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
        "$failure" | Should -BeLike $Message
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }
}
