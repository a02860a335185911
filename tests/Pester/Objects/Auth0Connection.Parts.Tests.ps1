# The applications of connections, the status of connectors, SCIM.
BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Changes.ps1
    $tenant = Start-Auth0LocalTenant -ClientCount 70
    $connection = Get-ConnectParameter $tenant
    Connect-Auth0 @connection | Out-Null
}

AfterAll {
    Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'Applications of a connection' {
    BeforeAll { $clients = @(Get-Auth0Client | Where-Object { -not $_.Global }) }

    BeforeEach {
        $made = New-Auth0Connection "clients-$(Get-Random)" auth0
        $path = "/api/v2/connections/$($made.Id)/clients"
        $tenant.ClearRequests()
    }

    It 'are added 50 in a request, which is the most that the API takes' {
        $clients[0..59] | Add-Auth0ConnectionClient $made.Id | Should -BeNullOrEmpty

        $sent = @(Get-Change $tenant)
        $sent.ForEach({ "$($_.Method) $($_.Path)" }) | Should -Be "PATCH $path", "PATCH $path"
        $sent.ForEach({ @($_.ReadBody() | ConvertFrom-Json).Count }) | Should -Be 50, 10
        $sent[1].ReadBody() | Should -BeLike "``[{`"client_id`":`"$($clients[50].ClientId)`",`"status`":true},*"
        $listed = $made | Get-Auth0ConnectionClient
        $listed | Should -HaveCount 60
        $listed[0] | Should -BeOfType [Auth0ConnectionClient]
        $listed[0].ConnectionId | Should -Be $made.Id
    }

    It 'are removed by what Get-Auth0ConnectionClient gives' {
        $clients[0..2] | Add-Auth0ConnectionClient $made.Id
        $tenant.ClearRequests()

        $made | Get-Auth0ConnectionClient | Where-Object ClientId -NE $clients[0].ClientId | Remove-Auth0ConnectionClient -Force

        (Get-Change $tenant).ReadBody() | Should -BeLike '*"status":false*"status":false*'
        ($made | Get-Auth0ConnectionClient).ClientId | Should -Be $clients[0].ClientId
    }

    It 'are added one by one where the API refuses one of them' {
        Add-Auth0ConnectionClient $made.Id $clients[0].ClientId, 'nothing' -ErrorAction SilentlyContinue -ErrorVariable failures

        ($made | Get-Auth0ConnectionClient).ClientId | Should -Be $clients[0].ClientId
        $failures | Should -HaveCount 1
    }

    It 'stay as they are with -WhatIf, and where the answer is no' {
        Get-WhatIf $tenant "Add-Auth0ConnectionClient $($made.Id) $($clients[0].ClientId) -WhatIf" | Should -BeLike "What if: PATCH http*$path*"
        (Invoke-WithPerson $tenant "Remove-Auth0ConnectionClient $($made.Id) $($clients[0].ClientId)" 2).Questions | Should -HaveCount 1
        Get-Change $tenant | Should -BeNullOrEmpty
    }
}

Describe 'Test-Auth0Connection' {
    BeforeEach { $tenant.ClearFaults() }

    It 'says that a connector is online' {
        $directory = New-Auth0Connection "ad-$(Get-Random)" ad

        $status = $directory | Test-Auth0Connection

        $status | Should -BeOfType [Auth0ConnectionStatus]
        $status.ConnectionId, $status.IsOnline, $status.Message | Should -Be $directory.Id, $true, $null
    }

    It 'says that one is offline, and why' {
        $directory = New-Auth0Connection "ad-$(Get-Random)" ad
        $tenant.AddFault(@{ Path = "/api/v2/connections/$($directory.Id)/status"; StatusCode = 404; Body = '{"statusCode":404,"error":"Not Found","message":"The connector is offline."}' })

        $status = Test-Auth0Connection $directory.Id

        $status.IsOnline, $status.Message | Should -Be $false, 'The connector is offline.'
    }

    It 'reports a connection that is not there, and goes on' {
        $directory = New-Auth0Connection "ad-$(Get-Random)" ad

        ('con_nothing', $directory.Id | Test-Auth0Connection -ErrorAction SilentlyContinue -ErrorVariable failures).ConnectionId | Should -Be $directory.Id
        $failures.FullyQualifiedErrorId | Should -Be 'NotFound,Auth0Flows.PowerShell.TestAuth0ConnectionCommand'
    }
}

Describe 'SCIM' {
    BeforeEach {
        $made = New-Auth0Connection "scim-$(Get-Random)" oidc
        $path = "/api/v2/connections/$($made.Id)/scim-configuration"
        $tenant.ClearRequests()
    }

    It 'is made with the default mapping, read, listed and ended' {
        $new = $made | New-Auth0ScimConfiguration
        (Get-Change $tenant).Path | Should -Be $path
        $new | Should -BeOfType [Auth0ScimConfiguration]
        $new.ConnectionName, $new.UserIdAttribute | Should -Be $made.Name, 'externalId'
        $new.Mapping.Count | Should -Be (Get-Auth0ScimConfiguration $made.Id -DefaultMapping).Mapping.Count
        ($made | Get-Auth0ScimConfiguration).ConnectionId | Should -Be $made.Id
        (Get-Auth0ScimConfiguration).ConnectionId | Should -Contain $made.Id

        $made | Remove-Auth0ScimConfiguration -Force
        (Get-Failure { Get-Auth0ScimConfiguration $made.Id }).FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
    }

    It 'is changed with what the API requires, of which one part may be missing' {
        $made | New-Auth0ScimConfiguration -Mapping @{ auth0 = 'email'; scim = 'userName' } | Out-Null
        $tenant.ClearRequests()

        ($made | Set-Auth0ScimConfiguration -UserIdAttribute id -PassThru).UserIdAttribute | Should -Be 'id'
        Set-Auth0ScimConfiguration $made.Id -Mapping ([ordered]@{ auth0 = 'a'; scim = 'b' }), ([ordered]@{ auth0 = 'c'; scim = 'd' })

        $first, $second = (Get-Change $tenant).ReadBody() | ConvertFrom-Json
        $first.user_id_attribute, $first.mapping.auth0, $first.mapping.scim | Should -Be 'id', 'email', 'userName'
        $second.user_id_attribute | Should -Be 'id'
        $second.mapping.scim | Should -Be 'b', 'd'
    }

    It 'keeps its mapping if a gateway answers something else' {
        $made | New-Auth0ScimConfiguration -Mapping @{ auth0 = 'email'; scim = 'userName' } | Out-Null
        $tenant.ClearRequests()
        $tenant.AddFault(@{ Method = 'GET'; Path = "/api/v2/connections/$($made.Id)/scim-configuration"; StatusCode = 200; Body = '{}' })

        (Get-Failure { $made | Set-Auth0ScimConfiguration -UserIdAttribute id }).FullyQualifiedErrorId | Should -BeLike 'InvalidResponse,*'
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'keeps its mapping if it can''t be read' {
        $made | New-Auth0ScimConfiguration -Mapping @{ auth0 = 'email'; scim = 'userName' } | Out-Null
        $tenant.ClearRequests()
        $body = @{ connection_id = $made.Id; mapping = $null } | ConvertTo-Json
        $tenant.AddFault(@{ Method = 'GET'; Path = "/api/v2/connections/$($made.Id)/scim-configuration"; StatusCode = 200; Body = $body; Times = 2 })

        (Get-Failure { $made | Set-Auth0ScimConfiguration -UserIdAttribute id }).FullyQualifiedErrorId | Should -BeLike 'InvalidResponse,*'
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'reads again what an answer lacks' {
        $made | New-Auth0ScimConfiguration -Mapping @{ auth0 = 'email'; scim = 'userName' } | Out-Null
        $tenant.ClearRequests()
        $tenant.AddFault(@{ Method = 'GET'; Path = "/api/v2/connections/$($made.Id)/scim-configuration"; StatusCode = 200; Body = @{ connection_id = $made.Id } | ConvertTo-Json })

        ($made | Set-Auth0ScimConfiguration -UserIdAttribute id -PassThru).Mapping.scim | Should -Be userName
    }

    It 'has tokens, whose secret is in one response alone' {
        $made | New-Auth0ScimConfiguration | Out-Null
        $tenant.ClearRequests()

        $token = $made | New-Auth0ScimToken -Scope get:users, post:users -Lifetime 1.00:00:00
        (Get-Change $tenant).ReadBody() | Should -Be '{"scopes":["get:users","post:users"],"token_lifetime":86400}'
        $token.Token | Should -BeOfType [Auth0Secret]
        $token.ConnectionId | Should -Be $made.Id
        (Get-Shown { $token; $token | ConvertTo-Json }) | Should -Not -Match ([regex]::Escape((Get-PlainText $token.Token)))

        $listed = $made | Get-Auth0ScimToken
        $listed.TokenId, $listed.Token, $listed.ConnectionId | Should -Be $token.TokenId, $null, $made.Id
        $listed | Remove-Auth0ScimToken -Force
        $made | Get-Auth0ScimToken | Should -BeNullOrEmpty
    }

    It 'has two tokens at most, and says so' {
        $made | New-Auth0ScimConfiguration | Out-Null
        1..2 | ForEach-Object { $made | New-Auth0ScimToken | Out-Null }

        (Get-Failure { New-Auth0ScimToken $made.Id }).FullyQualifiedErrorId | Should -BeLike 'Conflict,*'
    }

    It 'stays as it is with -WhatIf, and where the answer is no' {
        $made | New-Auth0ScimConfiguration | Out-Null
        $token = $made | New-Auth0ScimToken
        $tenant.ClearRequests()

        Get-WhatIf $tenant "Set-Auth0ScimConfiguration $($made.Id) -UserIdAttribute id -WhatIf" | Should -Match '(?m)^    user_id_attribute: externalId → id$'
        Get-WhatIf $tenant "New-Auth0ScimToken $($made.Id) -WhatIf" | Should -BeLike 'What if: POST *'
        (Invoke-WithPerson $tenant "Remove-Auth0ScimToken $($made.Id) $($token.TokenId)" 2).Questions | Should -HaveCount 1
        (Invoke-WithPerson $tenant "Remove-Auth0ScimConfiguration $($made.Id)" 2).Questions | Should -HaveCount 1
        Get-Change $tenant | Should -BeNullOrEmpty
    }
}
