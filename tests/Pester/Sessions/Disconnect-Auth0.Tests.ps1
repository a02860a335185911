BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Disconnect-Auth0' {
    BeforeEach {
        $connection = Get-ConnectParameter $tenant
        $first = Connect-Auth0 @connection -Name first
        $second = Connect-Auth0 @connection -Name second
        $tenant.ClearRequests()
    }

    AfterEach { Get-Auth0Session -ListAvailable | Disconnect-Auth0 }

    It 'closes the current session, and gives nothing' {
        Disconnect-Auth0 | Should -BeNullOrEmpty

        $second.IsClosed | Should -BeTrue
        $first.IsClosed | Should -BeFalse
        Invoke-WithEnvironment @{} { Get-Auth0Session } | Should -BeNullOrEmpty
        Get-Auth0Session -ListAvailable | Should -Be $first
    }

    It 'closes the one that is named, or given' {
        Disconnect-Auth0 first
        $first.IsClosed | Should -BeTrue
        Get-Auth0Session | Should -Be $second

        Disconnect-Auth0 -Session $second
        $second.IsClosed | Should -BeTrue
    }

    It 'closes all that are piped in' {
        Get-Auth0Session -ListAvailable | Disconnect-Auth0

        $first.IsClosed, $second.IsClosed | Should -Be $true, $true
        Get-Auth0Session -ListAvailable | Should -BeNullOrEmpty
    }

    It 'says that a name is nobody''s' {
        "$(Get-Failure { Disconnect-Auth0 nobody })" | Should -BeLike "*There is no session and no profile named 'nobody'.*"
    }

    It 'does nothing where there is no session, or it is closed already' {
        $second | Disconnect-Auth0
        $second | Disconnect-Auth0 -ErrorAction Stop
        Disconnect-Auth0 first
        Invoke-WithEnvironment @{} { Disconnect-Auth0 -ErrorAction Stop }

        Get-Auth0Session -ListAvailable | Should -BeNullOrEmpty
    }

    It 'throws the tokens away with the last session of the application' {
        Get-Auth0Token $Orders | Out-Null
        Disconnect-Auth0
        Get-Auth0Token $Orders -Session first | Out-Null
        $tenant.CountRequests('POST', '/oauth/token') | Should -Be 1

        Disconnect-Auth0 first
        $first.Tokens | Should -BeNullOrEmpty
        Connect-Auth0 @connection | Out-Null
        Get-Auth0Token $Orders | Out-Null
        $tenant.CountRequests('POST', '/oauth/token') | Should -Be 2
    }

    It 'leaves all as it is with -WhatIf' {
        Get-Auth0Session -ListAvailable | Disconnect-Auth0 -WhatIf

        $first.IsClosed, $second.IsClosed | Should -Be $false, $false
        Get-Auth0Session | Should -Be $second
    }
}

Describe 'Disconnect-Auth0 -Revoke' {
    BeforeEach {
        $connection = Get-ApplicationParameter $tenant 'Web Portal'
        $session = Connect-Auth0 @connection -Audience $Orders
        $tokens = @(
            Get-Auth0Token -Credential (Get-UserCredential $tenant.GetUser('alice')) -Scope offline_access
            Get-Auth0Token -Credential (Get-UserCredential $tenant.GetUser('grace')) -Realm employees -Scope offline_access
        )
        Get-Auth0Token -Credential (Get-UserCredential $tenant.GetUser('alice')) -Scope read:orders | Out-Null # which there is nothing to revoke of
        $refreshTokens = $tokens.ForEach({ Get-PlainText $_.RefreshToken })
        $tenant.ClearRequests()
    }

    AfterEach {
        $tenant.ClearFaults()
        @(Get-Auth0Session -ListAvailable) + $session | Disconnect-Auth0
    }

    It 'revokes the refresh tokens of all users first' {
        Disconnect-Auth0 -Revoke | Should -BeNullOrEmpty

        $tenant.Requests.ForEach({ "$_" }) | Should -Be 'POST /oauth/revoke 200', 'POST /oauth/revoke 200'
        $tenant.Requests.ForEach({ $_.Form['token'] }) | Should -Be $refreshTokens
        $session.IsClosed | Should -BeTrue
        $tokens | Where-Object RefreshToken | Should -BeNullOrEmpty
    }

    It 'revokes nothing without it, and nothing for -WhatIf' {
        Disconnect-Auth0 -Revoke -WhatIf
        $session.IsClosed | Should -BeFalse
        Disconnect-Auth0

        $session.IsClosed | Should -BeTrue
        $tenant.CountRequests() | Should -Be 0
    }

    It 'leaves the session where the tenant fails, and does the rest the next time' {
        $tenant.AddFault(@{ Path = '/oauth/revoke'; StatusCode = 500; Skip = 1 })
        $failure = Get-Failure { Disconnect-Auth0 -Revoke }

        $failure.FullyQualifiedErrorId | Should -Be 'ServerError,Auth0Flows.PowerShell.DisconnectAuth0Command'
        $session.IsClosed | Should -BeFalse
        $session.Tokens | Where-Object RefreshToken | Should -HaveCount 1

        Disconnect-Auth0 -Revoke
        $session.IsClosed | Should -BeTrue
        $tenant.Requests.ForEach({ $_.Form['token'] }) | Should -Be ($refreshTokens + $refreshTokens[1])
    }

    It 'takes sessions from the pipeline, closed ones too' {
        $session | Disconnect-Auth0
        $session | Disconnect-Auth0 -Revoke -ErrorAction Stop

        $tenant.CountRequests() | Should -Be 0
    }
}
