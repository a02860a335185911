BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Changes.ps1
    $tenant = Start-Auth0LocalTenant
    $connection = Get-ConnectParameter $tenant
    Connect-Auth0 @connection | Out-Null
    $portal = (Get-Auth0Client 'Web Portal').ClientId
    $viewer = (Get-Auth0Role viewer).Id
}

AfterAll {
    Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'Invitations' {
    BeforeEach {
        $organization = New-Auth0Organization "invitations-$(Get-Random)"
        $path = "/api/v2/organizations/$($organization.Id)/invitations"
        $tenant.ClearRequests()
    }

    It 'are sent with what they carry' {
        $new = New-Auth0OrganizationInvitation $organization.Id ada@example.com -ClientId $portal -InviterName 'Jane Doe' -RoleId $viewer -Lifetime 2.00:00:00 -NoEmail -UserMetadata @{ theme = 'dark' }

        $new | Should -BeOfType [Auth0OrganizationInvitation]
        $new.Email, $new.InviterName, $new.OrganizationId | Should -Be 'ada@example.com', 'Jane Doe', $organization.Id
        $new.Roles | Should -Be $viewer
        [math]::Round(($new.ExpiresAt - $new.CreatedAt).TotalDays, 3) | Should -Be 2
        Get-PlainText $new.InvitationUrl | Should -BeLike '*invitation=*'
        (Get-Change $tenant).Path | Should -Be $path
        (Get-Change $tenant).ReadBody() | Should -Be ("{`"inviter`":{`"name`":`"Jane Doe`"},`"invitee`":{`"email`":`"ada@example.com`"},`"client_id`":`"$portal`",`"roles`":[`"$viewer`"],`"ttl_sec`":172800," +
            '"user_metadata":{"theme":"dark"},"send_invitation_email":false}')
    }

    It 'show their link to nobody' {
        $new = New-Auth0OrganizationInvitation $organization.Id ada@example.com -ClientId $portal -InviterName Jane
        $link = Get-PlainText $new.InvitationUrl

        $shown = Get-Shown { $new; $new | ConvertTo-Json }
        $shown | Should -Not -Match ([regex]::Escape(($link -split 'invitation=')[1].Substring(0, 12)))
    }

    It 'are sent to each of several people, and one that the API refuses stops none' {
        $given = 'Email', 'bob@example.com', 'nobody', 'eve@example.com' | ConvertFrom-Csv |
            New-Auth0OrganizationInvitation $organization.Id -ClientId $portal -InviterName Jane -ErrorAction SilentlyContinue -ErrorVariable failures

        $given.Email | Should -Be 'bob@example.com', 'eve@example.com'
        $failures | Should -HaveCount 1
        ($organization | Get-Auth0OrganizationInvitation).Email | Sort-Object | Should -Be 'bob@example.com', 'eve@example.com'
    }

    It 'are found by id, and deleted from the pipeline' {
        $one, $two = New-Auth0OrganizationInvitation $organization.Id a@example.com, b@example.com -ClientId $portal -InviterName Jane
        (Get-Auth0OrganizationInvitation $organization.Id $one.Id).Email | Should -Be 'a@example.com'
        $tenant.ClearRequests()

        $organization | Get-Auth0OrganizationInvitation | Where-Object Email -EQ a@example.com | Remove-Auth0OrganizationInvitation -Force

        (Get-Change $tenant).Path | Should -Be "$path/$($one.Id)"
        ($organization | Get-Auth0OrganizationInvitation).Id | Should -Be $two.Id
    }

    It 'stay with -WhatIf, and where the answer is no' {
        $one = New-Auth0OrganizationInvitation $organization.Id a@example.com -ClientId $portal -InviterName Jane
        $tenant.ClearRequests()

        Get-WhatIf $tenant "Remove-Auth0OrganizationInvitation $($organization.Id) $($one.Id) -WhatIf" | Should -BeLike "What if: DELETE http*$path/$($one.Id)*"
        (Invoke-WithPerson $tenant "Remove-Auth0OrganizationInvitation $($organization.Id) $($one.Id)" 2).Questions | Should -HaveCount 1
        Get-WhatIf $tenant "New-Auth0OrganizationInvitation $($organization.Id) b@example.com -ClientId $portal -InviterName Jane -WhatIf" | Should -BeLike "What if: POST http*$path*b@example.com*"
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'are completed by their addresses, for the organization in the line' {
        $one = New-Auth0OrganizationInvitation $organization.Id zoe@example.com -ClientId $portal -InviterName Jane
        Wait-Until { (TabExpansion2 "Remove-Auth0OrganizationInvitation -OrganizationId $($organization.Id) -InvitationId zoe").CompletionMatches.CompletionText -contains $one.Id }
    }
}

Describe 'Client grants of an organization' {
    BeforeAll { $grant = New-Auth0ClientGrant (Get-Auth0Client billing-worker).ClientId $Orders read:orders -OrganizationUsage allow }

    BeforeEach {
        $organization = New-Auth0Organization "grants-$(Get-Random)"
        $path = "/api/v2/organizations/$($organization.Id)/client-grants"
        $tenant.ClearRequests()
    }

    It 'are added, listed and taken away' {
        $grant | Add-Auth0OrganizationClientGrant $organization.Id | Should -BeNullOrEmpty
        (Get-Change $tenant).ReadBody() | Should -Be "{`"grant_id`":`"$($grant.Id)`"}"

        $listed = $organization | Get-Auth0OrganizationClientGrant
        $listed | Should -BeOfType [Auth0ClientGrant]
        $listed.Audience, $listed.OrganizationId | Should -Be $Orders, $organization.Id
        (Get-Auth0OrganizationClientGrant $organization.Id -ClientId $grant.ClientId -Audience $Orders).Id | Should -Be $grant.Id
        Get-Auth0OrganizationClientGrant $organization.Id -Audience urn:example:reports | Should -BeNullOrEmpty

        $listed | Remove-Auth0OrganizationClientGrant -Force
        $organization | Get-Auth0OrganizationClientGrant | Should -BeNullOrEmpty
        (Get-Change $tenant)[-1].Path | Should -Be "$path/$($grant.Id)"
    }

    It 'are returned with -PassThru, and one that is not there causes an error' {
        $given = Add-Auth0OrganizationClientGrant $organization.Id cgr_nothing, $grant.Id -PassThru -ErrorAction SilentlyContinue -ErrorVariable failures

        $given.Id | Should -Be $grant.Id
        $given.OrganizationId | Should -Be $organization.Id
        $failures | Should -HaveCount 1
    }

    It 'stay as they are with -WhatIf' {
        Get-WhatIf $tenant "Add-Auth0OrganizationClientGrant $($organization.Id) $($grant.Id) -WhatIf" | Should -BeLike "What if: POST http*$path*grant_id: $($grant.Id)*"
        Get-WhatIf $tenant "Remove-Auth0OrganizationClientGrant $($organization.Id) $($grant.Id) -Force -WhatIf" | Should -BeLike "What if: DELETE http*$path/$($grant.Id)*"
        Get-Change $tenant | Should -BeNullOrEmpty
    }
}
