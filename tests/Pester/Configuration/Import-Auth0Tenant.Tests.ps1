BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Changes.ps1
    $tenant = Start-Auth0LocalTenant
    $connection = Get-ConnectParameter $tenant
    Connect-Auth0 @connection | Out-Null
    $WarningPreference = 'SilentlyContinue' # the kinds that the local tenant doesn't have
}

AfterAll {
    Get-Auth0Session -ListAvailable | Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'Import-Auth0Tenant' {
    BeforeEach {
        $folder = Join-Path $TestDrive (New-Guid)
        Export-Auth0Tenant $folder
        $tenant.ClearRequests()
    }

    It 'makes undone what was changed by hand, and leaves no difference' {
        Get-Auth0Client -Name web-shop | Set-Auth0Client -Description 'by hand' -Callback https://drift/
        Set-Content $folder/roles/auditor.json '{ "name": "auditor", "permissions": [{ "permission_name": "read:orders", "resource_server_identifier": "https://orders.example.com/" }] }'

        $done = Import-Auth0Tenant $folder

        $done | Should -BeOfType [Auth0ConfigurationChange]
        $done | ForEach-Object { "$_" } | Should -Be 'Update clients web-shop', 'Create roles auditor'
        $done[0].Property | Should -Be callbacks, description
        Compare-Auth0Tenant $folder | Should -BeNullOrEmpty
        $done | Out-String | Should -Match 'Update\s+clients\s+web-shop\s+\{callbacks, description\}'
    }

    It 'shows with -WhatIf each field before and after, and changes nothing' {
        Get-Auth0Client -Name web-shop | Set-Auth0Client -Description 'by hand'
        $tenant.ClearRequests()

        $shown = Get-WhatIf $tenant "Import-Auth0Tenant '$folder' -WhatIf"

        $shown | Should -Match '(?s)Update clients web-shop\s+PATCH \S+/api/v2/clients/\S+\s+description: by hand → '
        $tenant.Requests | Where-Object Method -NE GET | Should -BeNullOrEmpty
    }

    It 'takes differences from the pipeline, and only those' {
        Get-Auth0Client -Name web-shop, web-admin | Set-Auth0Client -Description 'by hand too'

        $done = Compare-Auth0Tenant $folder | Where-Object Name -EQ web-admin | Import-Auth0Tenant

        $done.Name | Should -Be web-admin
        (Compare-Auth0Tenant $folder).Name | Should -Be web-shop
        Compare-Auth0Tenant $folder | Import-Auth0Tenant -Kind roles | Should -BeNullOrEmpty
        @() | Import-Auth0Tenant | Should -BeNullOrEmpty
    }

    It 'removes only with -Remove, and says what it keeps' {
        Remove-Item $folder/roles/viewer.json

        Import-Auth0Tenant $folder -WarningVariable warnings -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $warnings -join "`n" | Should -Match "Kept in \S+: .*roles 'viewer'"
        Import-Auth0Tenant $folder -Remove | ForEach-Object { "$_" } | Should -Be 'Remove roles viewer'
        Get-Auth0Role -Name view* | Should -BeNullOrEmpty
        Invoke-Auth0Api -Method Post roles -Body @{ name = 'viewer' } | Out-Null
    }

    It 'removes nothing after an error: what is renamed is created under another name, and removed under the old one' {
        Rename-Item $folder/roles/viewer.json reader.json
        (Get-Content $folder/roles/reader.json -Raw).Replace('"viewer"', '"reader"') | Set-Content $folder/roles/reader.json
        $tenant.AddFault(@{ Method = 'POST'; Path = '/api/v2/roles'; StatusCode = 403; Body = '{"statusCode":403,"error":"Forbidden","message":"The limit is reached","errorCode":"operation_not_supported"}' })

        $done = Import-Auth0Tenant $folder -Remove -ErrorVariable failures -ErrorAction SilentlyContinue -WarningVariable warnings -WarningAction SilentlyContinue

        $done | Should -BeNullOrEmpty
        $failures | Should -HaveCount 1
        $warnings -join "`n" | Should -BeLike "*Not removed from *, because other changes failed: roles 'viewer'*"
        (Get-Auth0Role -Name viewer).Name | Should -Be viewer
    }

    It 'reports one error an object that fails, and continues with the others' {
        Set-Content $folder/roles/bad.json '{ "name": "bad", "permissions": [{ "permission_name": "nothing", "resource_server_identifier": "https://nowhere/" }] }'
        New-Item $folder/grants -ItemType Directory -Force | Out-Null
        Set-Content $folder/grants/nobody.json '{ "client_id": "nobody", "audience": "https://orders.example.com/", "scope": [] }'
        Set-Content $folder/roles/good.json '{ "name": "good" }'

        $done = Import-Auth0Tenant $folder -ErrorVariable failures -ErrorAction SilentlyContinue

        $done | ForEach-Object { "$_" } | Should -Be 'Create roles good'
        $failures | Should -HaveCount 2
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'UnknownReference,*'
        $failures[0].TargetObject | Should -Be 'clientGrants nobody → https://orders.example.com/'
        $failures[1].TargetObject | Should -Be 'roles bad'
    }

    It 'refuses markers without values before it sends anything' {
        Set-Content $folder/roles/a.json '{ "name": "##NAME##" }'

        { Import-Auth0Tenant $folder } | Should -Throw 'There is no value for ##NAME## in roles/a.json.' -ErrorId 'UnmappedMarker,*'

        $tenant.Requests | Should -BeNullOrEmpty
        (Import-Auth0Tenant $folder -Mapping @{ NAME = 'mapped' }).Name | Should -Be mapped
    }

    It 'asks with -Confirm, for each object' {
        Get-Auth0Client -Name web-shop, web-admin | Set-Auth0Client -Description 'by a hand that asks'

        $answered = Invoke-WithPerson $tenant "Import-Auth0Tenant '$folder' -Confirm | ForEach-Object Name" -Answers 2, 0

        $answered.Output | Should -Be web-shop
        @($answered.Choices -eq "&Yes") | Should -HaveCount 2
        (Compare-Auth0Tenant $folder).Name | Should -Be web-admin
    }
    It 'shows a secret of -Mapping nowhere, and sends it: <Place>' -ForEach @(
        @{ Place = 'code'; File = 'actions/a.json'; Content = '{ "name": "a", "code": "const k = \"##KEY##\";", "supported_triggers": [{ "id": "post-login", "version": "v3" }] }' }
        @{ Place = 'metadata'; File = 'clients/web-shop.json'; Content = '{ "name": "web-shop", "client_metadata": { "k": "@@KEY@@" } }' }
        @{ Place = 'list'; File = 'clients/web-shop.json'; Content = '{ "name": "web-shop", "allowed_logout_urls": @@LIST@@ }' }
        @{ Place = 'credential'; File = 'clients/web-shop.json'; Content = '{ "name": "web-shop", "client_metadata": @@USER@@ }' }
        @{ Place = 'script'; File = 'database-connections/employees/database.json'; Content = '{ "name": "employees", "strategy": "auth0", "options": { "customScripts": { "login": "f(##KEY##)" } } }' }
    ) {
        $canary = "CANARY-$(New-Guid)"
        $secret = ConvertTo-SecureString $canary -AsPlainText
        $mapping = @{
            KEY  = $secret
            LIST = 'https://a.example.com/', $secret
            USER = [pscredential]::new('me', $secret)
        }
        New-Item (Split-Path "$folder/$File") -ItemType Directory -Force | Out-Null
        Set-Content $folder/$File $Content
        $transcript = "$TestDrive/$(New-Guid).txt"
        Start-Transcript $transcript | Out-Null
        try {
            $shown = @(
                $found = Compare-Auth0Tenant $folder -Mapping $mapping
                $found | Format-List * | Out-String -Width 500
                $found | ConvertTo-Json -Depth 20
                $found | ConvertTo-Csv
                [System.Management.Automation.PSSerializer]::Serialize($found, 10)
                $found | Select-Object * | ConvertTo-Json -Depth 20
                & { $DebugPreference = 'Continue'; Import-Auth0Tenant $folder -Mapping $mapping -WhatIf -Verbose } *>&1 | Out-String -Width 500
                & { $found | Import-Auth0Tenant -WhatIf } *>&1 | Out-String -Width 500
                & { $DebugPreference = 'Continue'; Import-Auth0Tenant $folder -Mapping $mapping -Verbose -Confirm:$false } *>&1 | Tee-Object -Variable done | Out-String -Width 500
                $done | Where-Object { $_ -is [Auth0ConfigurationChange] } | ConvertTo-Json -Depth 20
            ) -join "`n"
        }
        finally { Stop-Transcript | Out-Null }

        $found | Should -Not -BeNullOrEmpty
        $shown | Should -Match '\*{8}'
        $shown, (Get-Content -Raw $transcript) -join "`n" | Should -Not -Match $canary
        $tenant.Requests | Where-Object Method -In POST, PATCH | ForEach-Object { $_.ReadBody() } | Should -Match $canary
        (Invoke-WithPerson $tenant "Import-Auth0Tenant '$folder' -Confirm" -Answers 2).Prompts | Should -Not -Match $canary
    }

    It 'reports one error for an object that has no address, and continues with the others' {
        Set-Content $folder/prompts/custom-text.json '{ "en": { "..": { "login": { "title": "T" } } } }'
        Set-Content $folder/roles/good.json '{ "name": "after it" }'
        $edited = Get-Content -Raw $folder/tenant.json | ConvertFrom-Json -AsHashtable
        $edited.friendly_name = "Changed $(New-Guid)"
        $edited | ConvertTo-Json -Depth 20 | Set-Content $folder/tenant.json

        $done = Import-Auth0Tenant $folder -ErrorVariable failures -ErrorAction SilentlyContinue

        $failures.FullyQualifiedErrorId | Should -BeLike 'InvalidApiAddress,*'
        $failures.TargetObject | Should -Be 'prompts customText'
        $done.Name | Should -Contain 'after it'
        (Get-Auth0Tenant).FriendlyName | Should -Be $edited.friendly_name
    }

    It 'refuses <Value> in the place of a list, and removes nothing' -ForEach @(
        @{ Value = 'null' }, @{ Value = '"read:orders"' }, @{ Value = '{ "permission_name": "read:orders" }' }, @{ Value = '["read:orders"]' }
    ) {
        $before = @(Get-Auth0Role -Name editor | Get-Auth0RolePermission).Count
        $before | Should -BeGreaterThan 0
        Set-Content $folder/roles/editor.json "{ `"name`": `"editor`", `"permissions`": $Value }"
        $tenant.ClearRequests()

        { Import-Auth0Tenant $folder } | Should -Throw "*editor.json has *permissions of 'editor'*" -ErrorId 'InvalidConfiguration,*'
        { Compare-Auth0Tenant $folder } | Should -Throw -ErrorId 'InvalidConfiguration,*'

        $tenant.Requests | Should -BeNullOrEmpty
        @(Get-Auth0Role -Name editor | Get-Auth0RolePermission).Count | Should -Be $before
    }
}
