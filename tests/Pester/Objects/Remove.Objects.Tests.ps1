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

Describe 'An id' {
    It 'is no blank and no wildcard: <Id> of <Noun>' -ForEach @(
        foreach ($id in '*', ' ', '**', '?', "`t") { foreach ($noun in 'Client', 'User', 'Role', 'Connection', 'Organization') { @{ Id = $id; Noun = $noun } } }
    ) {
        $tenant.ClearRequests()
        foreach ($call in { & "Remove-Auth0$Noun" $Id -Force }, { & "Remove-Auth0$Noun" x1, $Id -Force }, { $Id | & "Remove-Auth0$Noun" -Force }) {
            (Get-Failure $call).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
        }
        Get-Call $tenant | Should -BeNullOrEmpty
    }
}

# RoleId is a property of a permission, too: the type of what is piped decides, not a name.
Describe 'Objects of another type' {
    BeforeAll {
        # As a job or a file gives them, with a value for each name that could be an id.
        function New-Typed([string] $Type, [string] $Prefix = 'Deserialized.') {
            $ids = @{}
            foreach ($name in 'Id', 'UserId', 'ClientId', 'RoleId', 'ConnectionId', 'OrganizationId', 'ActionId', 'EventStreamId', 'Name', 'Identifier') { $ids.$name = 'x1' }
            $typed = [pscustomobject] $ids
            $typed.PSObject.TypeNames.Insert(0, "${Prefix}Auth0Flows.$Type")
            $typed
        }
    }

    It 'are not removed by a name that they have: <From> | <To>' -ForEach @(
        @{ From = 'Get-Auth0Role editor | Get-Auth0RolePermission'; To = 'Remove-Auth0Role' }
        @{ From = 'Get-Auth0ClientGrant'; To = 'Remove-Auth0Client' }
        @{ From = 'Get-Auth0Session'; To = 'Remove-Auth0Client' }
        @{ From = 'Get-Auth0Token $tenant.ManagementAudience'; To = 'Remove-Auth0Client' }
    ) {
        $tenant.ClearRequests()
        $objects = @(& ([scriptblock]::Create($From)))
        $objects | Should -Not -BeNullOrEmpty

        $objects | & $To -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failures

        $failures | Should -HaveCount $objects.Count
        $failures.FullyQualifiedErrorId | Should -Match '^(WrongInputObject|InputObjectNotBound|AmbiguousParameterSet|ParameterArgumentValidationError),'
        @($failures.FullyQualifiedErrorId) -like 'WrongInputObject,*' | Should -Not -BeNullOrEmpty
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'are not removed out of a job or a file, either: <Type> | Remove-<Noun>' -ForEach @(
        foreach ($type in 'Auth0UserSession', 'Auth0UserDevice', 'Auth0UserGrant', 'Auth0UserRefreshToken', 'Auth0Log') { @{ Type = $type; Noun = 'Auth0User' } }
        foreach ($noun in 'Auth0Organization', 'Auth0Connection', 'Auth0Client') { @{ Type = 'Auth0OrganizationInvitation'; Noun = $noun } }
        foreach ($type in 'Auth0OrganizationConnection', 'Auth0Job', 'Auth0ScimConfiguration') { @{ Type = $type; Noun = 'Auth0Connection' } }
        foreach ($type in 'Auth0TokenExchangeProfile', 'Auth0ActionVersion', 'Auth0ActionBinding') { @{ Type = $type; Noun = 'Auth0Action' } }
        @{ Type = 'Auth0EventDelivery'; Noun = 'Auth0EventStream' }
        @{ Type = 'Auth0ResourceServer'; Noun = 'Auth0Client' }
        @{ Type = 'Auth0Action'; Noun = 'Auth0Profile' }
        @{ Type = 'Auth0Action'; Noun = 'Auth0ClientGrant' }
    ) {
        $tenant.ClearRequests()
        foreach ($prefix in 'Deserialized.', 'Selected.', '') {
            $failure = Get-Failure { New-Typed $Type $prefix | & "Remove-$Noun" -Confirm:$false }
            $failure.FullyQualifiedErrorId | Should -BeLike 'WrongInputObject,*'
            "$failure" | Should -BeLike "Remove-$Noun does not take an object of the type $Type, *"
        }
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'are removed by their ids as text, and those of the own type, wherever they are from' {
        $tenant.ClearRequests()
        Get-Auth0ClientGrant | Select-Object -First 1 | ForEach-Object ClientId | Remove-Auth0Client -WhatIf -ErrorVariable failures
        foreach ($prefix in 'Deserialized.', 'Selected.', '') { New-Typed Auth0Role $prefix | Remove-Auth0Role -WhatIf -ErrorVariable +failures }
        New-Typed Auth0OrganizationMember | Remove-Auth0User -WhatIf -ErrorVariable +failures
        [pscustomobject]@{ role_id = 'x1' } | Remove-Auth0Role -WhatIf -ErrorVariable +failures
        $failures | Should -BeNullOrEmpty
    }

    It 'without its own id is not everything of its user: <Noun>, <From>' -ForEach @(
        foreach ($noun in 'Auth0UserSession', 'Auth0UserGrant', 'Auth0UserRefreshToken', 'Auth0UserBlock') {
            @{ Noun = $noun; From = 'Select-Object'; Object = { New-Typed $Noun '' | Select-Object UserId } }
            @{ Noun = $noun; From = 'a file'; Object = { [pscustomobject]@{ UserId = 'auth0|1'; CreatedAt = '2026-01-01' } } }
            @{ Noun = $noun; From = 'the API'; Object = { [pscustomobject]@{ user_id = 'auth0|1'; created_at = '2026-01-01' } } }
        }
    ) {
        $tenant.ClearRequests()
        $failure = Get-Failure { & $Object | & "Remove-$Noun" -Confirm:$false }
        $failure.FullyQualifiedErrorId | Should -BeLike 'WrongInputObject,*'
        "$failure" | Should -BeLike "*pipe the user, or the user's id as text."
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'but a user, a member and an id are everything of the user: <_>' -ForEach 'Auth0UserSession', 'Auth0UserGrant', 'Auth0UserRefreshToken' {
        $name = "Remove-$_"
        $typed = foreach ($type in 'Auth0User', 'Auth0OrganizationMember') {
            $user = New-Typed $type
            'Id', 'Identifier' | ForEach-Object { $user.PSObject.Properties.Remove($_) }
            $user
        }
        foreach ($user in @('auth0|1') + $typed + @((Get-Auth0User -First 1), (Get-Auth0User -First 1 | Select-Object UserId, Email), $tenant.GetUser('alice'))) {
            $user | & $name -WhatIf -ErrorVariable failures
            $failures | Should -BeNullOrEmpty
        }
    }
}
