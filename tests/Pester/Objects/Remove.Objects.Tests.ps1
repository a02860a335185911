BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Changes.ps1
    $tenant = Start-Auth0LocalTenant -ClientCount 5
    $connection = Get-ConnectParameter $tenant
    Connect-Auth0 @connection | Out-Null
}

AfterAll {
    Get-Auth0Session -ListAvailable | Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'Remove- cmdlets' {
    It 'do not take the name of another thing for an id: <Name>' -ForEach @(
        @{ Name = 'a user is no application'; Command = { Get-Auth0User -First 1 | Remove-Auth0Client -Force -ErrorAction SilentlyContinue -ErrorVariable script:failures } }
        @{ Name = 'an application is no grant'; Command = { Get-Auth0Client -First 1 | Remove-Auth0ClientGrant -Force -ErrorAction SilentlyContinue -ErrorVariable script:failures } }
        @{ Name = 'a role is no user'; Command = { Get-Auth0Role -First 1 | Remove-Auth0User -Force -ErrorAction SilentlyContinue -ErrorVariable script:failures } }
        @{ Name = 'a custom object is none'; Command = { [pscustomobject]@{ x = 1 } | Remove-Auth0User -Force -ErrorAction SilentlyContinue -ErrorVariable script:failures } }
        @{ Name = 'a number is none'; Command = { 42 | Remove-Auth0User -Force -ErrorAction SilentlyContinue -ErrorVariable script:failures } }
    ) {
        $tenant.ClearRequests()

        & $Command

        $failures | Should -HaveCount 1
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'take texts and objects that name one: <Name>' -ForEach @(
        @{ Name = 'a text'; Command = { 'x1' | Remove-Auth0Client -WhatIf -ErrorVariable script:failures } }
        @{ Name = 'several'; Command = { Remove-Auth0Client x1, x2 -WhatIf -ErrorVariable script:failures } }
        @{ Name = 'an application'; Command = { Get-Auth0Client -First 1 | Remove-Auth0Client -WhatIf -ErrorVariable script:failures } }
        @{ Name = 'a deserialized one'; Command = { Get-Auth0Client -First 1 | ConvertTo-Deserialized | Remove-Auth0Client -WhatIf -ErrorVariable script:failures } }
        @{ Name = 'one with the name that the API gives it'; Command = { [pscustomobject]@{ client_id = 'x1' } | Remove-Auth0Client -WhatIf -ErrorVariable script:failures } }
    ) {
        & $Command

        $failures | Should -BeNullOrEmpty
    }
}
