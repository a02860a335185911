BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $portal = $tenant.GetApplication('Web Portal')
    $alice = $tenant.GetUser('alice')
    $credential = Get-UserCredential $alice
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Revoke-Auth0Token' {
    BeforeEach {
        $connection = Get-ApplicationParameter $tenant 'Web Portal'
        $session = Connect-Auth0 @connection -Audience $Orders
        $token = Get-Auth0Token -GrantType Password -Credential $credential -Scope offline_access
        $refreshToken = Get-PlainText $token.RefreshToken
        $tenant.ClearRequests()
    }

    AfterEach { . Disconnect-Tenant }

    It 'revokes the refresh token of a token from the pipeline, and gives nothing' {
        $token | Revoke-Auth0Token | Should -BeNullOrEmpty
        $request = $tenant.Requests[0]

        "$request" | Should -Be 'POST /oauth/revoke 200'
        $request.Headers['Content-Type'] | Should -BeLike 'application/x-www-form-urlencoded*'
        $request.Form.Keys | Sort-Object | Should -Be 'client_id', 'client_secret', 'token'
        $request.Form['token'] | Should -BeExactly $refreshToken
        $request.Query | Should -BeNullOrEmpty
        $token.RefreshToken | Should -BeNullOrEmpty
        $session.Tokens | Should -BeNullOrEmpty
    }

    It 'ends what came of the login: the tenant takes the refresh token no more' {
        Revoke-Auth0Token $token
        $form = @{ grant_type = 'refresh_token'; client_id = $portal.ClientId; client_secret = Get-PlainText $portal.ClientSecret; refresh_token = $refreshToken }

        (Invoke-RestMethod "$($tenant.Domain)/oauth/token" -Method Post -Body $form -SkipHttpErrorCheck).error | Should -Be 'invalid_grant'
        (Get-Failure { $token | Update-Auth0Token }).FullyQualifiedErrorId | Should -BeLike 'InvalidRefreshToken,*'
    }

    It 'leaves the access token, which lives until it ends' {
        $token | Revoke-Auth0Token

        ($token | Invoke-Auth0Api -Uri "$($tenant.Domain)/echo/orders").subject | Should -Be $alice.UserId
    }

    It 'revokes the newest of a family, whichever token is given' {
        $connection = Get-ApplicationParameter $tenant 'Mobile for iOS'
        Connect-Auth0 @connection -Audience $Orders | Out-Null
        $first = Get-Auth0Token -Credential $credential -Scope offline_access
        $newest = Get-PlainText ($first | Update-Auth0Token).RefreshToken
        $tenant.ClearRequests()
        $first | Revoke-Auth0Token

        $tenant.Requests[0].Form['token'] | Should -BeExactly $newest
        $tenant.Requests[0].Form.Keys | Should -Not -Contain 'client_secret'
    }

    It 'revokes one that was kept elsewhere' {
        $vault = ConvertTo-SecureString $refreshToken -AsPlainText
        Revoke-Auth0Token -RefreshToken $vault

        $tenant.Requests[0].Form['token'] | Should -BeExactly $refreshToken
        $session.Tokens | Should -BeNullOrEmpty
    }

    It 'says nothing of one that is dead already' {
        Revoke-Auth0Token -RefreshToken (ConvertTo-SecureString 'v1.nobody-knows' -AsPlainText) -ErrorAction Stop

        $tenant.Requests[0].StatusCode | Should -Be 200
    }

    It 'revokes all that a session holds, piped' {
        Get-Auth0Token -Credential (Get-UserCredential $tenant.GetUser('grace')) -Realm employees -Scope offline_access | Out-Null
        $session.Tokens | Where-Object RefreshToken | Revoke-Auth0Token

        $tenant.CountRequests('POST', '/oauth/revoke') | Should -Be 2
        $session.Tokens | Should -BeNullOrEmpty
    }

    It 'does nothing with -WhatIf' {
        $token | Revoke-Auth0Token -WhatIf

        $tenant.CountRequests() | Should -Be 0
        $session.Tokens | Should -Be $token
    }

    It 'says of a token without one: MissingRefreshToken, and goes on with the next' {
        $without = Get-Auth0Token -Credential $credential
        $tenant.ClearRequests()
        $without, $token | Revoke-Auth0Token -ErrorAction SilentlyContinue -ErrorVariable failures

        $failures.FullyQualifiedErrorId | Should -Be 'MissingRefreshToken,Auth0Flows.PowerShell.RevokeAuth0TokenCommand'
        $failures.TargetObject | Should -Be $without
        $tenant.CountRequests('POST', '/oauth/revoke') | Should -Be 1
    }

    It 'says of a token of another application: ClientMismatch' {
        $connection = Get-ApplicationParameter $tenant 'Mobile for iOS'
        Connect-Auth0 @connection | Out-Null

        (Get-Failure { $token | Revoke-Auth0Token }).FullyQualifiedErrorId | Should -BeLike 'ClientMismatch,*'
        $tenant.CountRequests() | Should -Be 0
    }

    It 'keeps what the tenant did not revoke: <Id>' -ForEach @(
        @{ Id = 'ServerError'; Fault = @{ StatusCode = 500 } }
        @{ Id = 'ConnectionFailed'; Fault = @{ Kind = 'Reset' } }
        @{ Id = 'InvalidClient'; Fault = @{ StatusCode = 401; Body = '{"error":"invalid_client","error_description":"Unauthorized"}' } }
    ) {
        $tenant.AddFault(@{ Path = '/oauth/revoke' } + $Fault)
        $failure = Get-Failure { $token | Revoke-Auth0Token }

        $failure.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        "$($failure.Exception)$($failure | Format-List * -Force | Out-String -Width 1000)".Contains($refreshToken) | Should -BeFalse
        $session.Tokens | Should -Be $token
        ($token | Update-Auth0Token).Subject | Should -Be $alice.UserId
    }

    It 'refuses a refresh token in plain text, and does not repeat it' {
        $Error.Clear()
        $shown = Get-Shown { Revoke-Auth0Token -RefreshToken $refreshToken }

        "$($Error[0])" | Should -BeLike '*SecureString*'
        $shown.Contains($refreshToken) | Should -BeFalse
    }
}
