BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Changes.ps1
    $tenant = Start-Auth0LocalTenant
    $connection = Get-ConnectParameter $tenant
    Connect-Auth0 @connection | Out-Null
    $password = ConvertTo-SecureString 'correct Horse 7 battery' -AsPlainText
    $database = 'Username-Password-Authentication'
}

AfterAll {
    Get-Auth0Session -ListAvailable | Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'New-Auth0User' {
    BeforeEach { $tenant.ClearRequests() }

    It 'sends <Parameter> as <Body>' -ForEach @(
        @{ Parameter = @{ Email = 'a@example.com'; EmailVerified = $true; VerifyEmail = $false }; Body = '{"connection":"c","email":"a@example.com","email_verified":true,"verify_email":false}' }
        @{ Parameter = @{ PhoneNumber = '+15550177'; PhoneVerified = $true }; Body = '{"connection":"c","phone_number":"+15550177","phone_verified":true}' }
        @{ Parameter = @{ Username = 'ada'; UserId = 'ada-1'; Blocked = $true }; Body = '{"connection":"c","username":"ada","user_id":"ada-1","blocked":true}' }
        @{ Parameter = @{ Name = 'Ada L.'; GivenName = 'Ada'; FamilyName = 'Lovelace'; Nickname = 'al' }; Body = '{"connection":"c","name":"Ada L.","given_name":"Ada","family_name":"Lovelace","nickname":"al"}' }
        @{ Parameter = @{ Picture = 'https://p/'; UserMetadata = @{ theme = 'dark' }; AppMetadata = @{ plan = 1 } }; Body = '{"connection":"c","picture":"https://p/","user_metadata":{"theme":"dark"},"app_metadata":{"plan":1}}' }
        @{ Parameter = @{ Email = 'a@example.com'; Property = @{ brand_new = 1 } }; Body = '{"connection":"c","email":"a@example.com","brand_new":1}' }
    ) {
        $tenant.AddFault(@{ Path = '/api/v2/users'; StatusCode = 201; Body = '{"user_id":"auth0|1"}' })
        (New-Auth0User c @Parameter).UserId | Should -Be 'auth0|1'

        $request = Get-Change $tenant
        "$($request.Method) $($request.Path)" | Should -Be 'POST /api/v2/users'
        $request.ReadBody() | ConvertFrom-Json | ConvertTo-Json -Compress | Should -Be $Body
    }

    It 'gives the user, who signs in with the password' {
        $user = New-Auth0User $database zoe@example.com -Password $password -EmailVerified

        $user | Should -BeOfType [Auth0User]
        $user.UserId | Should -BeLike 'auth0|*'
        $user.EmailVerified | Should -BeTrue
        $portal = Get-ApplicationParameter $tenant 'Web Portal'
        $session = Connect-Auth0 @portal -Name portal
        (Get-Auth0Token -Session $session -GrantType Password -Credential ([pscredential]::new('zoe@example.com', $password)) -Scope openid).Subject | Should -Be $user.UserId
        $session | Disconnect-Auth0
        Connect-Auth0 @connection | Out-Null
    }

    It 'takes the rows of a table, without their empty columns' {
        $users = "email,given_name,family_name`nwim@example.com,Wim,Wouters`nvera@example.com,Vera," | ConvertFrom-Csv | New-Auth0User $database -Password $password

        $users.Email | Should -Be 'wim@example.com', 'vera@example.com'
        $users.FamilyName | Should -Be 'Wouters', $null
        $bodies = (Get-Change $tenant).ReadBody() | ConvertFrom-Json
        $bodies[1].psobject.Properties.Name | Should -Be 'connection', 'email', 'given_name', 'password'
    }

    It 'copies a user of another connection, with an id of its own' {
        $copy = [pscustomobject]@{ UserId = 'auth0|x'; Email = 'copy@example.com'; Username = $null; GivenName = 'Co' } | New-Auth0User $database -Password $password

        $copy.UserId | Should -Not -Be 'auth0|x'
        (Get-Change $tenant).ReadBody() | Should -Not -Match '"user_?(id|name)"'
    }

    It 'reports one that there already is, and creates the others' {
        $rows = 'alice@example.com', 'new@example.com' | ForEach-Object { [pscustomobject]@{ Email = $_ } }
        ($rows | New-Auth0User $database -Password $password -ErrorAction SilentlyContinue -ErrorVariable failures).Email | Should -Be 'new@example.com'

        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -Be 'Conflict,Auth0Flows.PowerShell.NewAuth0UserCommand'
        $failures[0].TargetObject.email | Should -Be 'alice@example.com' -Because 'it is the user that is in the way'
    }

    It 'shows the password nowhere' {
        $shown = Get-Shown { New-Auth0User $database yan@example.com -Password (ConvertTo-SecureString 'Canary-in-the-mine-7' -AsPlainText) }

        $shown | Should -BeLike '*POST*yan@example.com*'
        $shown.Contains('Canary') | Should -BeFalse
        Get-WhatIf $tenant "New-Auth0User $database una@example.com -Password (ConvertTo-SecureString 'Canary-in-the-mine-7' -AsPlainText) -WhatIf" |
            Should -Match '(?s)POST http\S*/api/v2/users\s.*email: una@example.com.*password: \*{8}'
        { Get-Auth0User -Email una@example.com -ErrorAction Stop } | Should -Throw
    }
}

Describe 'Block-Auth0User and Unblock-Auth0User' {
    BeforeAll {
        $users = 'alice', 'dave' | ForEach-Object { $tenant.GetUser($_) }
    }

    BeforeEach { $tenant.ClearRequests() }

    It 'block, and let in again' {
        $users | Block-Auth0User | Should -BeNullOrEmpty
        (Get-Change $tenant).ReadBody() | Should -Be '{"blocked":true}', '{"blocked":true}'
        $users.IsBlocked | Should -Be $true, $true

        ($users | Unblock-Auth0User -PassThru).Blocked | Should -Not -Contain $true
        (Get-Change $tenant).ReadBody() | Select-Object -Last 1 | Should -Be '{"blocked":false}'
        $users.IsBlocked | Should -Be $false, $false
    }

    It 'report one that is not there, and go on' {
        $given = Block-Auth0User $users[0].UserId, 'auth0|nobody', $users[1].UserId -PassThru -ErrorAction SilentlyContinue -ErrorVariable failures

        $given.UserId | Should -Be $users.UserId
        $failures.FullyQualifiedErrorId | Should -Be 'NotFound,Auth0Flows.PowerShell.BlockAuth0UserCommand'
        $failures.TargetObject | Should -Be 'auth0|nobody'
        $users | Unblock-Auth0User
    }

    It 'show the change with -WhatIf, and send none' {
        Get-WhatIf $tenant "Block-Auth0User '$($users[0].UserId)' -WhatIf" | Should -Match '(?m)^What if: PATCH http[^\n]*\n    blocked: \S+ → true$'
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'ask only if that is preferred' {
        (Invoke-WithPerson $tenant "Block-Auth0User '$($users[0].UserId)'").Questions | Should -BeNullOrEmpty
        $users[0].IsBlocked | Should -BeTrue
        (Invoke-WithPerson $tenant "`$ConfirmPreference = 'Medium'; Unblock-Auth0User '$($users[0].UserId)'" 2).Questions | Should -Not -BeNullOrEmpty
        $users[0].IsBlocked | Should -BeTrue
        $users | Unblock-Auth0User
    }
}
