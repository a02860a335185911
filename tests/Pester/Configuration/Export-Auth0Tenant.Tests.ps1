BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $connection = Get-ConnectParameter $tenant
    Connect-Auth0 @connection | Out-Null
    $WarningPreference = 'SilentlyContinue' # the kinds that the local tenant doesn't have
}

AfterAll {
    Get-Auth0Session -ListAvailable | Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'Export-Auth0Tenant' {
    BeforeEach { $folder = Join-Path $TestDrive (New-Guid) }

    It 'writes a file an object, returns nothing, and writes nothing again' {
        Export-Auth0Tenant $folder | Should -BeNullOrEmpty

        Get-ChildItem $folder/clients/web-shop.json, $folder/roles/editor.json, $folder/tenant.json -ErrorAction Ignore | Should -Not -BeNullOrEmpty
        $before = Get-ChildItem $folder -Recurse -File | ForEach-Object { "$($_.FullName) $($_.LastWriteTimeUtc.Ticks)" }
        Export-Auth0Tenant $folder -Verbose 4>&1 | Where-Object Message -Like 'Wrote *' | Should -BeNullOrEmpty
        Get-ChildItem $folder -Recurse -File | ForEach-Object { "$($_.FullName) $($_.LastWriteTimeUtc.Ticks)" } | Should -Be $before
    }

    It 'writes only the kinds that are asked for, and returns the files with -PassThru' {
        $files = Export-Auth0Tenant $folder -Kind Clients, roles -ExcludeKind clients -PassThru

        $files | Should -BeOfType [System.IO.FileInfo]
        $files.Directory.Name | Select-Object -Unique | Should -Be roles
        (Get-ChildItem $folder).Name | Should -Be roles
    }

    It 'names what is left out in one warning' {
        $tenant.AddFault(@{ Path = '/api/v2/roles'; StatusCode = 403; Body = '{"statusCode":403,"error":"Forbidden","message":"Insufficient scope, expected any of: read:roles","errorCode":"insufficient_scope"}' })

        Export-Auth0Tenant $folder -Kind roles, clients -WarningVariable warnings

        $warnings | Should -Be "Left out of $($tenant.Domain): roles (needs the scope read:roles)."
        (Get-ChildItem $folder).Name | Should -Be clients
    }

    It 'removes files of objects that are gone only with -Prune' {
        Export-Auth0Tenant $folder -Kind roles
        Set-Content $folder/roles/gone.json '{ "name": "gone" }'
        Set-Content $folder/roles/README.md 'ours'

        Export-Auth0Tenant $folder -Kind roles
        "$folder/roles/gone.json" | Should -Exist
        Export-Auth0Tenant $folder -Kind roles -Prune -WhatIf
        "$folder/roles/gone.json" | Should -Exist
        Export-Auth0Tenant $folder -Kind roles -Prune
        "$folder/roles/gone.json" | Should -Not -Exist
        "$folder/roles/README.md" | Should -Exist
    }

    It 'writes nothing with -WhatIf' {
        Export-Auth0Tenant $folder -WhatIf
        $folder | Should -Not -Exist
    }

    It 'takes paths like other cmdlets: relative to the location, and only of the file system' {
        Push-Location $TestDrive
        try { Export-Auth0Tenant ./relative -Kind roles } finally { Pop-Location }
        "$TestDrive/relative/roles/editor.json" | Should -Exist
        { Export-Auth0Tenant env:/x -ErrorAction Stop } | Should -Throw -ErrorId 'FileNotFound,*'
    }

    It 'writes markers for values of -Mapping' {
        Get-Auth0Client -Name web-shop | Set-Auth0Client -Callback https://shop.example.com/a

        Export-Auth0Tenant $folder -Kind clients -Mapping @{ SHOP = 'shop.example.com' }

        (Get-Content $folder/clients/web-shop.json | ConvertFrom-Json).callbacks | Should -Be 'https://##SHOP##/a'
    }

    It 'completes the kinds' {
        (TabExpansion2 'Export-Auth0Tenant x -Kind clientG').CompletionMatches.CompletionText | Should -Be clientGrants
    }
    It 'names what the tenant returned and cannot be used, reads the rest, and prunes nothing: <Item>' -ForEach @(
        @{ Item = 'null' }, @{ Item = '7' }, @{ Item = '{ "id": "x" }' }, @{ Item = '{ "name": "odd" }' }, @{ Item = '{ "id": {}, "name": "odd" }' }
    ) {
        $odd = "$TestDrive/$(New-Guid)"
        Export-Auth0Tenant $odd -Kind roles -WarningAction SilentlyContinue
        Set-Content $odd/roles/gone.json '{ "name": "gone" }'
        $id = (Get-Auth0Role -Name admin).RoleId
        $tenant.AddFault([Auth0LocalTenantFault]@{ Method = 'GET'; Path = '/api/v2/roles'; StatusCode = 200; Body = "[$Item, { `"id`": `"$id`", `"name`": `"admin`" }]"; Times = 0 })
        try { Export-Auth0Tenant $odd -Kind roles -Prune -WarningVariable warnings -WarningAction SilentlyContinue }
        finally { $tenant.ClearFaults() }

        $warnings | Should -HaveCount 1
        $warnings[0].Message | Should -Match "Left out of \S+: (one of the roles|roles 'odd') \(it "
        (Get-ChildItem $odd/roles).Name | Should -Be admin.json, editor.json, gone.json, viewer.json
        { Compare-Auth0Tenant $odd -WarningAction SilentlyContinue } | Should -Not -Throw
    }
}
