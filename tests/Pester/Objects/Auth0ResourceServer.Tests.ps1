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

Describe 'New-Auth0ResourceServer' {
    BeforeEach { $tenant.ClearRequests() }

    It 'creates an API with <Name>' -ForEach @(
        @{ Name = 'names of scopes'; Scope = { 'read:x', 'write:x' }; Sent = '[{"value":"read:x"},{"value":"write:x"}]' }
        @{ Name = 'names and descriptions'; Scope = { [ordered]@{ 'read:x' = 'Read'; 'write:x' = 'Write' } }; Sent = '[{"value":"read:x","description":"Read"},{"value":"write:x","description":"Write"}]' }
        @{ Name = 'the API''s own form'; Scope = { @{ value = 'read:x'; description = 'Read' }, [pscustomobject]@{ value = 'write:x' } }; Sent = '[{"value":"read:x","description":"Read"},{"value":"write:x"}]' }
        @{ Name = 'the scopes of another one'; Scope = { (Get-Auth0ResourceServer -Audience urn:example:reports).Scopes }; Sent = $null }
        @{ Name = 'no scope'; Scope = { @() }; Sent = '[]' }
    ) {
        $scopes = & $Scope
        $tenant.ClearRequests()

        $new = New-Auth0ResourceServer "urn:test:$(Get-Random)" -Scope @($scopes)

        $new | Should -BeOfType [Auth0ResourceServer]
        $body = (Get-Change $tenant).ReadBody() | ConvertFrom-Json
        $body.name | Should -Be $body.identifier -Because 'a name is not required'
        $expected = $Sent ?? (ConvertTo-Json @($scopes | ForEach-Object { [ordered]@{ value = $_.Value; description = $_.Description } }) -Compress)
        ConvertTo-Json @($body.scopes) -Compress | Should -Be $expected
    }

    It 'sends a lifetime in seconds, and switches' {
        New-Auth0ResourceServer https://stock.example.com/ Stock -TokenLifetime 01:00:00 -SigningAlgorithm RS256 -EnforcePolicy -TokenDialect access_token_authz -AllowOfflineAccess:$false | Out-Null

        (Get-Change $tenant).ReadBody() | Should -Be '{"identifier":"https://stock.example.com/","name":"Stock","signing_alg":"RS256","token_lifetime":3600,"token_dialect":"access_token_authz","allow_offline_access":false,"enforce_policies":true}'
    }

    It 'binds its tokens with -ProofOfPossession, until $null ends it' {
        $api = New-Auth0ResourceServer urn:bound Bound -ProofOfPossession ([ordered]@{ mechanism = 'dpop'; required = $true })

        (Get-Change $tenant).ReadBody() | Should -BeLike '*"proof_of_possession":{"mechanism":"dpop","required":true}*'
        $api.ProofOfPossession.mechanism, $api.ProofOfPossession.required | Should -Be dpop, $true
        $tenant.Apis.Where({ $_.Identifier -eq 'urn:bound' })[0].DPoP | Should -Be Required
        $tenant.ClearRequests()
        ($api | Set-Auth0ResourceServer -ProofOfPossession $null -PassThru).ProofOfPossession | Should -BeNullOrEmpty
        (Get-Change $tenant).ReadBody() | Should -Be '{"proof_of_possession":null}'
        $tenant.Apis.Where({ $_.Identifier -eq 'urn:bound' })[0].DPoP | Should -Be None
    }

    It 'refuses what is no scope, before anything is sent' {
        (Get-Failure { New-Auth0ResourceServer urn:x -Scope 42 }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'sends nothing with -WhatIf' {
        Get-WhatIf $tenant 'New-Auth0ResourceServer urn:new New read:x -WhatIf' | Should -BeLike 'What if: POST http*/api/v2/resource-servers*identifier: urn:new*'
        Get-Change $tenant | Should -BeNullOrEmpty
    }
}

Describe 'Set-Auth0ResourceServer' {
    BeforeEach {
        $api = New-Auth0ResourceServer "urn:test:$(Get-Random)" -Scope ([ordered]@{ 'read:x' = 'Read'; 'write:x' = 'Write' })
        $tenant.ClearRequests()
    }

    It 'adds scopes and removes them, and keeps the others with their descriptions' {
        $changed = $api | Set-Auth0ResourceServer -AddScope @{ 'share:x' = 'Share' } -RemoveScope write:x, none:x -PassThru

        $changed.Scopes.Value | Should -Be 'read:x', 'share:x'
        (Get-Change $tenant).ReadBody() | Should -Be '{"scopes":[{"value":"read:x","description":"Read"},{"value":"share:x","description":"Share"}]}'
    }

    It 'changes a description, and no description where only the name is added' {
        Set-Auth0ResourceServer $api.Id -AddScope read:x
        Get-Change $tenant | Should -BeNullOrEmpty

        (Set-Auth0ResourceServer $api.Id -AddScope @{ 'read:x' = 'Read all' } -PassThru).Scopes[0].Description | Should -Be 'Read all'
    }

    It 'replaces scopes, and takes the API by its identifier' {
        (Set-Auth0ResourceServer $api.Identifier -Scope one:x -Name Renamed -PassThru).Scopes.Value | Should -Be 'one:x'
        (Set-Auth0ResourceServer $api.Identifier -Scope @() -PassThru).Scopes | Should -BeNullOrEmpty
        (Get-Change $tenant)[0].Path | Should -Be "/api/v2/resource-servers/$([uri]::EscapeDataString($api.Identifier))"
    }

    It 'registers types of authorization details, and how it asks for consent' {
        $changed = $api | Set-Auth0ResourceServer -AuthorizationDetailsType payment_initiation, account_information -ConsentPolicy transactional-authorization-with-mfa -PassThru

        (Get-Change $tenant)[0].ReadBody() | Should -Be '{"authorization_details":[{"type":"payment_initiation"},{"type":"account_information"}],"consent_policy":"transactional-authorization-with-mfa"}'
        $changed.AuthorizationDetails.type | Should -Be 'payment_initiation', 'account_information'
        $changed.ConsentPolicy | Should -Be 'transactional-authorization-with-mfa'
        ($api | Set-Auth0ResourceServer -AuthorizationDetailsType @() -PassThru).AuthorizationDetails | Should -BeNullOrEmpty
    }

    It 'takes no scopes to replace and to add at once' {
        (Get-Failure { $api | Set-Auth0ResourceServer -Scope a -AddScope b }).FullyQualifiedErrorId | Should -BeLike 'ConflictingParameters,*'
    }

    It 'completes the scopes of the API' {
        $api.Identifier | Should -Not -BeNullOrEmpty
        Wait-Until { (TabExpansion2 "Set-Auth0ResourceServer $Orders -RemoveScope read:o").CompletionMatches.CompletionText -contains 'read:orders' }
    }

    It 'shows with -WhatIf what would change' {
        Get-WhatIf $tenant "Set-Auth0ResourceServer $($api.Id) -TokenLifetime 00:30:00 -AddScope share:x -WhatIf" | Should -Match '(?s)^What if: PATCH .*token_lifetime: \d+ → 1800.*scopes: .*share:x'
        Get-Change $tenant | Should -BeNullOrEmpty
    }
}

Describe 'Remove-Auth0ResourceServer' {
    BeforeEach {
        $api = New-Auth0ResourceServer "urn:doomed:$(Get-Random)"
        $tenant.ClearRequests()
    }

    It 'asks, and takes no for an answer' {
        (Invoke-WithPerson $tenant "Remove-Auth0ResourceServer $($api.Identifier)" 2).Questions[0] | Should -BeLike "DELETE http*name: $($api.Name)*"
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'deletes with -Force, by id from the pipeline, and nothing with -WhatIf' {
        Get-WhatIf $tenant "Remove-Auth0ResourceServer $($api.Id) -Force -WhatIf" | Should -BeLike 'What if: DELETE *'
        Get-Change $tenant | Should -BeNullOrEmpty
        $api | Remove-Auth0ResourceServer -Force
        (Get-Failure { Get-Auth0ResourceServer -Id $api.Id }).FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
    }
}
