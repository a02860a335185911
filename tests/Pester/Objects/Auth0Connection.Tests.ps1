BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Changes.ps1
    $tenant = Start-Auth0LocalTenant
    $connection = Get-ConnectParameter $tenant
    Connect-Auth0 @connection | Out-Null
    $secret = ConvertTo-SecureString 's3cret-of-the-provider' -AsPlainText
}

AfterAll {
    Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'New-Auth0Connection' {
    BeforeEach { $tenant.ClearRequests() }

    It 'creates one with its options, and hides their secrets' {
        $new = New-Auth0Connection acme-oidc oidc ([ordered]@{ client_id = 'auth0'; client_secret = $secret }) -DisplayName Acme -Realm acme -ShowAsButton

        $new | Should -BeOfType [Auth0Connection]
        $new.Id | Should -BeLike 'con_*'
        $new.Options.client_secret | Should -BeOfType [Auth0Secret]
        (Get-Change $tenant).ReadBody() | Should -Be '{"name":"acme-oidc","strategy":"oidc","options":{"client_id":"auth0","client_secret":"s3cret-of-the-provider"},"display_name":"Acme","realms":["acme"],"show_as_button":true}'
    }

    It 'shows with -WhatIf what it would send, without the secrets' {
        $shown = (Invoke-AtPrompt 'Connect-Auth0 @connection | Out-Null; New-Auth0Connection other oidc @{ client_secret = $secret } -WhatIf' @{ connection = Get-ConnectParameter $tenant; secret = $secret }).Lines -join "`n"

        $shown | Should -BeLike 'What if: POST http*/api/v2/connections*strategy: oidc*'
        $shown | Should -Not -Match 's3cret'
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'says that a name is taken' {
        (Get-Failure { New-Auth0Connection employees auth0 }).FullyQualifiedErrorId | Should -BeLike 'Conflict,*'
    }

    It 'completes the types' {
        (TabExpansion2 'New-Auth0Connection x sam').CompletionMatches.CompletionText | Should -Be 'samlp'
    }
}

Describe 'Set-Auth0Connection' {
    BeforeEach {
        $tenant.ClearFaults()
        $made = New-Auth0Connection "saml-$(Get-Random)" samlp @{ client_secret = $secret; signInEndpoint = 'https://idp.example.com/'; domain_aliases = @('a.example', 'b.example') } -Realm one, two
        $tenant.ClearRequests()
    }

    It 'changes options and keeps the others, secrets too, which the API would remove' {
        $made | Set-Auth0Connection -Option @{ signInEndpoint = 'https://new.example.com/' } | Should -BeNullOrEmpty

        $sent = ((Get-Change $tenant).ReadBody() | ConvertFrom-Json).options
        $sent.signInEndpoint, $sent.client_secret | Should -Be 'https://new.example.com/', 's3cret-of-the-provider'
        $sent.domain_aliases | Should -Be 'a.example', 'b.example'
    }

    It 'adds domains to the options and removes them, together with another option' {
        $changed = $made | Set-Auth0Connection -AddDomainAlias c.example -RemoveDomainAlias a.example -Option @{ debug = $true } -PassThru

        $changed.Options.domain_aliases | Should -Be 'b.example', 'c.example'
        $changed.Options.debug | Should -BeTrue
        Get-PlainText $changed.Options.client_secret | Should -Be 's3cret-of-the-provider'
        Get-Change $tenant | Should -HaveCount 1
    }

    It 'adds realms and removes them' {
        ($made | Set-Auth0Connection -AddRealm three -RemoveRealm one -PassThru).Realms | Should -Be 'two', 'three'
        (Get-Change $tenant).ReadBody() | Should -Be '{"realms":["two","three"]}'
    }

    It 'refuses to send options where the API does not return those that would be lost: <Name>' -ForEach @(
        @{ Name = '-Option'; Change = @{ Option = @{ debug = $true } } }
        @{ Name = '-AddDomainAlias'; Change = @{ AddDomainAlias = 'c.example' } }
    ) {
        $tenant.AddFault(@{ Method = 'GET'; Path = '/api/v2/connections/*'; StatusCode = 200; Body = "{`"id`":`"$($made.Id)`"}"; Times = 0 })

        $failure = Get-Failure { Set-Auth0Connection $made.Id @Change }

        $failure.FullyQualifiedErrorId | Should -BeLike 'ScopeNotGranted,*'
        "$failure" | Should -BeLike '*read:connections_options*'
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'takes no realms to replace and to add at once' {
        (Get-Failure { $made | Set-Auth0Connection -Realm x -AddRealm y }).FullyQualifiedErrorId | Should -BeLike 'ConflictingParameters,*'
    }

    It 'merges no options of something else that a gateway answers: <_>' -ForEach '{"id":"another","options":{"a":1}}', '{"message":"upstream"}' {
        $tenant.AddFault(@{ Method = 'GET'; Path = "/api/v2/connections/$($made.Id)"; StatusCode = 200; Body = $_ })

        (Get-Failure { $made | Set-Auth0Connection -Option @{ debug = $true } }).FullyQualifiedErrorId | Should -BeLike 'InvalidResponse,*'
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'shows with -WhatIf what would change, without the secrets' {
        $shown = Get-WhatIf $tenant "Set-Auth0Connection $($made.Id) -Option @{ debug = `$true } -DisplayName New -WhatIf"

        $shown | Should -BeLike "What if: PATCH http*/api/v2/connections/$($made.Id)*display_name: *New*"
        $shown | Should -Not -Match 's3cret'
        Get-Change $tenant | Should -BeNullOrEmpty
    }
}

Describe 'Remove-Auth0Connection' {
    BeforeEach {
        $tenant.ClearFaults()
        $made = New-Auth0Connection "doomed-$(Get-Random)" auth0
        $tenant.ClearRequests()
    }

    It 'asks, names the connection, and takes no for an answer' {
        $run = Invoke-WithPerson $tenant "Get-Auth0Connection $($made.Name) | Remove-Auth0Connection" 2

        $run.Questions[0] | Should -BeLike "DELETE http*/connections/$($made.Id)*name: $($made.Name)*"
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'deletes with -Force, and nothing with -WhatIf' {
        Get-WhatIf $tenant "Remove-Auth0Connection $($made.Id) -Force -WhatIf" | Should -BeLike 'What if: DELETE *'
        Get-Change $tenant | Should -BeNullOrEmpty
        $made | Remove-Auth0Connection -Force
        Get-Auth0Connection $made.Name -ErrorAction Ignore | Should -BeNullOrEmpty
    }
}
