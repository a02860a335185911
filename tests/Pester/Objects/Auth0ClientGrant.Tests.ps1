BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Changes.ps1
    $tenant = Start-Auth0LocalTenant
    $connection = Get-ConnectParameter $tenant
    $session = Connect-Auth0 @connection
    $reports = 'urn:example:reports'
    $worker = New-Auth0Client worker non_interactive -GrantType client_credentials
    $workerSession = Connect-Auth0 -Domain $tenant.Domain -ClientId $worker.ClientId -ClientSecret $worker.ClientSecret -Name worker -MaximumRetryCount 0
    Connect-Auth0 @connection | Out-Null
}

AfterAll {
    Get-Auth0Session -ListAvailable | Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'Get-Auth0ClientGrant' {
    BeforeEach { $tenant.ClearRequests() }

    It 'gives all, page by page' {
        $grants = Get-Auth0ClientGrant

        $grants.Audience | Should -Be $tenant.ManagementAudience, $Orders, $reports
        $grants[0] | Should -BeOfType [Auth0ClientGrant]
        $grants[1].Scope | Should -Be 'read:orders', 'create:orders', 'update:orders', 'delete:orders'
        Get-Call $tenant | Should -Be 'GET /api/v2/client-grants?page=0&per_page=100&include_totals=true'
    }

    It 'has Auth0 filter by application and API' {
        (Get-Auth0ClientGrant $tenant.ClientId $reports).Audience | Should -Be $reports
        (Get-Auth0ClientGrant -Audience $Orders).ClientId | Should -Be $tenant.ClientId
        Get-Auth0ClientGrant -ClientId $worker.ClientId | Should -BeNullOrEmpty
        Get-Call $tenant | Should -Be @(
            "GET /api/v2/client-grants?client_id=$($tenant.ClientId)&audience=urn%3Aexample%3Areports&page=0&per_page=100&include_totals=true"
            'GET /api/v2/client-grants?audience=https%3A%2F%2Forders.example.com%2F&page=0&per_page=100&include_totals=true'
            "GET /api/v2/client-grants?client_id=$($worker.ClientId)&page=0&per_page=100&include_totals=true")
    }

    It 'has Auth0 filter by what organizations are to it' {
        Get-Auth0ClientGrant -AllowAnyOrganization | Should -BeNullOrEmpty
        Get-Auth0ClientGrant -AllowAnyOrganization:$false | Should -HaveCount 3
        Get-Call $tenant | Should -Be 'GET /api/v2/client-grants?allow_any_organization=true&page=0&per_page=100&include_totals=true', 'GET /api/v2/client-grants?allow_any_organization=false&page=0&per_page=100&include_totals=true'
    }

    It 'gives those of applications, and those for APIs, from the pipeline' {
        (Get-Auth0Client Automation, web* | Get-Auth0ClientGrant -Audience $Orders).Audience | Should -Be $Orders
        (Get-Auth0ResourceServer urn:* | Get-Auth0ClientGrant).ClientId | Should -Be $tenant.ClientId
    }

    It 'gives all for an API that has an application of its own' {
        [pscustomobject]@{ ClientId = $worker.ClientId; Identifier = $Orders } | Get-Auth0ClientGrant | Should -HaveCount 1
        Get-Call $tenant | Should -Be 'GET /api/v2/client-grants?audience=https%3A%2F%2Forders.example.com%2F&page=0&per_page=100&include_totals=true'
    }

    It 'gives those of ids, and reports one that is not there' {
        $id = (Get-Auth0ClientGrant -Audience $Orders).Id

        (Get-Auth0ClientGrant -Id $id, cgr_nothing -ErrorAction SilentlyContinue -ErrorVariable failures).Audience | Should -Be $Orders
        $failures.FullyQualifiedErrorId | Should -Be 'NotFound,Auth0Flows.PowerShell.GetAuth0ClientGrantCommand'
        $failures.TargetObject | Should -Be 'cgr_nothing'
    }
}

Describe 'A grant' {
    BeforeEach {
        Get-Auth0ClientGrant $worker.ClientId | Remove-Auth0ClientGrant -Force
        $tenant.ClearRequests()
    }

    Context 'New-Auth0ClientGrant' {
        It 'lets an application have tokens of an API' {
            (Get-Failure { Get-Auth0Token -Session $workerSession -Audience $Orders }).FullyQualifiedErrorId | Should -BeLike 'ClientGrantMissing,*'

            $grant = $worker | New-Auth0ClientGrant -Audience $Orders -Scope read:orders, create:orders
            $grant.Id | Should -BeLike 'cgr_*'
            (Get-Change $tenant).ReadBody() | Should -Be "{`"client_id`":`"$($worker.ClientId)`",`"audience`":`"$Orders`",`"scope`":[`"read:orders`",`"create:orders`"]}"
            (Get-Auth0Token -Session $workerSession -Audience $Orders -Force).Scope | Should -Be 'read:orders', 'create:orders'
        }

        It 'grants no scope where none is named' {
            (New-Auth0ClientGrant $worker.ClientId $reports).Scope | Should -BeNullOrEmpty
            ((Get-Change $tenant).ReadBody() | ConvertFrom-Json -AsHashtable).scope.Count | Should -Be 0
        }

        It 'takes what organizations are to it, and what has no parameter' {
            New-Auth0ClientGrant $worker.ClientId $reports read:reports -OrganizationUsage allow -AllowAnyOrganization -Property @{ subject_type = 'client' } | Out-Null

            $sent = (Get-Change $tenant).ReadBody() | ConvertFrom-Json
            $sent.organization_usage, $sent.allow_any_organization, $sent.subject_type | Should -Be 'allow', $true, 'client'
        }

        It 'copies the grants of another application' {
            Get-Auth0ClientGrant $tenant.ClientId | New-Auth0ClientGrant -ClientId $worker.ClientId | Out-Null

            foreach ($audience in $Orders, $reports) {
                (Get-Auth0ClientGrant $worker.ClientId $audience).Scope | Should -Be (Get-Auth0ClientGrant $tenant.ClientId $audience).Scope
            }
        }

        It 'says that there is one already, and goes on with the next' {
            New-Auth0ClientGrant $worker.ClientId $Orders read:orders | Out-Null
            $grants = [pscustomobject]@{ ClientId = $worker.ClientId; Audience = $Orders }, [pscustomobject]@{ ClientId = $worker.ClientId; Audience = $reports } |
                New-Auth0ClientGrant -Scope @() -ErrorAction SilentlyContinue -ErrorVariable failures

            $grants.Audience | Should -Be $reports
            $failures.FullyQualifiedErrorId | Should -Be 'Conflict,Auth0Flows.PowerShell.NewAuth0ClientGrantCommand'
        }

        It 'shows with -WhatIf what it would send, and sends nothing' {
            $shown = Get-WhatIf $tenant "New-Auth0ClientGrant $($worker.ClientId) $Orders read:orders -WhatIf"

            $shown | Should -BeLike "What if: POST http*/api/v2/client-grants*client_id: $($worker.ClientId)*audience: $Orders*scope: *read:orders*"
            Get-Change $tenant | Should -BeNullOrEmpty
        }
    }

    Context 'Set-Auth0ClientGrant' {
        BeforeEach {
            $grant = New-Auth0ClientGrant $worker.ClientId $Orders read:orders, create:orders
            $tenant.ClearRequests()
        }

        It 'adds scopes to the grant of an application for an API' {
            Set-Auth0ClientGrant -ClientId $worker.ClientId -Audience $Orders -AddScope update:orders, read:orders | Should -BeNullOrEmpty

            (Get-Change $tenant).Method | Should -Be 'PATCH'
            (Get-Change $tenant).Path | Should -Be "/api/v2/client-grants/$($grant.Id)"
            (Get-Change $tenant).ReadBody() | Should -Be '{"scope":["read:orders","create:orders","update:orders"]}'
            (Get-Auth0Token -Session $workerSession -Audience $Orders -Force).Scope | Should -Contain 'update:orders'
        }

        It 'takes scopes away, and replaces them' {
            ($grant | Set-Auth0ClientGrant -RemoveScope create:orders, delete:orders -PassThru).Scope | Should -Be 'read:orders'
            ($grant | Set-Auth0ClientGrant -Scope delete:orders -PassThru).Scope | Should -Be 'delete:orders'
            (Set-Auth0ClientGrant $grant.Id -RemoveScope delete:orders -AddScope read:orders -PassThru).Scope | Should -Be 'read:orders'
            (Set-Auth0ClientGrant -Id $grant.Id -Scope @() -PassThru).Scope | Should -BeNullOrEmpty
            (Get-Change $tenant).ReadBody() | Should -Be '{"scope":["read:orders"]}', '{"scope":["delete:orders"]}', '{"scope":["read:orders"]}', '{"scope":[]}'
        }

        It 'sends nothing where all is as it should be' {
            ($grant | Set-Auth0ClientGrant -AddScope read:orders -RemoveScope delete:orders -PassThru).Scope | Should -Be 'read:orders', 'create:orders'
            Get-Change $tenant | Should -BeNullOrEmpty
        }

        It 'minds the case of scopes' {
            $grant | Set-Auth0ClientGrant -RemoveScope READ:ORDERS
            Get-Change $tenant | Should -BeNullOrEmpty
        }

        It 'changes what organizations are to it' {
            $changed = $worker | Set-Auth0ClientGrant -Audience $Orders -OrganizationUsage require -AllowAnyOrganization:$false -PassThru

            $changed.OrganizationUsage | Should -Be 'require'
            (Get-Change $tenant).ReadBody() | Should -Be '{"organization_usage":"require","allow_any_organization":false}'
        }

        It 'reports applications without a grant, and goes on' {
            $automation = Get-Auth0Client Automation
            $changed = (Get-Auth0Client web-shop), $worker | Set-Auth0ClientGrant -Audience $Orders -AddScope delete:orders -PassThru -ErrorAction SilentlyContinue -ErrorVariable failures

            $changed.ClientId | Should -Be $worker.ClientId
            $failures | Should -HaveCount 1
            $failures[0].FullyQualifiedErrorId | Should -Be 'NotFound,Auth0Flows.PowerShell.SetAuth0ClientGrantCommand'
            "$($failures[0])" | Should -BeLike "*has no grant for '$Orders'*"
            $failures[0].TargetObject | Should -Not -Be $automation.ClientId
        }

        It 'changes no grant of another application or API, as a cache gives that ignores the query: <_>' -ForEach 'client_id', 'audience' {
            $other = @{ id = $grant.Id; client_id = $worker.ClientId; audience = $Orders; scope = @() }
            $other[$_] = 'https://other/'
            $tenant.AddFault(@{ Method = 'GET'; Path = '/api/v2/client-grants'; StatusCode = 200; Body = ConvertTo-Json @($other) })

            (Get-Failure { $worker | Set-Auth0ClientGrant -Audience $Orders -AddScope delete:orders }).FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
            Get-Change $tenant | Should -BeNullOrEmpty
        }

        It 'takes no scopes to replace and to add at once, nor nothing at all' {
            (Get-Failure { $grant | Set-Auth0ClientGrant -Scope read:orders -AddScope create:orders }).FullyQualifiedErrorId | Should -BeLike 'ConflictingParameters,*'
            (Get-Failure { $grant | Set-Auth0ClientGrant }).FullyQualifiedErrorId | Should -BeLike 'MissingParameter,*'
            Get-Change $tenant | Should -BeNullOrEmpty
        }

        It 'shows with -WhatIf what comes and goes where the scopes are many' {
            $shown = Get-WhatIf $tenant "Get-Auth0ClientGrant -Audience $($tenant.ManagementAudience) | Set-Auth0ClientGrant -AddScope read:current_user -RemoveScope read:users, read:logs -WhatIf"

            $shown | Should -Match '(?m)^    scope: (\d+) values → (\d+): \+ "read:current_user", − "read:users", − "read:logs"$'
            Get-Change $tenant | Should -BeNullOrEmpty
        }

        It 'shows with -WhatIf the scopes before and after, and sends nothing' {
            $shown = Get-WhatIf $tenant "Set-Auth0ClientGrant -ClientId $($worker.ClientId) -Audience $Orders -AddScope update:orders -WhatIf"

            $shown | Should -BeLike "What if: PATCH http*/api/v2/client-grants/$($grant.Id)*"
            $shown | Should -Match 'scope: \["read:orders","create:orders"\] → \["read:orders","create:orders","update:orders"\]'
            Get-Change $tenant | Should -BeNullOrEmpty
        }
    }

    Context 'Remove-Auth0ClientGrant' {
        BeforeEach {
            $grant = New-Auth0ClientGrant $worker.ClientId $Orders read:orders
            $tenant.ClearRequests()
        }

        It 'asks, names the API, and takes no for an answer' {
            $run = Invoke-WithPerson $tenant "Get-Auth0ClientGrant $($worker.ClientId) | Remove-Auth0ClientGrant" 2

            $run.Questions | Should -HaveCount 1
            $run.Questions[0] | Should -BeLike "DELETE http*/client-grants/$($grant.Id)*audience: $Orders*"
            Get-Change $tenant | Should -BeNullOrEmpty
        }

        It 'deletes without a question with -Force' {
            $run = Invoke-WithPerson $tenant "Remove-Auth0ClientGrant $($grant.Id) -Force"

            $run.Questions | Should -BeNullOrEmpty
            (Get-Change $tenant).StatusCode | Should -Be 204
            (Get-Failure { Get-Auth0Token -Session $workerSession -Audience $Orders -Force }).FullyQualifiedErrorId | Should -BeLike 'ClientGrantMissing,*'
        }

        It 'deletes nothing with -WhatIf, -Force or not' {
            Get-WhatIf $tenant "'$($grant.Id)' | Remove-Auth0ClientGrant -Force -WhatIf" | Should -BeLike "What if: DELETE http*/client-grants/$($grant.Id)*"
            Get-Change $tenant | Should -BeNullOrEmpty
        }
    }
}
