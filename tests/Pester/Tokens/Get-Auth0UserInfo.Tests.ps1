BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $alice = $tenant.GetUser('alice')
    $credential = Get-UserCredential $alice
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Get-Auth0UserInfo' {
    BeforeEach {
        $connection = Get-ApplicationParameter $tenant 'Web Portal'
        $session = Connect-Auth0 @connection -Audience $Orders
    }

    AfterEach {
        . Disconnect-Tenant
        $tenant.TokenLifetime = [timespan]'1.00:00:00'
    }

    It 'gives the claims of the user who signed in' {
        $token = Get-Auth0Token -GrantType Password -Credential $credential -Scope openid, profile, email, phone
        $tenant.ClearRequests()
        $user = Get-Auth0UserInfo
        $request = $tenant.Requests[0]

        "$request" | Should -Be 'GET /userinfo 200'
        $request.Headers['Authorization'] | Should -BeExactly "Bearer $(Get-PlainText $token.AccessToken)"
        $request.Query | Should -BeNullOrEmpty
        $user.GetType().Name | Should -Be 'Auth0UserInfo'
        $user.Subject | Should -Be $alice.UserId
        $user.Name | Should -Be 'Alice Adams'
        $user.Nickname | Should -Be 'alice'
        $user.Email | Should -Be 'alice@example.com'
        $user.EmailVerified | Should -BeTrue
        $user.PhoneNumber | Should -Be '+15550100'
        $user.PhoneNumberVerified | Should -BeTrue
        "$user" | Should -Be "Alice Adams ($($alice.UserId))"
    }

    It 'gives claims that have no name of their own here under the tenant''s' {
        Get-Auth0Token -Credential $credential -Scope openid | Out-Null
        $tenant.AddFault(@{ Path = '/userinfo'; StatusCode = 200; Body = '{"sub":"' + $alice.UserId + '","https://example.com/roles":["admin","editor"],"level":7}' })
        $user = Get-Auth0UserInfo

        $user.Subject | Should -Be $alice.UserId
        $user.'https://example.com/roles' | Should -Be 'admin', 'editor'
        $user.level | Should -Be 7
        $user.Name | Should -BeNullOrEmpty
    }

    It 'takes tokens from the pipeline' {
        $grace = $tenant.GetUser('grace')
        $tokens = @(
            Get-Auth0Token -Credential $credential -Scope openid
            Get-Auth0Token -Credential (Get-UserCredential $grace) -Realm employees -Scope openid
        )

        ($tokens | Get-Auth0UserInfo).Email | Should -Be 'alice@example.com', 'grace@example.com'
        (Get-Auth0UserInfo $tokens[0]).Subject | Should -Be $alice.UserId
        (Get-Auth0UserInfo).Subject | Should -Be $grace.UserId -Because 'she signed in last'
    }

    It 'works without an API, whose token is opaque' {
        $connection = Get-ApplicationParameter $tenant 'Mobile for iOS'
        Connect-Auth0 @connection | Out-Null
        Get-Auth0Token -Credential $credential -Scope openid, email | Out-Null

        (Get-Auth0UserInfo).Email | Should -Be 'alice@example.com'
    }

    It 'says of a token without openid: MissingOpenIdScope, what it has, and sends nothing' {
        $token = Get-Auth0Token -Credential $credential -Scope read:orders
        $tenant.ClearRequests()
        $failure = Get-Failure { Get-Auth0UserInfo }

        $failure.FullyQualifiedErrorId | Should -Be 'MissingOpenIdScope,Auth0Flows.PowerShell.GetAuth0UserInfoCommand'
        $failure.CategoryInfo.Category | Should -Be 'PermissionDenied'
        "$failure" | Should -BeLike '*openid*read:orders*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-Scope openid*'
        (Get-Failure { $token | Get-Auth0UserInfo }).FullyQualifiedErrorId | Should -BeLike 'MissingOpenIdScope,*'
        $tenant.CountRequests() | Should -Be 0
    }

    It 'says where nobody has signed in: NotSignedIn' {
        $connection = Get-ConnectParameter $tenant
        Connect-Auth0 @connection | Out-Null
        Get-Auth0Token $Orders | Out-Null
        $failure = Get-Failure { Get-Auth0UserInfo }

        $failure.FullyQualifiedErrorId | Should -BeLike 'NotSignedIn,*'
        $failure.CategoryInfo.Category | Should -Be 'InvalidOperation'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Get-Auth0Token -GrantType Password*'
    }

    It 'says of a token that is over: TokenExpired, and sends nothing' {
        $tenant.TokenLifetime = [timespan]::FromSeconds(1)
        $token = Get-Auth0Token -Credential $credential -Scope openid
        Wait-Until { $token.IsExpired }
        $tenant.ClearRequests()

        (Get-Failure { Get-Auth0UserInfo }).FullyQualifiedErrorId | Should -BeLike 'TokenExpired,*'
        (Get-Failure { $token | Get-Auth0UserInfo }).FullyQualifiedErrorId | Should -BeLike 'TokenExpired,*'
        $tenant.CountRequests() | Should -Be 0
    }

    It 'says of <Name>: <Id>' -ForEach @(
        @{ Name = 'a token that the tenant takes no more'; Id = 'InvalidToken'; Category = 'AuthenticationError'; Spoil = { $tenant.RevokeTokens() } }
        @{ Name = 'a burst of questions'; Id = 'RateLimited'; Category = 'LimitsExceeded'; Spoil = { $tenant.AddFault(@{ Path = '/userinfo'; StatusCode = 429; Headers = @{ 'x-ratelimit-reset' = [System.DateTimeOffset]::Now.AddHours(1).ToUnixTimeSeconds() } }) } }
        @{ Name = 'a failure of the tenant'; Id = 'ServerError'; Category = 'ConnectionError'; Spoil = { $tenant.AddFault(@{ Path = '/userinfo'; StatusCode = 502 }) } }
        @{ Name = 'a page instead of claims'; Id = 'UnexpectedContentType'; Category = 'InvalidData'; Spoil = { $tenant.AddFault(@{ Path = '/userinfo'; StatusCode = 200; ContentType = 'text/html'; Body = '<html>' }) } }
        @{ Name = 'claims of another user'; Id = 'IdTokenSubjectMismatch'; Category = 'SecurityError'; Spoil = { $tenant.AddFault(@{ Path = '/userinfo'; StatusCode = 200; Body = '{"sub":"auth0|mallory"}' }) } }
        @{ Name = 'claims of another form'; Id = 'InvalidJson'; Category = 'InvalidData'; Spoil = { $tenant.AddFault(@{ Path = '/userinfo'; StatusCode = 200; Body = '{"sub":{"no":"text"}}' }) } }
    ) {
        $token = Get-Auth0Token -Credential $credential -Scope openid
        . $Spoil
        $failure = Get-Failure { Get-Auth0UserInfo }

        $failure.FullyQualifiedErrorId | Should -Be "$Id,Auth0Flows.PowerShell.GetAuth0UserInfoCommand"
        $failure.CategoryInfo.Category | Should -Be $Category
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        "$($failure.Exception)$($failure | Format-List * -Force | Out-String -Width 1000)".Contains((Get-PlainText $token.AccessToken)) | Should -BeFalse
    }
}
