# What comes from the pipeline is of one object: PowerShell keeps a bound parameter when the next object has no value for it.
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

Describe 'Piped objects' {
    BeforeEach { $tenant.ClearRequests() }

    It 'give a user nothing of the user before' {
        '[{"email":"one@example.com","name":"One","nickname":"first"},{"email":"two@example.com"}]' | ConvertFrom-Json |
            New-Auth0User Username-Password-Authentication -Password (ConvertTo-SecureString 'Long-enough-1!' -AsPlainText) | Out-Null

        $second = @(Get-Change $tenant)[1].ReadBody() | ConvertFrom-Json
        $second.email | Should -Be two@example.com
        $second.psobject.Properties.Name | Should -Not -Contain name
        $second.psobject.Properties.Name | Should -Not -Contain nickname
        $second.password | Should -Be 'Long-enough-1!' -Because 'it was typed once for all'
    }

    It 'give an application no scopes of the one before' {
        $one, $two = (New-Auth0Client one non_interactive), (New-Auth0Client two non_interactive)
        $tenant.ClearRequests()
        [pscustomobject]@{ ClientId = $one.ClientId; Scope = @('read:orders') }, [pscustomobject]@{ ClientId = $two.ClientId } |
            New-Auth0ClientGrant -Audience $Orders | Out-Null

        @(Get-Change $tenant)[0].ReadBody() | Should -BeLike '*"scope":`["read:orders"`]*'
        @(Get-Change $tenant)[1].ReadBody() | Should -Not -BeLike '*read:orders*'
    }

    It 'give an organization no display name of the one before, and an empty column is none' {
        'Name,DisplayName', 'acme-a,Acme A', 'acme-b,' | ConvertFrom-Csv | New-Auth0Organization | Out-Null

        @(Get-Change $tenant)[1].ReadBody() | Should -Be '{"name":"acme-b"}'
    }
}

Describe 'Links of piped objects' {
    It 'go on after a failure that is not about an object' {
        $role = New-Auth0Role linked
        $users = Get-Auth0User -First 3
        $users | Add-Auth0RoleMember $role.Id
        $tenant.ClearRequests()
        $tenant.AddFault(@{ Path = "/api/v2/users/*"; StatusCode = 403; Body = '{"statusCode":403,"error":"Forbidden","message":"No.","errorCode":"operation_not_supported"}' })

        $users | Remove-Auth0RoleMember $role.Id -Force -ErrorAction SilentlyContinue -ErrorVariable failures

        @(Get-Change $tenant) | Should -HaveCount 3
        $failures | Should -HaveCount 1
        Get-Auth0RoleMember $role.Id | Should -HaveCount 1
    }

    It 'say with -WhatIf which applications change' {
        $from = Get-Auth0Connection -First 1
        Get-WhatIf $tenant "Remove-Auth0ConnectionClient $($from.Id) $($tenant.ClientId) -WhatIf" | Should -BeLike "*PATCH*clients*$($tenant.ClientId)*false*"
    }
}
