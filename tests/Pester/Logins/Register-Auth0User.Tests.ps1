BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $database = 'Username-Password-Authentication'
    $password = ConvertTo-SecureString 'CANARY-secret-7!' -AsPlainText
    function Get-Body { $tenant.Requests[-1].ReadBody() | ConvertFrom-Json -AsHashtable }
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Register-Auth0User' {
    BeforeEach { . Connect-Portal }

    AfterEach { . Disconnect-Tenant }

    It 'signs the user up, who can sign in then' {
        $user = Register-Auth0User $database ann@example.com -Password $password -GivenName Ann -UserMetadata @{ plan = 'gold' }

        "$($tenant.Requests[-1])" | Should -Be 'POST /dbconnections/signup 200'
        (Get-Body).Keys | Sort-Object | Should -Be 'client_id', 'connection', 'email', 'given_name', 'password', 'user_metadata'
        (Get-Body).password | Should -BeExactly (Get-PlainText $password)
        (Get-Body).client_id | Should -Be $connection.ClientId
        $tenant.Requests[-1].Headers['Authorization'] | Should -BeNullOrEmpty -Because 'a sign-up needs no secret'
        $user.GetType().Name | Should -Be 'Auth0User'
        $user.UserId | Should -Be $tenant.GetUser('ann@example.com').UserId
        $user.EmailVerified | Should -BeFalse
        $user.UserMetadata.plan | Should -Be 'gold'
        (Get-Auth0Token -GrantType Password -Credential ([pscredential]::new('ann@example.com', $password)) -Scope openid).Subject | Should -Be $user.UserId
    }

    It 'takes a table from the pipeline, and goes on after an error' {
        $rows = "Connection,Email,Name`n$database,p1@example.com,`n$database,alice@example.com,`n$database,p2@example.com,Pat" | ConvertFrom-Csv
        $users = $rows | Register-Auth0User -Password $password -ErrorAction SilentlyContinue -ErrorVariable failures

        $users.Email | Should -Be 'p1@example.com', 'p2@example.com'
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'InvalidSignup,*'
        $failures[0].TargetObject | Should -Be 'alice@example.com'
        (Get-Body).Keys | Should -Not -Contain 'nickname'
        (Get-Body).name | Should -Be 'Pat'
    }

    It 'sends nothing with -WhatIf' {
        Register-Auth0User $database ann2@example.com -Password $password -WhatIf | Should -BeNullOrEmpty
        $tenant.CountRequests() | Should -Be 0
    }

    It 'says of <Name>: <Id>' -ForEach @(
        @{ Name = 'a weak password'; Id = 'PasswordTooWeak'; Category = 'InvalidArgument'; Words = '*At least 8 characters*'; Advice = '*rules*'; Call = { Register-Auth0User $database x@example.com -Password (ConvertTo-SecureString canary -AsPlainText) } }
        @{ Name = 'a user who is there'; Id = 'InvalidSignup'; Category = 'InvalidOperation'; Words = '*Invalid sign up*'; Advice = '*exists already*'; Call = { Register-Auth0User $database alice@example.com -Password $password } }
        @{ Name = 'no such connection'; Id = 'UnknownRealm'; Category = 'InvalidArgument'; Words = '*'; Advice = '*-Connection*'; Call = { Register-Auth0User nowhere x@example.com -Password $password } }
        @{ Name = 'no name at all'; Id = 'MissingParameter'; Category = 'InvalidArgument'; Words = '*e-mail address, a user name or a phone number*'; Advice = '*'; Call = { Register-Auth0User $database -Password $password } }
        @{ Name = 'a user who is there, where the tenant says so'; Id = 'UserExists'; Category = 'ResourceExists'; Words = '*already exists*'; Advice = '*Request-Auth0PasswordReset*'
            Call = { $tenant.AddFault(@{ Path = '/dbconnections/signup'; StatusCode = 400; Body = '{"code":"user_exists","description":"The user already exists."}' }); Register-Auth0User $database x@example.com -Password $password } }
        @{ Name = 'closed sign-ups'; Id = 'SignupDisabled'; Category = 'PermissionDenied'; Words = '*disabled*'; Advice = '*New-Auth0User*'
            Call = { $tenant.AddFault(@{ Path = '/dbconnections/signup'; StatusCode = 400; Body = '{"code":"public_signup_disabled","description":"Public signup is disabled"}' }); Register-Auth0User $database x@example.com -Password $password } }
    ) {
        $failure = Get-Failure $Call

        $failure.FullyQualifiedErrorId | Should -Be "$Id,Auth0Flows.PowerShell.RegisterAuth0UserCommand"
        $failure.CategoryInfo.Category | Should -Be $Category
        "$failure" | Should -BeLike $Words
        $failure.ErrorDetails.RecommendedAction | Should -BeLike $Advice
        "$failure $($failure.Exception)" | Should -Not -BeLike '*canary*'
    }

    It 'shows the password nowhere' {
        $shown = Get-Shown {
            Register-Auth0User $database ann3@example.com -Password $password -Verbose -Debug
            Register-Auth0User $database ann3@example.com -Password $password -Verbose -Debug
            Register-Auth0User $database ann4@example.com -Password $password -WhatIf
        }

        $shown | Should -BeLike '*answered 200 in*'
        $shown | Should -BeLike '*InvalidSignup*'
        $shown | Should -Not -BeLike '*CANARY*'
    }

    It 'takes no password as text' {
        $failure = Get-Failure { Register-Auth0User $database x@example.com -Password s3cret }
        "$failure $($failure.Exception)" | Should -Not -BeLike '*s3cret*'
    }
}

Describe 'Request-Auth0PasswordReset' {
    BeforeEach { . Connect-Portal }

    AfterEach { . Disconnect-Tenant }

    It 'lets the tenant send an e-mail, and says so if asked' {
        Get-Failure { Request-Auth0PasswordReset alice@example.com $database -Organization org_x } | Out-Null
        "$($tenant.Requests[-1])" | Should -Be 'POST /dbconnections/change_password 400' -Because 'there is no such organization'
        $said = Request-Auth0PasswordReset alice@example.com $database -Verbose 4>&1

        "$($tenant.Requests[-1])" | Should -Be 'POST /dbconnections/change_password 200'
        (Get-Body).Keys | Sort-Object | Should -Be 'client_id', 'connection', 'email'
        "$said" | Should -BeLike "*We've just sent you an email to reset your password.*"
        $tenant.LastMessageTo('alice@example.com') | Should -BeLike '*/u/reset-verify?ticket=*'
        Request-Auth0PasswordReset alice@example.com $database | Should -BeNullOrEmpty
    }

    It 'takes users from the pipeline, and doesn''t say who is there' {
        'alice@example.com', 'nobody@example.com' | ForEach-Object { [pscustomobject]@{ Email = $_; Connection = $database } } | Request-Auth0PasswordReset

        $tenant.CountRequests('POST', '/dbconnections/change_password') | Should -Be 2
        $tenant.LastMessageTo('nobody@example.com') | Should -BeNullOrEmpty
    }

    It 'sends nothing with -WhatIf, and says of an unknown connection: UnknownRealm' {
        Request-Auth0PasswordReset alice@example.com $database -WhatIf
        $tenant.CountRequests() | Should -Be 0
        (Get-Failure { Request-Auth0PasswordReset alice@example.com nowhere }).FullyQualifiedErrorId | Should -BeLike 'UnknownRealm,*'
    }
}
