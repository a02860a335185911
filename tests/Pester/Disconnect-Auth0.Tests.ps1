BeforeAll {
    . $PSScriptRoot/Common.ps1
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
        "$(Get-Failure { Disconnect-Auth0 nobody })" | Should -BeLike "*There is no session named 'nobody'.*"
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
