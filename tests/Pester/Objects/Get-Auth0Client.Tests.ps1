BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Get-Auth0Client' {
    BeforeEach { . Connect-Application }

    AfterEach { . Disconnect-Tenant }

    Context 'which applications' {
        It 'gives all' {
            Get-Auth0Client | Should -HaveCount 12
            ($tenant.Requests | Select-Object -Last 1).Query | Should -Be 'page=0&per_page=100&include_totals=true'
        }

        It 'gives those of a name, with or without wildcards, in any case' {
            (Get-Auth0Client web*).Name | Should -Be 'web-shop', 'web-admin', 'Web Portal', 'web-checkout'
            (Get-Auth0Client WEB-SHOP).Name | Should -Be 'web-shop'
            (Get-Auth0Client -Name web-shop, mobile*).Name | Should -Be 'web-shop', 'Mobile for iOS', 'Mobile for Android'
            Get-Auth0Client nothing* | Should -BeNullOrEmpty
        }

        It 'misses a name that nothing has, and gives the others' {
            $applications = Get-Auth0Client web-shop, web-nothing -ErrorAction SilentlyContinue -ErrorVariable failures

            $applications.Name | Should -Be 'web-shop'
            $failures | Should -HaveCount 1
            $failures.FullyQualifiedErrorId | Should -Be 'NotFound,Auth0Flows.PowerShell.GetAuth0ClientCommand'
            $failures.CategoryInfo.Category | Should -Be 'ObjectNotFound'
            "$failures" | Should -Be "None of the clients is named 'web-nothing'."
            $failures.TargetObject | Should -Be 'web-nothing'
            $failures.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }

        It 'gives those of a type, sorted out by the tenant' {
            (Get-Auth0Client -AppType spa, native).AppType | Sort-Object -Unique | Should -Be 'native', 'spa'
            (Get-Auth0Client web* -AppType spa).Name | Should -Be 'web-shop', 'web-checkout'
            $tenant.Requests.Query | Should -Contain 'app_type=spa%2Cnative&page=0&per_page=100&include_totals=true'
        }

        It 'completes types' {
            $completions = [System.Management.Automation.CommandCompletion]::CompleteInput('Get-Auth0Client -AppType s', 26, $null).CompletionMatches

            $completions.CompletionText | Should -Contain 'spa'
            $completions.CompletionText | Should -Not -Contain 'native'
        }

        It 'gives those of ids from the pipeline, as texts or by property name' {
            $ids = (Get-Auth0Client web-shop, Automation).ClientId
            $tenant.ClearRequests()

            ($ids | Get-Auth0Client).Name | Should -Be 'Automation', 'web-shop'
            (Get-Auth0Client -ClientId $ids).Name | Should -Be 'Automation', 'web-shop'
            ([pscustomobject]@{ client_id = $ids[1] } | Get-Auth0Client).Name | Should -Be 'web-shop'
            ([pscustomobject]@{ ClientId = $ids[1] } | Get-Auth0Client).Name | Should -Be 'web-shop'
            $tenant.CountRequests('GET', '/api/v2/clients/*') | Should -Be 6
            $tenant.CountRequests('GET', '/api/v2/clients') | Should -Be 0
        }

        It 'reports one id that nothing has, and goes on: <Name>' -ForEach @(
            @{ Name = 'piped in'; Command = { $ids | Get-Auth0Client -ErrorAction SilentlyContinue -ErrorVariable script:failures } }
            @{ Name = 'as a parameter'; Command = { Get-Auth0Client -ClientId $ids -ErrorAction SilentlyContinue -ErrorVariable script:failures } }
        ) {
            $ids = (Get-Auth0Client Automation).ClientId, 'nothing', (Get-Auth0Client web-shop).ClientId
            $applications = & $Command

            $applications.Name | Should -Be 'Automation', 'web-shop'
            $failures | Should -HaveCount 1
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
            $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
            "$($failures[0])" | Should -BeLike '*/api/v2/clients/nothing: The client does not exist*(inexistent_client, HTTP 404)*'
            $failures[0].TargetObject | Should -Be 'nothing'
        }

        It 'takes an id for an id, whatever characters it has' {
            Get-Failure { 'a/b?c' | Get-Auth0Client } | Out-Null
            ($tenant.Requests | Select-Object -Last 1).Path | Should -Be '/api/v2/clients/a%2Fb%3Fc'

            (Get-Failure { '..' | Get-Auth0Client }).FullyQualifiedErrorId | Should -BeLike 'TemplateValueMissing,*'
        }
    }

    Context 'how many' {
        It 'asks for no more than -First' {
            (Get-Auth0Client -First 2).Name | Should -Be 'Automation', 'web-shop'
            ($tenant.Requests | Select-Object -Last 1).Query | Should -Be 'page=0&per_page=2&include_totals=true'
        }

        It 'passes over what is to be skipped' {
            (Get-Auth0Client -Skip 1 -First 2).Name | Should -Be 'web-shop', 'web-admin'
            (Get-Auth0Client -Skip 10).Name | Should -Be 'Partner CRM', 'All Applications'
            Get-Auth0Client -Skip 12 | Should -BeNullOrEmpty
            Get-Auth0Client -First 0 | Should -BeNullOrEmpty
        }

        It 'counts after the names' {
            (Get-Auth0Client web* -Skip 1 -First 2).Name | Should -Be 'web-admin', 'Web Portal'
        }

        It 'tells the total first, with -IncludeTotalCount' {
            $total, $application = Get-Auth0Client -First 1 -IncludeTotalCount

            $total | Should -Be 12
            $total.ToString() | Should -Be 'Total count: 12'
            $application.Name | Should -Be 'Automation'
        }

        It 'leaves nothing of its own to what runs behind it: <_>' -ForEach 'Get-Auth0Client -First 2', 'Get-Auth0Client -First 2 -IncludeTotalCount', 'Invoke-Auth0Api clients' {
            # If the module set a synchronization context, it would receive the continuations of other code's tasks and never run them.
            $contexts = & ([scriptblock]::Create($_)) | ForEach-Object { "$([System.Threading.SynchronizationContext]::Current)" }

            $contexts | Sort-Object -Unique | Should -BeNullOrEmpty
        }
    }

    Context 'the application' {
        BeforeEach { $shop = Get-Auth0Client web-shop }

        It 'has properties of real types' {
            $shop | Should -BeOfType [Auth0Client]
            $shop.AppType | Should -Be 'spa'
            $shop.ClientId | Should -Match '^\w{32}$'
            $shop.GrantTypes | Should -Be 'authorization_code', 'implicit', 'refresh_token'
            $shop.Callbacks | Should -Be 'https://web-shop.example.com/callback', 'http://localhost:3000/callback'
            $shop.WebOrigins | Should -Contain 'https://web-shop.example.com'
            $shop.AllowedLogoutUrls | Should -Contain 'https://web-shop.example.com'
            $shop.TokenEndpointAuthMethod | Should -Be 'none'
            $shop.IsFirstParty | Should -BeTrue
            $shop.ClientSecret | Should -BeOfType [Auth0Secret]
            $shop.ClientMetadata.environment | Should -Be 'staging'
            $shop.JwtConfiguration.LifetimeInSeconds | Should -Be 36000
            $shop.RefreshToken.RotationType | Should -Be 'rotating'
            $shop.SigningKeys[0].Cert | Should -BeLike '-----BEGIN CERTIFICATE-----*'
            "$shop" | Should -Be 'web-shop'
        }

        It 'has what this version does not know, under Auth0''s own names' {
            $new = Invoke-Auth0Api clients -Method POST -Body @{ name = 'new'; colour = 'blue'; nested = @{ list = 1, 2 } } | Get-Auth0Client

            $new.colour | Should -Be 'blue'
            $new.nested.list | Should -Be 1, 2
            $new.AdditionalProperties['colour'] | Should -Be 'blue'
            $new | Should -BeOfType [Auth0Client]
            $new | Invoke-Auth0Api 'clients/{client_id}' -Method DELETE
        }

        It 'is there where it has names that PowerShell can''t take' {
            $tenant.AddFault(@{ Path = '/api/v2/clients'; StatusCode = 200; Body = '{"clients":[{"name":"odd","psobject":1,"":2,"colour":"blue"},{"name":"even"}]}' })
            $odd, $even = Get-Auth0Client

            $odd.Name, $odd.colour, $even.Name | Should -Be 'odd', 'blue', 'even'
            $odd.AdditionalProperties['psobject'] | Should -Be 1
        }

        It 'does not show its secret by <_>' -ForEach 'Out-String', 'ConvertTo-Json', 'Export-Clixml' {
            $file = Join-Path $TestDrive 'client.xml'
            $shown = switch ($_) {
                'Out-String' { $shop | Out-String; $shop | Format-List -Property * -Force | Out-String -Width 9999 }
                'ConvertTo-Json' { $shop | ConvertTo-Json -WarningAction Ignore }
                'Export-Clixml' { $shop | Export-Clixml $file; Get-Content $file -Raw }
            }
            $secret = Get-PlainText $shop.ClientSecret
            $hexadecimal = [Convert]::ToHexString([System.Text.Encoding]::Unicode.GetBytes($secret))

            "$shown".Contains('web-shop') | Should -BeTrue
            "$shown".Contains($secret) | Should -BeFalse
            "$shown".Contains($hexadecimal, 'OrdinalIgnoreCase') | Should -BeFalse -Because 'that is the secret in hexadecimal'
        }

        It 'is an error where it is not of the documented form: <_>' -ForEach '{"clients":[5]}', '{"clients":[null]}', '{"clients":{}}', '{"applications":[]}', '[1]' {
            $tenant.AddFault(@{ Path = '/api/v2/clients'; StatusCode = 200; Body = $_ })
            $failure = Get-Failure { Get-Auth0Client }

            $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidJson,*'
            $failure.CategoryInfo.Category | Should -Be 'InvalidData'
            "$failure" | Should -BeLike "GET */api/v2/clients returned *"
            Get-Auth0Client | Should -HaveCount 12
        }
    }
}
