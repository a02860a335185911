BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $connection = Get-ConnectParameter $tenant
    Connect-Auth0 @connection | Out-Null
    $echo = "$($tenant.Domain)/echo" # an API of one's own, which says back what arrived
    $database = (Invoke-Auth0Api connections -Query @{ name = 'Username-Password-Authentication' }).id

    function Get-LastRequest { $tenant.Requests | Select-Object -Last 1 }
}

AfterAll {
    Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'Invoke-Auth0Api, files' {
    BeforeEach { $tenant.ClearRequests() }

    AfterEach {
        $tenant.ClearFaults()
        Get-ChildItem TestDrive:/ | Remove-Item -Recurse -Force
    }

    Context '-InFile' {
        It 'sends a file as the body' {
            Set-Content TestDrive:/client.json '{"name":"from a file","app_type":"spa"}'
            $client = Invoke-Auth0Api clients -Method POST -InFile TestDrive:/client.json

            $client.name | Should -Be 'from a file'
            (Get-LastRequest).Headers['Content-Type'] | Should -BeLike 'application/json*'
        }

        It 'sends it byte by byte, as whatever -ContentType says' {
            [System.IO.File]::WriteAllBytes("$TestDrive/report.bin", [byte[]](65, 13, 10, 66))
            (Invoke-Auth0Api -Uri $echo/files -Audience $Orders -Method PUT -InFile "$TestDrive/report.bin" -ContentType text/plain).body | Should -BeExactly "A`r`nB"

            (Get-LastRequest).Headers['Content-Type'] | Should -Be 'text/plain'
        }

        It 'says so where it is not there, and sends nothing' {
            $failure = Get-Failure { Invoke-Auth0Api clients -Method POST -InFile TestDrive:/nope.json }

            $failure.FullyQualifiedErrorId | Should -BeLike 'FileNotFound,*'
            "$failure" | Should -BeLike '*nope.json*'
            $tenant.CountRequests('POST', '/api/v2/*') | Should -Be 0
        }

        It 'is the one body, beside no other: <Name>' -ForEach @(
            @{ Name = '-Body'; Parameters = @{ Body = @{ name = 'x' } } }
            @{ Name = '-Form'; Parameters = @{ Form = @{ name = 'x' } } }
        ) {
            Set-Content TestDrive:/client.json '{}'
            (Get-Failure { Invoke-Auth0Api clients -Method POST -InFile TestDrive:/client.json @Parameters }).FullyQualifiedErrorId | Should -BeLike 'InvalidRequestBody,*'
            $tenant.CountRequests('POST', '/api/v2/*') | Should -Be 0
        }
    }

    Context '-Form' {
        It 'sends a list as several fields, a secret as its text, and odd names as browsers do' {
            Set-Content 'TestDrive:/a"b.txt' file
            $form = [ordered]@{ many = 'one', 2; token = $tenant.ClientSecret; none = $null; day = [datetime]::new(2026, 1, 2, 3, 4, 5, [System.DateTimeKind]::Utc); flag = $false; 'odd"name' = 1; file = Get-Item 'TestDrive:/a"b.txt' }
            $tenant.AddFault(@{ Path = '/api/v2/echo'; StatusCode = 200; Body = '{}' })
            $null = Invoke-Auth0Api echo -Method POST -Form $form

            $body = $tenant.Requests[-1].ReadBody()
            ($body -split '\r\n' -match '^Content-Disposition').ForEach{ $_ -replace '"' } | Should -Be @(
                'many', 'many', 'token', 'none', 'day', 'flag', 'odd%22name' | ForEach-Object { "Content-Disposition: form-data; name=$_" }
                'Content-Disposition: form-data; name=file; filename=a%22b.txt; filename*=utf-8''''a%2522b.txt'
            )
            $body | Should -BeLike "*$(Get-PlainText $tenant.ClientSecret)*2026-01-02T03:04:05.0000000Z*false*"
        }

        It 'refuses <Name>, and sends nothing' -ForEach @(
            @{ Name = 'an object'; Form = @{ x = @{ a = 1 } } }
            @{ Name = 'a PSCustomObject'; Form = @{ x = [pscustomobject]@{ a = 1 } } }
            @{ Name = 'a name with a line break'; Form = @{ "x`r`ny" = 1 } }
            @{ Name = 'an empty name'; Form = @{ '' = 1 } }
        ) {
            $tenant.ClearRequests()

            (Get-Failure { Invoke-Auth0Api clients -Method POST -Form $Form }).FullyQualifiedErrorId | Should -BeLike 'InvalidRequestBody,*'
            $tenant.CountRequests('POST', '/api/v2/*') | Should -Be 0
        }

        It 'sends fields and files as multipart/form-data: an import of users' {
            Set-Content TestDrive:/users.json '[{"email":"imported@example.com","given_name":"Ida"}]'
            $job = Invoke-Auth0Api jobs/users-imports -Method POST -Form @{ users = Get-Item TestDrive:/users.json; connection_id = $database; upsert = $true }

            $job.type | Should -Be 'users_import'
            (Invoke-Auth0Api "jobs/$($job.id)").summary.inserted | Should -Be 1
            (Invoke-Auth0Api users-by-email -Query @{ email = 'imported@example.com' }).given_name | Should -Be 'Ida'
            $sent = $tenant.Requests | Where-Object Method -EQ POST
            $sent.Headers['Content-Type'] | Should -BeLike 'multipart/form-data; boundary=*'
            $sent.ReadBody() | Should -Match '(?s)name="?users"?; filename="?users\.json.*name="?upsert"?.*true|name="?upsert"?.*true.*name="?users"?; filename="?users\.json'
        }
    }

    Context '-OutFile' {
        It 'writes no file with -WhatIf, and does not ask for its content' {
            Set-Content TestDrive:/clients.json 'what was there'

            Invoke-Auth0Api clients -OutFile TestDrive:/clients.json -WhatIf

            Get-Content TestDrive:/clients.json | Should -Be 'what was there'
            $tenant.CountRequests('GET', '/api/v2/*') | Should -Be 0
        }

        It 'writes what memory would not take, as it comes' {
            $tenant.AddFault(@{ Path = '/api/v2/clients'; StatusCode = 200; Times = 2; Body = '[' + ' ' * (65MB) + ']' })

            (Get-Failure { Invoke-Auth0Api clients }).FullyQualifiedErrorId | Should -BeLike 'AnswerTooLarge,*'
            Invoke-Auth0Api clients -OutFile TestDrive:/large.json -StatusCodeVariable status | Should -BeNullOrEmpty
            (Get-Item TestDrive:/large.json).Length | Should -Be (65MB + 2)
            $status | Should -Be 200
        }

        It 'writes a refusal with -SkipHttpErrorCheck, and nothing without' {
            Invoke-Auth0Api nothing -SkipHttpErrorCheck -OutFile TestDrive:/refusal.json -StatusCodeVariable status
            Get-Content TestDrive:/refusal.json | Should -BeLike '*404*'
            $status | Should -Be 404
            (Get-Failure { Invoke-Auth0Api nothing -OutFile TestDrive:/none.json }).FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
            'TestDrive:/none.json' | Should -Not -Exist
        }

        It 'writes the answer into a file, and nothing into the pipeline' {
            Invoke-Auth0Api "clients/$($tenant.ClientId)" -OutFile TestDrive:/client.json | Should -BeNullOrEmpty

            (Get-Content TestDrive:/client.json -Raw | ConvertFrom-Json).name | Should -Be 'Automation'
        }

        It 'writes a file for each object, named after it' {
            Get-Auth0Client -Name web-* | Invoke-Auth0Api 'clients/{client_id}' -OutFile 'TestDrive:/{name}.json'

            (Get-ChildItem TestDrive:/).Name | Should -Contain 'web-shop.json'
            (Get-Content TestDrive:/web-admin.json -Raw | ConvertFrom-Json).name | Should -Be 'web-admin'
        }

        It 'does not write several answers into one file' {
            Get-Auth0Client -First 3 | Invoke-Auth0Api 'clients/{client_id}' -OutFile TestDrive:/client.json -ErrorAction SilentlyContinue -ErrorVariable failures

            $failures.FullyQualifiedErrorId | Should -Be (@('ConflictingParameters,Auth0Flows.PowerShell.InvokeAuth0ApiCommand') * 2)
            (Get-Content TestDrive:/client.json -Raw | ConvertFrom-Json).name | Should -Be 'Automation'
        }

        It 'keeps the old file where a web page comes' {
            Set-Content TestDrive:/page.json old
            $tenant.AddFault(@{ Path = '/api/v2/clients'; StatusCode = 200; ContentType = 'text/html'; Body = '<html>' })

            (Get-Failure { Invoke-Auth0Api clients -OutFile TestDrive:/page.json }).FullyQualifiedErrorId | Should -BeLike 'UnexpectedContentType,*'
            Get-Content TestDrive:/page.json | Should -Be old
        }

        It 'writes to the file system alone' {
            (Get-Failure { Invoke-Auth0Api clients -OutFile env:page.json }).FullyQualifiedErrorId | Should -BeLike 'FileNotFound,*'
            Push-Location env:
            try { (Get-Failure { Invoke-Auth0Api clients -OutFile page.json }).FullyQualifiedErrorId | Should -BeLike 'FileNotFound,*' }
            finally { Pop-Location }
            [System.IO.File]::Exists("$([System.Environment]::CurrentDirectory)/page.json") | Should -BeFalse
        }

        It 'keeps the old file where <Name>' -ForEach @(
            @{ Name = 'the call is refused'; Fault = @{ StatusCode = 500 } }
            @{ Name = 'the answer is cut'; Fault = @{ Kind = 'Truncate' } }
        ) {
            Set-Content TestDrive:/kept.json old
            $tenant.AddFault(@{ Path = '/api/v2/clients'; Times = 0 } + $Fault)
            Get-Failure { Invoke-Auth0Api clients -OutFile TestDrive:/kept.json } | Out-Null

            Get-Content TestDrive:/kept.json | Should -Be old
            Get-ChildItem TestDrive:/ | Should -HaveCount 1 -Because 'no part of another one lies beside it'
        }

        It 'says which file it can''t write: <_>' -ForEach 'nowhere/x.json', 'folder' {
            New-Item TestDrive:/folder -ItemType Directory | Out-Null
            $failure = Get-Failure { Invoke-Auth0Api clients -OutFile "TestDrive:/$_" }

            $failure.FullyQualifiedErrorId | Should -BeLike 'FileNotWritable,*'
            $failure.CategoryInfo.Category | Should -Be 'WriteError'
            "$failure" | Should -BeLike "*$($_.Replace('/', [System.IO.Path]::DirectorySeparatorChar))*"
            $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            Get-ChildItem TestDrive:/ -Recurse -File | Should -BeNullOrEmpty
        }
    }
}
