BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Changes.ps1
    $tenant = Start-Auth0LocalTenant
    $connection = Get-ConnectParameter $tenant
    Connect-Auth0 @connection | Out-Null
}

AfterAll {
    Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'Objects of the tenant in the pipeline' {
    It 'lead from <From> to <To>' -ForEach @(
        @{ From = 'an organization'; To = 'its members, and the users that they are'; Command = { Get-Auth0Organization acme | Get-Auth0OrganizationMember | Get-Auth0User }; Property = 'Email'; Expected = 'alice@example.com', 'bob@example.com', 'carol@example.com' }
        @{ From = 'a user'; To = 'roles'; Command = { Get-Auth0User -Email bob@example.com | Get-Auth0Role }; Property = 'Name'; Expected = 'editor' }
        @{ From = 'a role'; To = 'users'; Command = { Get-Auth0Role editor | Get-Auth0User }; Property = 'Email'; Expected = 'bob@example.com', 'erin@example.com', 'heidi@example.com' }
        @{ From = 'a role'; To = 'whole users'; Command = { Get-Auth0Role editor | Get-Auth0User | Get-Auth0User | Where-Object Blocked }; Property = 'Email'; Expected = 'bob@example.com' }
        @{ From = 'a user'; To = 'organizations'; Command = { Get-Auth0User -Email dave@example.com | Get-Auth0Organization }; Property = 'Name'; Expected = 'globex' }
        @{ From = 'a member'; To = 'roles'; Command = { Get-Auth0Organization acme | Get-Auth0OrganizationMember -First 1 | Get-Auth0Role }; Property = 'Name'; Expected = 'admin' }
        @{ From = 'an application'; To = 'grants and their APIs'; Command = { Get-Auth0Client Auto* | Get-Auth0ClientGrant -Audience urn:example:reports | Get-Auth0ResourceServer }; Property = 'Identifier'; Expected = 'urn:example:reports' }
        @{ From = 'an API'; To = 'grants and applications'; Command = { Get-Auth0ResourceServer urn:* | Get-Auth0ClientGrant | Get-Auth0Client }; Property = 'Name'; Expected = 'Automation' }
        @{ From = 'a role'; To = 'any path'; Command = { Get-Auth0Role viewer | Invoke-Auth0Api 'roles/{id}' }; Property = 'name'; Expected = 'viewer' }
        @{ From = 'a user'; To = 'any path'; Command = { Get-Auth0User -Email bob@example.com | Invoke-Auth0Api 'users/{user_id}/roles' }; Property = 'name'; Expected = 'editor' }
    ) {
        (& $Command).$Property | Should -Be $Expected
    }

    It 'bind as jobs and files give them: <Name>' -ForEach @(
        @{ Name = 'organization'; Command = { Get-Auth0Organization acme | ConvertTo-Deserialized | Get-Auth0OrganizationMember }; Count = 3 }
        @{ Name = 'member'; Command = { Get-Auth0Organization acme | Get-Auth0OrganizationMember | ConvertTo-Deserialized | Get-Auth0User }; Count = 3 }
        @{ Name = 'user'; Command = { Get-Auth0User -Email bob@example.com | ConvertTo-Deserialized | Get-Auth0Role }; Count = 1 }
        @{ Name = 'user, to change'; Command = { Get-Auth0User -Email bob@example.com | ConvertTo-Deserialized | Set-Auth0User -Blocked -PassThru }; Count = 1 }
        @{ Name = 'role'; Command = { Get-Auth0Role editor | ConvertTo-Deserialized | Get-Auth0User }; Count = 3 }
        @{ Name = 'connection'; Command = { Get-Auth0Connection sms | ConvertTo-Deserialized | Get-Auth0Connection }; Count = 1 }
        @{ Name = 'API'; Command = { Get-Auth0ResourceServer urn:* | ConvertTo-Deserialized | Get-Auth0ClientGrant }; Count = 1 }
        @{ Name = 'API, itself'; Command = { Get-Auth0ResourceServer urn:* | ConvertTo-Deserialized | Get-Auth0ResourceServer }; Count = 1 }
        @{ Name = 'application'; Command = { Get-Auth0Client Automation | ConvertTo-Deserialized | Get-Auth0ClientGrant }; Count = 3 }
        @{ Name = 'grant'; Command = { Get-Auth0ClientGrant | ConvertTo-Deserialized | Get-Auth0ResourceServer }; Count = 3 }
        @{ Name = 'grant, to change'; Command = { Get-Auth0ClientGrant -Audience urn:example:reports | ConvertTo-Deserialized | Set-Auth0ClientGrant -AddScope read:reports -PassThru }; Count = 1 }
    ) {
        $ErrorActionPreference = 'Stop'
        & $Command | Should -HaveCount $Count
    }

    It 'bind in a job' {
        $member = Get-Auth0Organization acme | Get-Auth0OrganizationMember -First 1
        $session = Get-Auth0Session
        $job = Start-ThreadJob { $using:member | Get-Auth0User -Session $using:session } -InitializationScript ([scriptblock]::Create("Import-Module '$ModulePath'"))
        ($job | Receive-Job -Wait -AutoRemoveJob).Email | Should -Be 'alice@example.com'
    }

    It 'are no ids by their names where they have none: <_>' -ForEach @(
        'Get-Auth0Connection sms | Remove-Auth0Client -Force'
        'Get-Auth0Role editor | Remove-Auth0User -Force'
        'Get-Auth0Client web-shop | Remove-Auth0ClientGrant -Force'
        'Get-Auth0Role editor | Get-Auth0Client'
        'Get-Auth0Client web-shop | Get-Auth0User'
    ) {
        $tenant.ClearRequests()

        (Get-Failure ([scriptblock]::Create($_))).FullyQualifiedErrorId | Should -Match '^(InputObjectNotBound|AmbiguousParameterSet),'
        Get-Change $tenant | Should -BeNullOrEmpty
        Get-Call $tenant | Should -HaveCount 1
    }

    It 'are no ids as parameters, either: <_>' -ForEach @(
        'Get-Auth0OrganizationMember $acme'
        'Set-Auth0User @{ user_id = 1 } -Nickname x'
        'Set-Auth0Client 5 -Name x'
        'Set-Auth0ClientGrant $acme -AddScope x'
    ) {
        $acme = Get-Auth0Organization acme
        $failure = Get-Failure ([scriptblock]::Create($_))

        $failure.FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
        "$failure" | Should -BeLike '*Specify an id as text. To use the id of an object, pipe the object.*'
    }

    It 'stop asking when the pipeline has what it wants' {
        $tenant.ClearRequests()
        Get-Auth0Organization | Get-Auth0OrganizationMember | Get-Auth0User | Select-Object -First 1 | Out-Null

        $tenant.CountRequests('GET', '/api/v2/users/*') | Should -Be 1
    }
}
