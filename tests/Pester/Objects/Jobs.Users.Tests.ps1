# What an administrator does every day with users: each as one line or a short pipeline, as it is typed.
BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Changes.ps1
    $tenant = Start-Auth0LocalTenant -UserCount 300
    $connection = Get-ConnectParameter $tenant
    Connect-Auth0 @connection | Out-Null
}

AfterAll {
    Get-Auth0Session -ListAvailable | Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'The admin''s day' {
    It 'creates a user and gives her a role' {
        $password = ConvertTo-SecureString 'correct Horse 7 battery' -AsPlainText

        New-Auth0User Username-Password-Authentication zoe@example.com -Password $password | Add-Auth0RoleMember -RoleId (Get-Auth0Role editor).Id

        (Get-Auth0User -Email zoe@example.com | Get-Auth0Role).Name | Should -Be 'editor'
    }

    It 'gives a user a link to choose a password' {
        $link = (Get-Auth0User -Email alice@example.com | New-Auth0PasswordTicket -Lifetime 1:00).Ticket

        $link | Should -Match '^http\S+ticket=\w+'
    }

    It 'sees who has a role' {
        $members = Get-Auth0Role editor | Get-Auth0RoleMember

        $members.Email | Should -Contain 'bob@example.com'
        $members.Count | Should -Be (Invoke-Auth0Api "roles/$((Get-Auth0Role editor).Id)/users?include_totals=true").total
    }

    It 'blocks a user and revokes her sessions' {
        # One who was there shortly before the tenant started.
        $user = Get-Auth0User 'blocked:false' -Sort last_login:-1 | Where-Object { $_ | Get-Auth0UserSession } | Select-Object -First 1

        $user | Block-Auth0User -PassThru | Remove-Auth0UserSession -IncludeRefreshToken -Force

        ($user | Get-Auth0User).Blocked | Should -BeTrue
        $user | Get-Auth0UserSession | Should -BeNullOrEmpty
    }

    It 'writes the users who were inactive for 90 days to a file' {
        $file = Join-Path $TestDrive 'inactive.csv'

        Get-Auth0User "last_login:[* TO $((Get-Date).AddDays(-90).ToString('yyyy-MM-dd'))]" | Select-Object Email, Name, LastLogin, UserId | Export-Csv $file

        $inactive = Import-Csv $file
        $inactive.Count | Should -BeGreaterThan 10
        $since = [DateTimeOffset]::UtcNow.AddDays(-90)
        $inactive | ForEach-Object { [DateTimeOffset] $_.LastLogin | Should -BeLessThan $since.AddDays(1) }
        (Get-Auth0User | Where-Object { $_.LastLogin -and $_.LastLogin -lt $since.AddDays(-1) }).UserId | Should -BeIn $inactive.UserId
        ($inactive | Get-Auth0User | Select-Object -First 1).LastLogin | Should -Not -BeNullOrEmpty
    }
}
