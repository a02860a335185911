BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Changes.ps1
    $tenant = Start-Auth0LocalTenant -UserCount 120
    $connection = Get-ConnectParameter $tenant
    Connect-Auth0 @connection | Out-Null
    $alice, $bob, $carol = 'alice', 'bob', 'carol' | ForEach-Object { $tenant.GetUser($_) }
    $reports = 'urn:example:reports'

    function Get-Sent { (Get-Change $tenant) | ForEach-Object { "$($_.Method) $($_.Path) $($_.ReadBody())" } }
}

AfterAll {
    Get-Auth0Session -ListAvailable | Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'New-, Set- and Remove-Auth0Role' {
    BeforeEach { $tenant.ClearRequests() }

    It 'create, change and delete' {
        $role = New-Auth0Role clerk 'Files orders'
        $role | Should -BeOfType [Auth0Role]
        $role.Id | Should -BeLike 'rol_*'

        $role | Set-Auth0Role -Name archivist | Should -BeNullOrEmpty
        ($role | Set-Auth0Role -Description 'Keeps orders' -PassThru).Name | Should -Be 'archivist'
        (Get-Auth0Role archivist).Description | Should -Be 'Keeps orders'

        $role | Remove-Auth0Role -Force
        Get-Failure { Get-Auth0Role archivist } | Should -BeLike '*archivist*'
        Get-Sent | Should -Be @(
            'POST /api/v2/roles {"name":"clerk","description":"Files orders"}'
            "PATCH /api/v2/roles/$($role.Id) {`"name`":`"archivist`"}"
            "PATCH /api/v2/roles/$($role.Id) {`"description`":`"Keeps orders`"}"
            "DELETE /api/v2/roles/$($role.Id) ")
    }

    It 'create from objects, with other properties' {
        $tenant.AddFault(@{ Path = '/api/v2/roles'; StatusCode = 200; Body = '{"id":"rol_1"}'; Times = 2 })
        [pscustomobject]@{ Name = 'a'; Description = '' }, [pscustomobject]@{ Name = 'b'; Description = 'B' } | New-Auth0Role -Property @{ type = 'tenant' } | Out-Null

        (Get-Change $tenant).ReadBody() | Should -Be '{"name":"a","type":"tenant"}', '{"name":"b","description":"B","type":"tenant"}'
    }

    It 'say what is missing, and what is there already' {
        (Get-Failure { Get-Auth0Role admin | Set-Auth0Role }).FullyQualifiedErrorId | Should -BeLike 'MissingParameter,*'
        (Get-Failure { Set-Auth0Role rol_nothing -Name x }).FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
        (Get-Failure { New-Auth0Role admin }).FullyQualifiedErrorId | Should -BeLike 'Conflict,*'
    }

    It 'delete only after yes' {
        $role = New-Auth0Role temporary
        (Invoke-WithPerson $tenant "Remove-Auth0Role $($role.Id)" 2).Questions | Should -HaveCount 1
        (Get-Auth0Role temporary).Id | Should -Be $role.Id
        Invoke-WithPerson $tenant "Remove-Auth0Role $($role.Id)" 0
        Get-Auth0Role | Where-Object Name -EQ temporary | Should -BeNullOrEmpty
    }
}

Describe 'Members of roles' {
    BeforeAll {
        $role = New-Auth0Role buyer
        $second = New-Auth0Role seller
    }

    BeforeEach { $tenant.ClearRequests() }

    It 'are listed, each with its role' {
        $members = Get-Auth0Role editor | Get-Auth0RoleMember

        $members | Should -BeOfType [Auth0User]
        $members.Email[0..2] | Should -Be 'bob@example.com', 'erin@example.com', 'heidi@example.com'
        $members.MemberOf | Sort-Object -Unique | Should -Be (Get-Auth0Role editor).Id
        ($members[0] | Get-Auth0User).Email | Should -Be 'bob@example.com'
        ($members[0] | Get-Auth0Role).Name | Should -Contain 'editor'
        (Get-Auth0RoleMember (Get-Auth0Role editor).Id -Skip 1 -First 1).Email | Should -Be 'erin@example.com'
        (Get-Failure { Get-Auth0RoleMember rol_nothing }).TargetObject | Should -Be 'rol_nothing'
    }

    It 'are collected from the pipeline, 50 to a request' {
        $users = Get-Auth0User
        $tenant.ClearRequests()
        $users | Add-Auth0RoleMember -RoleId $role.Id

        Get-Call $tenant | Should -Be (@("POST /api/v2/roles/$($role.Id)/users") * 3)
        (Get-Change $tenant).ForEach{ ($_.ReadBody() | ConvertFrom-Json).users.Count } | Should -Be 50, 50, 20
        Get-Auth0RoleMember $role.Id | Should -HaveCount 120
    }

    It 'get several roles in one request' {
        Add-Auth0RoleMember $role.Id, $second.Id $carol.UserId

        Get-Sent | Should -Be "POST /api/v2/users/$([uri]::EscapeDataString($carol.UserId))/roles {`"roles`":[`"$($role.Id)`",`"$($second.Id)`"]}"
    }

    It 'get the roles of the pipeline' {
        $role, $second | Add-Auth0RoleMember -UserId $alice.UserId

        (Get-Change $tenant).Path | Should -Be "/api/v2/roles/$($role.Id)/users", "/api/v2/roles/$($second.Id)/users"
    }

    It 'that are not there are errors of their own' {
        Add-Auth0RoleMember $second.Id $bob.UserId, 'auth0|nobody', $carol.UserId -ErrorAction SilentlyContinue -ErrorVariable failures

        (Get-Auth0RoleMember $second.Id).Email | Should -Contain 'bob@example.com'
        (Get-Auth0RoleMember $second.Id).Email | Should -Contain 'carol@example.com'
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike '*,Auth0Flows.PowerShell.AddAuth0RoleMemberCommand'
        $failures[0].TargetObject | Should -Be 'auth0|nobody'
    }

    It 'lose a role by being piped' {
        Get-Auth0RoleMember $second.Id | Where-Object Email -NE carol@example.com | Remove-Auth0RoleMember -Force

        (Get-Auth0RoleMember $second.Id).Email | Should -Be 'carol@example.com'
        Get-Sent | Select-Object -First 1 | Should -Match "^DELETE /api/v2/users/auth0%7C\w+/roles \{`"roles`":\[`"$($second.Id)`"\]\}$"
    }

    It 'lose all roles in one request' {
        Get-Auth0Role -UserId $carol.UserId | Remove-Auth0RoleMember -UserId $carol.UserId -Force

        @(Get-Change $tenant) | Should -HaveCount 1
        Get-Auth0Role -UserId $carol.UserId | Should -BeNullOrEmpty
    }

    It 'are asked about before a role is taken, not before it is given' {
        (Invoke-WithPerson $tenant "Add-Auth0RoleMember $($second.Id) '$($carol.UserId)'").Questions | Should -BeNullOrEmpty
        (Invoke-WithPerson $tenant "Remove-Auth0RoleMember $($second.Id) '$($carol.UserId)'" 2).Questions | Should -HaveCount 1
        (Get-Auth0RoleMember $second.Id).UserId | Should -Contain $carol.UserId
        Get-WhatIf $tenant "Add-Auth0RoleMember $($second.Id) '$($alice.UserId)' -WhatIf" | Should -Match "What if: POST http\S*/roles/$($second.Id)/users\s+users: \[`"$([regex]::Escape($alice.UserId))`"\]"
    }
}

Describe 'Permissions' {
    BeforeAll {
        $role = New-Auth0Role auditor
        $copy = New-Auth0Role 'another auditor'
    }

    BeforeEach { $tenant.ClearRequests() }

    It 'are added to a role, listed and removed' {
        $role | Add-Auth0RolePermission -Audience $reports -Permission read:reports, run:reports
        Get-Sent | Should -Be ("POST /api/v2/roles/$($role.Id)/permissions " +
            '{"permissions":[{"resource_server_identifier":"urn:example:reports","permission_name":"read:reports"},{"resource_server_identifier":"urn:example:reports","permission_name":"run:reports"}]}')

        $permissions = Get-Auth0Role auditor | Get-Auth0RolePermission
        $permissions | Should -BeOfType [Auth0Permission]
        $permissions.PermissionName | Sort-Object | Should -Be 'read:reports', 'run:reports'
        $permissions.RoleId | Sort-Object -Unique | Should -Be $role.Id
        "$($permissions[0])" | Should -BeLike 'urn:example:reports: *:reports'

        $permissions | Where-Object PermissionName -Like run:* | Remove-Auth0RolePermission -Force
        ($role | Get-Auth0RolePermission).PermissionName | Should -Be 'read:reports'
    }

    It 'are copied from role to role, in one request' {
        Get-Auth0Role admin | Get-Auth0RolePermission | Add-Auth0RolePermission -RoleId $copy.Id

        @(Get-Change $tenant) | Should -HaveCount 1
        ($copy | Get-Auth0RolePermission).Count | Should -Be (Get-Auth0Role admin | Get-Auth0RolePermission).Count
    }

    It 'of an API that is piped' {
        Get-Auth0ResourceServer $reports | Add-Auth0RolePermission -RoleId $copy.Id -Permission read:reports

        ($copy | Get-Auth0RolePermission).ResourceServerIdentifier | Should -Contain $reports
    }

    It 'that are not there are errors, and the others are added' {
        Add-Auth0RolePermission $role.Id $Orders read:orders, dance:orders, create:orders -ErrorAction SilentlyContinue -ErrorVariable failures

        $failures | Should -HaveCount 1
        "$failures" | Should -BeLike '*dance:orders*'
        $failures[0].TargetObject.permission_name | Should -Be 'dance:orders'
        ($role | Get-Auth0RolePermission).PermissionName | Sort-Object | Should -Be 'create:orders', 'read:orders', 'read:reports'
    }

    It 'are given to a user directly, with their sources' {
        $carol | Add-Auth0RoleMember -RoleId $role.Id
        $carol | Add-Auth0UserPermission -Audience $reports -Permission read:reports
        $permissions = $carol | Get-Auth0UserPermission

        $read = $permissions | Where-Object PermissionName -EQ read:reports
        $read.Sources.SourceType | Sort-Object | Should -Be 'DIRECT', 'ROLE'
        $permissions.UserId | Sort-Object -Unique | Should -Be $carol.UserId
        ($read | Format-Table | Out-String -Width 120) | Should -Match 'DIRECT, auditor|auditor, DIRECT'

        $permissions | Where-Object { $_.Sources.SourceType -contains 'DIRECT' } | Remove-Auth0UserPermission -Force
        ($carol | Get-Auth0UserPermission | Where-Object PermissionName -EQ read:reports).Sources.SourceType | Should -Be 'ROLE'
        Get-Sent | Select-Object -Last 1 | Should -Be "DELETE /api/v2/users/$([uri]::EscapeDataString($carol.UserId))/permissions {`"permissions`":[{`"resource_server_identifier`":`"urn:example:reports`",`"permission_name`":`"read:reports`"}]}"
    }

    It 'are taken only after yes' {
        (Invoke-WithPerson $tenant "Remove-Auth0RolePermission $($role.Id) $Orders read:orders" 2).Questions | Should -HaveCount 1
        (Invoke-WithPerson $tenant "Remove-Auth0UserPermission '$($carol.UserId)' $Orders read:orders" 2).Questions | Should -HaveCount 1
        Get-Change $tenant | Should -BeNullOrEmpty
        Get-WhatIf $tenant "Add-Auth0UserPermission '$($carol.UserId)' $Orders read:orders -WhatIf" | Should -Match 'What if: POST http\S*/permissions\s+permissions: \[\{'
    }

    It 'come out of a file with what they belong to' {
        $role | Get-Auth0RolePermission | ConvertTo-Deserialized | Where-Object PermissionName -EQ create:orders | Remove-Auth0RolePermission -Force

        ($role | Get-Auth0RolePermission).PermissionName | Should -Not -Contain 'create:orders'
        ($role | Get-Auth0RolePermission | ConvertTo-Csv)[0] | Should -BeLike '*"PermissionName","ResourceServerIdentifier"*'
    }
}

Describe 'What Tab completes' {
    It 'is a role''s id by its name, an API, and its scopes: <Line>' -ForEach @(
        @{ Line = 'Add-Auth0RoleMember -RoleId adm'; Text = 'rol_'; List = 'admin' }
        @{ Line = 'Get-Auth0RoleMember adm'; Text = 'rol_'; List = 'admin' }
        @{ Line = 'Remove-Auth0Role adm'; Text = 'rol_'; List = 'admin' }
        @{ Line = 'Add-Auth0RolePermission -Audience urn'; Text = 'urn:example:reports'; List = 'urn:example:reports' }
        @{ Line = 'Add-Auth0UserPermission -Audience urn:example:reports -Permission ru'; Text = 'run:reports'; List = 'run:reports' }
    ) {
        Wait-Until { (TabExpansion2 $Line $Line.Length).CompletionMatches.Count -gt 0 }
        $match = (TabExpansion2 $Line $Line.Length).CompletionMatches[0]

        $match.CompletionText | Should -BeLike "*$Text*"
        $match.ListItemText | Should -BeLike "*$List*"
    }
}
