BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Changes.ps1
    $tenant = Start-Auth0LocalTenant -UserCount 20
    $connection = Get-ConnectParameter $tenant
    Connect-Auth0 @connection | Out-Null
}

AfterAll {
    Get-Auth0Session -ListAvailable | Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'Export-Auth0User of several jobs' {
    It 'does not write one file over the other' {
        $file = Join-Path $TestDrive 'users.json'
        $first = Export-Auth0User -NoWait -Limit 3
        $second = Export-Auth0User -NoWait -Limit 5

        $first, $second | Export-Auth0User -OutFile $file -ErrorAction SilentlyContinue -ErrorVariable failures

        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'ConflictingParameters,*'
        Get-Content $file | Should -HaveCount 3
    }
}

Describe 'Import-Auth0User in several files' {
    It 'goes on with the next file where one is refused, and loses none of its users' {
        $note = 'x' * 200KB
        $users = 1..5 | ForEach-Object { @{ email = "many$_@example.com"; user_id = "many$_"; user_metadata = @{ note = $note } } }
        $tenant.AddFault(@{ Method = 'POST'; Path = '/api/v2/jobs/users-imports'; StatusCode = 400; Body = '{"statusCode":400,"error":"Bad Request","message":"no"}' })

        $jobs = $users | Import-Auth0User Username-Password-Authentication -ErrorAction SilentlyContinue -ErrorVariable failures

        $failures | Should -HaveCount 1
        $jobs.Summary.Inserted | Should -Be 2, 1
        (Get-Auth0User -UserId 'auth0|many3', 'auth0|many4', 'auth0|many5').Email | Should -Be 'many3@example.com', 'many4@example.com', 'many5@example.com'
    }
}
