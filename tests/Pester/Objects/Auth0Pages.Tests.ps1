# Login pages, domains, events, forms, flows and network rules: what each cmdlet sends, and that the objects pipe on.
BeforeDiscovery {
    $theme = "-Color @{ primary_button = '#635dff' } -Font @{ font_url = '' } -Border @{ button_border_radius = 3 } -PageBackground @{ page_layout = 'center' } -Widget @{ logo_position = 'center' }"
    $hook = "@{ type = 'webhook'; configuration = @{ webhook_endpoint = 'https://events.example.com/'; webhook_authorization = @{ method = 'bearer'; token = (ConvertTo-SecureString 's3cret' -AsPlainText) } } }"
    $families = @(
        @{ Noun = 'EventStream'; Path = 'event-streams'; Id = 'EventStreamId'; New = "audit user.created, user.deleted $hook"; Name = 'audit'
            Sent = '{"name":"audit","destination":{"configuration":{"webhook_authorization":{"method":"bearer","token":"s3cret"},"webhook_endpoint":"https://events.example.com/"},"type":"webhook"},"subscriptions":[{"event_type":"user.created"},{"event_type":"user.deleted"}]}'
            Set = '-Status disabled'; Changed = '{"status":"disabled"}' }
        @{ Noun = 'Form'; Path = 'forms'; Id = 'FormId'; New = "'Terms of use' -Language @{ primary = 'en' }"; Name = 'Terms of use'; Sent = '{"name":"Terms of use","languages":{"primary":"en"}}'
            Set = "-Name Terms"; Changed = '{"name":"Terms"}' }
        @{ Noun = 'Flow'; Path = 'flows'; Id = 'FlowId'; New = "Welcome"; Name = 'Welcome'; Sent = '{"name":"Welcome"}'; Set = '-Name Hello'; Changed = '{"name":"Hello"}' }
        @{ Noun = 'FlowConnection'; Path = 'flows/vault/connections'; Id = 'FlowConnectionId'; New = "CRM HTTP -Setup @{ type = 'BEARER'; token = (ConvertTo-SecureString 's3cret' -AsPlainText) }"; Name = 'CRM'
            Sent = '{"name":"CRM","app_id":"HTTP","setup":{"token":"s3cret","type":"BEARER"}}'; Set = '-Name CRM2'; Changed = '{"name":"CRM2"}' }
        @{ Noun = 'CustomDomain'; Path = 'custom-domains'; Id = 'CustomDomainId'; New = 'login.example.com -Type auth0_managed_certs'; Name = 'login.example.com'
            Sent = '{"domain":"login.example.com","type":"auth0_managed_certs"}'; Set = '-TlsPolicy recommended'; Changed = '{"tls_policy":"recommended"}' }
        @{ Noun = 'NetworkAcl'; Path = 'network-acls'; Id = 'NetworkAclId'; New = "'Block a country' @{ action = @{ block = `$true }; match = @{ geo_country_codes = @('AQ') }; scope = 'tenant' } -Priority 10 -Active"
            Sent = '{"description":"Block a country","rule":{"action":{"block":true},"match":{"geo_country_codes":["AQ"]},"scope":"tenant"},"priority":10,"active":true}'; Set = '-Active:$false'; Changed = '{"active":false}' }
        @{ Noun = 'BrandingTheme'; Path = 'branding/themes'; Id = 'ThemeId'; New = "$theme -DisplayName Night"
            Sent = '{"colors":{"primary_button":"#635dff"},"fonts":{"font_url":""},"borders":{"button_border_radius":3},"page_background":{"page_layout":"center"},"widget":{"logo_position":"center"},"displayName":"Night"}'
            Set = '-DisplayName Day'; Changed = '{"displayName":"Day"}' }
    )
}

BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Changes.ps1
    $tenant = Start-Auth0LocalTenant
    $connection = Get-ConnectParameter $tenant
    Connect-Auth0 @connection | Out-Null

    # Two JSON objects with the same members, whatever their order.
    function Get-Sorted([string] $Json) {
        $node = [System.Text.Json.Nodes.JsonNode]::Parse($Json)
        $sort = {
            param($n)
            if ($n -is [System.Text.Json.Nodes.JsonObject]) {
                '{' + (($n.GetEnumerator() | Sort-Object Key | ForEach-Object { "`"$($_.Key)`":" + (& $sort $_.Value) }) -join ',') + '}'
            }
            elseif ($n -is [System.Text.Json.Nodes.JsonArray]) { '[' + (@($n | ForEach-Object { & $sort $_ }) -join ',') + ']' }
            elseif ($null -eq $n) { 'null' }
            else { $n.ToJsonString() }
        }
        & $sort $node
    }
}

AfterAll {
    Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe '<Noun>' -ForEach $families {
    BeforeAll {
        $made = & ([scriptblock]::Create("New-Auth0$Noun $New"))
        $creation = @(Get-Change $tenant)[-1]
        $idPath = "/api/v2/$Path/$([uri]::EscapeDataString($made.$Id))"
    }

    It 'is created with what was typed' {
        $creation.Method, $creation.Path | Should -Be 'POST', "/api/v2/$Path"
        Get-Sorted $creation.ReadBody() | Should -Be (Get-Sorted $Sent)
        $made | Should -BeOfType ([type] "Auth0$Noun")
        $made.$Id | Should -Not -BeNullOrEmpty
    }

    It 'is not created with -WhatIf, and no secret is shown' {
        $tenant.ClearRequests()

        $shown = Get-WhatIf $tenant "New-Auth0$Noun $New -WhatIf"

        Get-Change $tenant | Should -BeNullOrEmpty
        $shown | Should -BeLike "*POST*/api/v2/$Path*"
        $shown | Should -Not -BeLike '*s3cret*'
    }

    It 'is found in the list, by its name, and by its id' {
        if ($Noun -ne 'BrandingTheme') { (& "Get-Auth0$Noun").$Id | Should -Contain $made.$Id }
        if ($Name) { (& "Get-Auth0$Noun" "$($Name.Substring(0, 3))*").$Id | Should -Be $made.$Id }
        ($made | & "Get-Auth0$Noun").$Id | Should -Be $made.$Id
    }

    It 'says what is not there' {
        $byName, $byId = @('nothing.like.it'), @{ ($Noun + 'Id') = 'nothing' }
        (Get-Failure { $Name ? (& "Get-Auth0$Noun" @byName -ErrorAction Stop) : (& "Get-Auth0$Noun" @byId -ErrorAction Stop) }).FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
    }

    It 'is changed in what was typed alone' {
        $tenant.ClearRequests()

        & ([scriptblock]::Create("`$args[0] | Set-Auth0$Noun $Set")) $made | Should -BeNullOrEmpty
        $change = Get-Change $tenant
        $change.Method, $change.Path | Should -Be 'PATCH', $idPath
        $change.ReadBody() | Should -Be $Changed
        (& ([scriptblock]::Create("`$args[0] | Set-Auth0$Noun $Set -PassThru")) $made).$Id | Should -Be $made.$Id
    }

    It 'wants something to change' {
        (Get-Failure { $made | & "Set-Auth0$Noun" }).FullyQualifiedErrorId | Should -BeLike 'MissingParameter,*'
    }

    It 'is deleted after a question, or with -Force' {
        $tenant.ClearRequests()

        Get-WhatIf $tenant "Remove-Auth0$Noun '$($made.$Id)' -WhatIf" | Should -BeLike "*DELETE*$idPath*"
        Get-Change $tenant | Should -BeNullOrEmpty
        $made | & "Remove-Auth0$Noun" -Force
        (Get-Change $tenant).Path | Should -Be $idPath
        (Get-Failure { $made | & "Get-Auth0$Noun" -ErrorAction Stop }).FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
    }
}

Describe 'What there is once' {
    BeforeEach { $tenant.ClearRequests() }

    It 'changes one color, and keeps the others' {
        Set-Auth0Branding -PrimaryColor '#111111' -PageBackground '#222222' -LogoUrl https://example.com/logo.png
        Set-Auth0Branding -PrimaryColor '#333333'

        @(Get-Change $tenant)[-1].ReadBody() | Should -Be '{"colors":{"primary":"#333333","page_background":"#222222"}}'
        $branding = Get-Auth0Branding
        $branding.Colors.primary, $branding.Colors.page_background, $branding.LogoUrl | Should -Be '#333333', '#222222', 'https://example.com/logo.png'
    }

    It 'shows the color before and after' {
        Set-Auth0Branding -PrimaryColor '#111111'

        Get-WhatIf $tenant "Set-Auth0Branding -PrimaryColor '#444444' -WhatIf" | Should -BeLike '*PATCH*branding*#111111*→*#444444*'
        (Get-Auth0Branding).Colors.primary | Should -Be '#111111'
    }

    It 'takes no color that is none' {
        (Get-Failure { Set-Auth0Branding -PrimaryColor red }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentValidationError,*'
    }

    It 'changes the settings of the login pages' {
        (Set-Auth0PromptSetting -IdentifierFirst -PassThru).IdentifierFirst | Should -BeTrue
        (Get-Change $tenant).ReadBody() | Should -Be '{"identifier_first":true}'
        Set-Auth0PromptSetting -IdentifierFirst:$false
        (Get-Auth0PromptSetting).IdentifierFirst | Should -BeFalse
    }

    It 'keeps the page template' {
        New-Auth0CustomDomain pages.example.com -Type auth0_managed_certs | Out-Null # Auth0 has templates for tenants with one
        $tenant.ClearRequests()
        $html = '<!DOCTYPE html><html><head>{%- auth0:head -%}</head><body>ü{%- auth0:widget -%}</body></html>'
        $file = New-Item (Join-Path $TestDrive page.html) -Value $html

        Set-Auth0UniversalLoginTemplate $file
        (Get-Change $tenant).ReadBody() | ConvertFrom-Json | ForEach-Object template | Should -Be $html
        (Get-Auth0UniversalLoginTemplate).Body | Should -Be $html
        Get-Auth0UniversalLoginTemplate | Set-Auth0UniversalLoginTemplate
        Remove-Auth0UniversalLoginTemplate -Force
        (Get-Failure { Get-Auth0UniversalLoginTemplate }).FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
    }

    It 'names a template file that is not there' {
        (Get-Failure { Set-Auth0UniversalLoginTemplate (Join-Path $TestDrive nothing.html) }).FullyQualifiedErrorId | Should -BeLike 'FileNotFound,*'
    }
}

Describe 'Custom texts' {
    It 'changes one text, and keeps the others of the prompt' {
        Set-Auth0CustomText login en @{ login = @{ title = 'Welcome'; description = 'Sign in' } }
        Set-Auth0CustomText login en @{ login = @{ title = 'Hello' }; 'login-email' = @{ title = 'Mail' } }

        $texts = Get-Auth0CustomText login en
        $texts.Prompt, $texts.Language, $texts.Text.login.title, $texts.Text.login.description, $texts.Text.'login-email'.title | Should -Be login, en, Hello, 'Sign in', Mail
    }

    It 'removes a text that is $null, and all others with -Replace' {
        Set-Auth0CustomText login fr @{ login = @{ title = 'A'; description = 'B' } }
        Set-Auth0CustomText login fr @{ login = @{ description = $null } }
        (Get-Auth0CustomText login fr).Text.login.Keys | Should -Be title

        (Set-Auth0CustomText login fr @{ login = @{ description = 'C' } } -Replace -PassThru).Text.login.Keys | Should -Be description
    }

    It 'removes a screen that is $null, and refuses a text in its place' {
        Set-Auth0CustomText login it @{ login = @{ title = 'A' }; 'login-email' = @{ title = 'B' } }
        (Set-Auth0CustomText login it @{ login = $null } -PassThru).Text.Keys | Should -Be 'login-email'
        (Get-Failure { Set-Auth0CustomText login it @{ login = 'Welcome' } }).FullyQualifiedErrorId | Should -BeLike 'InvalidRequestBody,*'
    }

    It 'keeps the others if a gateway answers something else' {
        Set-Auth0CustomText login es @{ login = @{ title = 'A' } }
        $tenant.ClearRequests()
        $tenant.AddFault(@{ Method = 'GET'; Path = '/api/v2/prompts/login/custom-text/es'; StatusCode = 200; Body = '{"message":"upstream"}' })

        (Get-Failure { Set-Auth0CustomText login es @{ 'login-email' = @{ title = 'B' } } }).FullyQualifiedErrorId | Should -BeLike 'InvalidResponse,*'
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'keeps the others if a gateway answers with nothing' {
        Set-Auth0CustomText login pt @{ login = @{ title = 'A' } }
        $tenant.AddFault(@{ Method = 'GET'; Path = '/api/v2/prompts/login/custom-text/pt'; StatusCode = 200; Body = '{}' })

        (Set-Auth0CustomText login pt @{ 'login-email' = @{ title = 'B' } } -PassThru).Text.Keys | Should -Be 'login', 'login-email'
    }

    It 'copies the texts to another language' {
        Set-Auth0CustomText login en @{ login = @{ title = 'Welcome' } } -Replace
        Get-Auth0CustomText login en | Set-Auth0CustomText -Language de

        (Get-Auth0CustomText login de).Text.login.title | Should -Be Welcome
    }
}

Describe 'Domains and events' {
    It 'verifies a domain' {
        $domain = New-Auth0CustomDomain id.example.com -Type auth0_managed_certs
        $tenant.ClearRequests()

        ($domain | Confirm-Auth0CustomDomain).Domain | Should -Be id.example.com
        Get-Call $tenant | Should -Be "POST /api/v2/custom-domains/$($domain.CustomDomainId)/verify"
    }

    It 'sends a test event, and reads the deliveries' {
        $stream = New-Auth0EventStream tests user.created @{ type = 'webhook'; configuration = @{ webhook_endpoint = 'https://events.example.com/' ; webhook_authorization = @{ method = 'bearer'; token = 'x' } } }
        $tenant.ClearRequests()

        ($stream | Test-Auth0EventStream -EventType user.created).EventType | Should -Be user.created
        (Get-Change $tenant).ReadBody() | Should -Be '{"event_type":"user.created"}'
        $stream | Get-Auth0EventDelivery -EventType user.created | Out-Null
        @(Get-Call $tenant)[-1] | Should -BeLike "GET /api/v2/event-streams/$($stream.Id)/deliveries?event_types=user.created&*"
    }
}

Describe 'Words that complete' {
    It 'completes <Line>' -ForEach @(
        @{ Line = 'Set-Auth0CustomText log'; Word = 'login' }
        @{ Line = 'New-Auth0EventStream a user.c'; Word = 'user.created' }
        @{ Line = 'New-Auth0FlowConnection a SL'; Word = 'SLACK' }
    ) {
        (TabExpansion2 $Line $Line.Length).CompletionMatches.CompletionText | Should -Contain $Word
    }
}
