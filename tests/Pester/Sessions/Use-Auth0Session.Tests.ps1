BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Profiles.ps1
    $tenant = Start-Auth0LocalTenant
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Use-Auth0Session' {
    BeforeEach {
        . Start-ProfileTest
        $first = Connect-Auth0 @connection -Name first
        $second = Connect-Auth0 @connection -Name second
    }

    AfterEach { . Stop-ProfileTest }

    It 'makes a session the current one, by its name, as an object, or piped' {
        (Use-Auth0Session first).Name | Should -Be first
        (Get-Auth0Session).Name | Should -Be first
        $null = Use-Auth0Session $second
        (Get-Auth0Session).Name | Should -Be second
        $null = $first | Use-Auth0Session
        (Get-Auth0Session).Name | Should -Be first
    }

    It 'connects with a profile' {
        $null = Connect-Auth0 @connection -SaveAs acme-prod
        Disconnect-Auth0
        $env:AUTH0_CLIENT_SECRET = $secret

        (Use-Auth0Session acme-prod).Profile | Should -Be acme-prod
        (Get-Auth0Session).Profile | Should -Be acme-prod
    }

    It 'refuses a session that is closed, and a name that there is not' {
        $first | Disconnect-Auth0

        (Get-Failure { Use-Auth0Session $first }).FullyQualifiedErrorId | Should -Be 'SessionClosed,Auth0Flows.PowerShell.UseAuth0SessionCommand'
        "$(Get-Failure { Use-Auth0Session nope })" | Should -BeLike "*no session and no profile named 'nope'*"
        (Get-Auth0Session).Name | Should -Be second
    }
}
