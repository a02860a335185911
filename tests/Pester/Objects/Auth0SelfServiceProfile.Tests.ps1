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

Describe 'Profiles of self-service SSO' {
    BeforeEach {
        $name = "profile-$(Get-Random)"
        $made = New-Auth0SelfServiceProfile $name -AllowedStrategy oidc, samlp -UserAttribute ([ordered]@{ name = 'email'; description = 'E-mail'; is_optional = $false })
    }

    It 'are made, found, changed and deleted' {
        $made | Should -BeOfType [Auth0SelfServiceProfile]
        $made.AllowedStrategies | Should -Be 'oidc', 'samlp'
        $made.UserAttributes[0].name | Should -Be 'email'
        (Get-Change $tenant)[-1].ReadBody() | Should -Be "{`"name`":`"$name`",`"allowed_strategies`":[`"oidc`",`"samlp`"],`"user_attributes`":[{`"name`":`"email`",`"description`":`"E-mail`",`"is_optional`":false}]}"
        (Get-Auth0SelfServiceProfile "$name*").Id | Should -Be $made.Id
        (Get-Auth0SelfServiceProfile -Id $made.Id).Name | Should -Be $name

        $changed = $made | Set-Auth0SelfServiceProfile -Description New -AllowedStrategy okta -PassThru
        $changed.Description, $changed.AllowedStrategies[0] | Should -Be 'New', 'okta'

        $made | Remove-Auth0SelfServiceProfile -Force
        (Get-Failure { Get-Auth0SelfServiceProfile -Id $made.Id }).FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
    }

    It 'stay as they are with -WhatIf, and where the answer is no' {
        $tenant.ClearRequests()

        Get-WhatIf $tenant 'New-Auth0SelfServiceProfile Other -WhatIf' | Should -BeLike 'What if: POST *name: Other*'
        Get-WhatIf $tenant "Set-Auth0SelfServiceProfile $($made.Id) -Description New -WhatIf" | Should -BeLike 'What if: PATCH *description: *New*'
        (Invoke-WithPerson $tenant "Remove-Auth0SelfServiceProfile $($made.Id)" 2).Questions[0] | Should -BeLike "DELETE *name: $name*"
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'give tickets, whose link is a secret' {
        $acme = (Get-Auth0Organization acme).Id
        $shop = (Get-Auth0Client web-shop).ClientId
        $tenant.ClearRequests()

        $ticket = $made | New-Auth0SelfServiceTicket -ConnectionName acme-sso -DisplayName Acme -OrganizationId $acme -ClientId $shop -Lifetime 1.00:00:00

        (Get-Change $tenant).Path | Should -Be "/api/v2/self-service-profiles/$($made.Id)/sso-ticket"
        (Get-Change $tenant).ReadBody() | ConvertFrom-Json | ConvertTo-Json -Depth 5 -Compress | Should -Be "{`"enabled_clients`":[`"$shop`"],`"ttl_sec`":86400,`"connection_config`":{`"name`":`"acme-sso`",`"display_name`":`"Acme`"},`"enabled_organizations`":[{`"organization_id`":`"$acme`"}]}"
        $ticket | Should -BeOfType [Auth0SelfServiceTicket]
        $link = Get-PlainText $ticket.Ticket
        $link | Should -BeLike 'http*'
        Get-Shown { $ticket; $ticket | ConvertTo-Json } | Should -Not -Match ([regex]::Escape($link))
    }

    It 'give tickets for a connection that there is' {
        $oidc = (New-Auth0Connection "sso-$(Get-Random)" oidc).Id
        $tenant.ClearRequests()

        New-Auth0SelfServiceTicket $made.Id -ConnectionId $oidc | Should -Not -BeNullOrEmpty
        (Get-Change $tenant).ReadBody() | Should -Be "{`"connection_id`":`"$oidc`"}"
        Get-WhatIf $tenant "New-Auth0SelfServiceTicket $($made.Id) -ConnectionId $oidc -WhatIf" | Should -BeLike 'What if: POST *sso-ticket*'
        Get-Change $tenant | Should -HaveCount 1
    }
}
