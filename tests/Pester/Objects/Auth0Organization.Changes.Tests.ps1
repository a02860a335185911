BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Changes.ps1
    $tenant = Start-Auth0LocalTenant -UserCount 40
    $connection = Get-ConnectParameter $tenant
    Connect-Auth0 @connection | Out-Null
    $database, $employees = (Get-Auth0Connection Username-Password-Authentication).Id, (Get-Auth0Connection employees).Id
    $users = @((Get-Auth0User -First 25).UserId)
}

AfterAll {
    Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'New-Auth0Organization' {
    BeforeEach { $tenant.ClearRequests() }

    It 'creates one, with its connections' {
        $new = New-Auth0Organization initech 'Initech Inc.' -ConnectionId $database, $employees -Metadata @{ tier = 'gold' } -Branding @{ colors = [ordered]@{ primary = '#000000'; page_background = '#ffffff' } }

        $new | Should -BeOfType [Auth0Organization]
        $new.Id | Should -BeLike 'org_*'
        (Get-Change $tenant).ReadBody() | Should -Be ('{"name":"initech","display_name":"Initech Inc.","branding":{"colors":{"primary":"#000000","page_background":"#ffffff"}},"metadata":{"tier":"gold"},' +
            "`"enabled_connections`":[{`"connection_id`":`"$database`"},{`"connection_id`":`"$employees`"}]}")
    }

    It 'takes names from a file, and goes on after one that is taken' {
        $made = 'Name,DisplayName', 'hooli,Hooli', 'acme,Acme', 'umbrella,Umbrella' | ConvertFrom-Csv | New-Auth0Organization -ErrorAction SilentlyContinue -ErrorVariable failures

        $made.DisplayName | Should -Be 'Hooli', 'Umbrella'
        $failures.FullyQualifiedErrorId | Should -Be 'Conflict,Auth0Flows.PowerShell.NewAuth0OrganizationCommand'
        $failures.TargetObject.Name | Should -Be 'acme'
    }

    It 'sends nothing with -WhatIf' {
        Get-WhatIf $tenant 'New-Auth0Organization stark "Stark Industries" -WhatIf' | Should -BeLike 'What if: POST http*/api/v2/organizations*name: stark*display_name: Stark Industries*'
        Get-Change $tenant | Should -BeNullOrEmpty
    }
}

Describe 'Set-Auth0Organization' {
    BeforeEach {
        $acme = Get-Auth0Organization acme
        $tenant.ClearRequests()
    }

    It 'changes what is specified, and returns it with -PassThru' {
        ($acme | Set-Auth0Organization -DisplayName 'Acme Ltd.' -PassThru).DisplayName | Should -Be 'Acme Ltd.'
        Set-Auth0Organization $acme.Id -Metadata @{ tier = 'silver' } | Should -BeNullOrEmpty

        (Get-Change $tenant).ReadBody() | Should -Be '{"display_name":"Acme Ltd."}', '{"metadata":{"tier":"silver"}}'
        (Get-Change $tenant).Path | Select-Object -Unique | Should -Be "/api/v2/organizations/$($acme.Id)"
    }

    It 'needs something to change' {
        (Get-Failure { $acme | Set-Auth0Organization }).FullyQualifiedErrorId | Should -BeLike 'MissingParameter,*'
    }

    It 'shows with -WhatIf what there was before' {
        Get-WhatIf $tenant "Set-Auth0Organization $($acme.Id) -DisplayName New -WhatIf" | Should -Match '(?m)^    display_name: .+ → New$'
        Get-Change $tenant | Should -BeNullOrEmpty
    }
}

Describe 'Remove-Auth0Organization' {
    BeforeEach {
        $doomed = New-Auth0Organization "doomed-$(Get-Random)"
        $tenant.ClearRequests()
    }

    It 'asks, names the organization, and takes no for an answer' {
        $run = Invoke-WithPerson $tenant "Get-Auth0Organization $($doomed.Name) | Remove-Auth0Organization" 2

        $run.Questions | Should -HaveCount 1
        $run.Questions[0] | Should -BeLike "DELETE http*/organizations/$($doomed.Id)*name: $($doomed.Name)*"
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'deletes with -Force' {
        $doomed | Remove-Auth0Organization -Force

        (Get-Change $tenant).StatusCode | Should -Be 204
        (Get-Failure { Get-Auth0Organization $doomed.Name }).FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
    }

    It 'does not take a user for an organization' {
        Get-Auth0User -First 1 | Remove-Auth0Organization -Force -ErrorAction SilentlyContinue -ErrorVariable failures

        $failures | Should -HaveCount 1
        Get-Change $tenant | Should -BeNullOrEmpty
    }
}

Describe 'Members' {
    BeforeEach {
        $organization = New-Auth0Organization "members-$(Get-Random)"
        $path = "/api/v2/organizations/$($organization.Id)/members"
        $tenant.ClearRequests()
    }

    It 'are added ten in a request, which is the most that the API takes' {
        $users | Add-Auth0OrganizationMember $organization.Id | Should -BeNullOrEmpty

        $sent = @(Get-Change $tenant)
        $sent.Path | Should -Be $path, $path, $path
        $sent.ForEach({ ($_.ReadBody() | ConvertFrom-Json).members.Count }) | Should -Be 10, 10, 5
        ($organization | Get-Auth0OrganizationMember).UserId | Sort-Object | Should -Be ($users | Sort-Object)
    }

    It 'are added by what is piped: users, or organizations' {
        Get-Auth0User -UserId $users[0] | Add-Auth0OrganizationMember $organization.Id
        $organization | Add-Auth0OrganizationMember -UserId $users[1]

        ($organization | Get-Auth0OrganizationMember).UserId | Should -Be $users[0, 1]
    }

    It 'are added one by one where the API refuses one of them' {
        Add-Auth0OrganizationMember $organization.Id $users[0], 'auth0|nobody', $users[1] -ErrorAction SilentlyContinue -ErrorVariable failures

        ($organization | Get-Auth0OrganizationMember).UserId | Should -Be $users[0, 1]
        $failures | Should -HaveCount 1
        $failures[0].TargetObject | Should -Be 'auth0|nobody'
        Get-Change $tenant | Should -HaveCount 4
    }

    It 'are removed by what Get-Auth0OrganizationMember gives, which knows its organization' {
        $users[0..11] | Add-Auth0OrganizationMember $organization.Id
        $tenant.ClearRequests()

        $organization | Get-Auth0OrganizationMember | Where-Object UserId -NE $users[0] | Remove-Auth0OrganizationMember -Force

        ($organization | Get-Auth0OrganizationMember).UserId | Should -Be $users[0]
        (Get-Change $tenant).Method | Should -Be 'DELETE', 'DELETE'
    }

    It 'are removed only after a question' {
        Add-Auth0OrganizationMember $organization.Id $users[0]
        $tenant.ClearRequests()

        $run = Invoke-WithPerson $tenant "Remove-Auth0OrganizationMember $($organization.Id) '$($users[0])'" 2

        $run.Questions[0] | Should -BeLike "DELETE http*$path*members: *$($users[0])*"
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'stay as they are with -WhatIf' {
        Get-WhatIf $tenant "Add-Auth0OrganizationMember $($organization.Id) '$($users[0])' -WhatIf" | Should -BeLike "What if: POST http*$path*members: *$($users[0])*"
        Get-WhatIf $tenant "Remove-Auth0OrganizationMember $($organization.Id) '$($users[0])' -WhatIf -Force" | Should -BeLike "What if: DELETE http*$path*"
        Get-Change $tenant | Should -BeNullOrEmpty
    }
}

Describe 'Roles of members' {
    BeforeAll {
        $organization = New-Auth0Organization roles
        $users[0, 1] | Add-Auth0OrganizationMember $organization.Id
        $path = "/api/v2/organizations/$($organization.Id)/members/$([uri]::EscapeDataString($users[0]))/roles"
    }

    BeforeEach {
        Get-Auth0OrganizationMemberRole $organization.Id $users[0] | Remove-Auth0OrganizationMemberRole -Force
        $tenant.ClearRequests()
    }

    It 'are added together, and listed with what they belong to' {
        Get-Auth0Role editor, viewer | Add-Auth0OrganizationMemberRole $organization.Id $users[0] | Should -BeNullOrEmpty

        Get-Change $tenant | Should -HaveCount 1
        (Get-Change $tenant).Path | Should -Be $path
        $roles = Get-Auth0OrganizationMemberRole $organization.Id $users[0]
        $roles.Name | Sort-Object | Should -Be 'editor', 'viewer'
        $roles[0] | Should -BeOfType [Auth0Role]
        $roles[0].OrganizationId, $roles[0].UserId | Should -Be $organization.Id, $users[0]
    }

    It 'are given to members from the pipeline' {
        $organization | Get-Auth0OrganizationMember | Add-Auth0OrganizationMemberRole -RoleId (Get-Auth0Role viewer).Id

        ($organization | Get-Auth0OrganizationMember | Get-Auth0OrganizationMemberRole).Name | Should -Be 'viewer', 'viewer'
    }

    It 'are taken away by what Get-Auth0OrganizationMemberRole gives' {
        Get-Auth0Role editor, viewer | Add-Auth0OrganizationMemberRole $organization.Id $users[0]

        Get-Auth0OrganizationMemberRole $organization.Id $users[0] | Where-Object Name -EQ editor | Remove-Auth0OrganizationMemberRole -Force

        (Get-Auth0OrganizationMemberRole $organization.Id $users[0]).Name | Should -Be 'viewer'
    }

    It 'stay with -WhatIf, and where the answer is no' {
        Get-Auth0Role viewer | Add-Auth0OrganizationMemberRole $organization.Id $users[0]
        $tenant.ClearRequests()

        Get-WhatIf $tenant "Get-Auth0Role viewer | Remove-Auth0OrganizationMemberRole $($organization.Id) '$($users[0])' -WhatIf" | Should -BeLike "What if: DELETE http*$path*"
        (Invoke-WithPerson $tenant "Get-Auth0Role viewer | Remove-Auth0OrganizationMemberRole $($organization.Id) '$($users[0])'" 2).Questions | Should -HaveCount 1
        Get-WhatIf $tenant "Get-Auth0Role viewer | Add-Auth0OrganizationMemberRole $($organization.Id) '$($users[0])' -WhatIf" | Should -BeLike "What if: POST http*$path*"
        Get-Change $tenant | Should -BeNullOrEmpty
    }
}

Describe 'Connections of an organization' {
    BeforeEach {
        $organization = New-Auth0Organization "connections-$(Get-Random)"
        $path = "/api/v2/organizations/$($organization.Id)/enabled_connections"
        $tenant.ClearRequests()
    }

    It 'are enabled, changed, listed and disabled' {
        Get-Auth0Connection employees | Add-Auth0OrganizationConnection $organization.Id -AssignMembershipOnLogin | Should -BeNullOrEmpty
        $enabled = $organization | Get-Auth0OrganizationConnection
        $enabled | Should -BeOfType [Auth0OrganizationConnection]
        $enabled.Name, $enabled.Strategy, $enabled.AssignMembershipOnLogin, $enabled.OrganizationId | Should -Be 'employees', 'auth0', $true, $organization.Id

        # Auth0 takes sign-up of those alone whose login makes members.
        $refused = Get-Failure { $enabled | Set-Auth0OrganizationConnection -AssignMembershipOnLogin:$false -SignupEnabled -ErrorAction Stop }
        $refused.Exception.Message | Should -BeLike '*support is_signup_enabled*'
        $changed = $enabled | Set-Auth0OrganizationConnection -SignupEnabled -PassThru
        $changed.AssignMembershipOnLogin, $changed.IsSignupEnabled, $changed.OrganizationId | Should -Be $true, $true, $organization.Id
        (Get-Auth0OrganizationConnection $organization.Id $employees).IsSignupEnabled | Should -BeTrue
        ($enabled | Get-Auth0Connection).Name | Should -Be 'employees'

        $enabled | Remove-Auth0OrganizationConnection -Force
        $organization | Get-Auth0OrganizationConnection | Should -BeNullOrEmpty
        Get-Change $tenant | ForEach-Object { "$($_.Method) $($_.Path)" } | Should -Be "POST $path", "PATCH $path/$employees", "PATCH $path/$employees", "DELETE $path/$employees"
        (Get-Change $tenant)[0].ReadBody() | Should -Be "{`"connection_id`":`"$employees`",`"assign_membership_on_login`":true}"
    }

    It 'are returned when they are enabled, with -PassThru' {
        $given = Add-Auth0OrganizationConnection $organization.Id $employees, $database -PassThru

        $given.ConnectionId | Should -Be $employees, $database
        $given.OrganizationId | Should -Be $organization.Id, $organization.Id
    }

    It 'that are not there cause an error each' {
        Add-Auth0OrganizationConnection $organization.Id con_nothing, $employees -ErrorAction SilentlyContinue -ErrorVariable failures

        ($organization | Get-Auth0OrganizationConnection).ConnectionId | Should -Be $employees
        $failures | Should -HaveCount 1
    }

    It 'stay as they are with -WhatIf' {
        Add-Auth0OrganizationConnection $organization.Id $employees
        $tenant.ClearRequests()

        Get-WhatIf $tenant "Add-Auth0OrganizationConnection $($organization.Id) $database -ShowAsButton -WhatIf" | Should -BeLike "What if: POST http*$path*show_as_button: true*"
        Get-WhatIf $tenant "Set-Auth0OrganizationConnection $($organization.Id) $employees -SignupEnabled -WhatIf" | Should -Match '(?m)^    is_signup_enabled: (false|\(nothing\)) → true$'
        Get-WhatIf $tenant "Remove-Auth0OrganizationConnection $($organization.Id) $employees -WhatIf" | Should -BeLike "What if: DELETE http*$path/$employees*"
        Get-Change $tenant | Should -BeNullOrEmpty
    }
}
