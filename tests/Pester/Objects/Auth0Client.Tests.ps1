BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Changes.ps1
    $tenant = Start-Auth0LocalTenant
    $connection = Get-ConnectParameter $tenant
    Connect-Auth0 @connection | Out-Null
}

AfterAll {
    Get-Auth0Session -ListAvailable | Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'New-Auth0Client' {
    BeforeEach { $tenant.ClearRequests() }

    It 'creates an application and gives it, with a secret that connects' {
        $new = New-Auth0Client nightly-report non_interactive -GrantType client_credentials
        $new | Should -BeOfType [Auth0Client]
        $new.ClientSecret | Should -BeOfType [Auth0Secret]
        (Get-Change $tenant).ReadBody() | Should -Be '{"name":"nightly-report","app_type":"non_interactive","grant_types":["client_credentials"]}'

        New-Auth0ClientGrant $new.ClientId $Orders read:orders | Out-Null
        $session = Connect-Auth0 $tenant.Domain $new.ClientId $new.ClientSecret -Name report
        (Get-Auth0Token -Session $session -Audience $Orders).Scope | Should -Be 'read:orders'
        $session | Disconnect-Auth0
        Connect-Auth0 @connection | Out-Null
    }

    It 'sends <Parameter> as <Body>' -ForEach @(
        @{ Parameter = @{ Callback = 'https://a.example/', 'https://b.example/' }; Body = '{"name":"new","callbacks":["https://a.example/","https://b.example/"]}' }
        @{ Parameter = @{ Callback = 'https://a.example/'; AllowedLogoutUrl = @() }; Body = '{"name":"new","callbacks":["https://a.example/"],"allowed_logout_urls":[]}' }
        @{ Parameter = @{ WebOrigin = 'https://a.example'; TokenEndpointAuthMethod = 'none' }; Body = '{"name":"new","token_endpoint_auth_method":"none","web_origins":["https://a.example"]}' }
        @{ Parameter = @{ Description = 'For trying'; Metadata = @{ team = 'data' } }; Body = '{"name":"new","description":"For trying","client_metadata":{"team":"data"}}' }
        @{ Parameter = @{ RequirePushedAuthorizationRequest = $true; RequireSignedRequest = $true }; Body = '{"name":"new","require_pushed_authorization_requests":true,"signed_request_object":{"required":true}}' }
        @{ Parameter = @{ RefreshTokenPolicy = [ordered]@{ audience = 'urn:a'; scope = 'read:a write:a' }, [ordered]@{ audience = 'urn:b'; scope = @('read:b') } }
            Body = '{"name":"new","refresh_token":{"policies":[{"audience":"urn:a","scope":["read:a","write:a"]},{"audience":"urn:b","scope":["read:b"]}]}}' }
        @{ Parameter = @{ Property = @{ jwt_configuration = @{ lifetime_in_seconds = 3600 } } }; Body = '{"name":"new","jwt_configuration":{"lifetime_in_seconds":3600}}' }
    ) {
        New-Auth0Client new @Parameter | Remove-Auth0Client -Force

        (Get-Change $tenant)[0].ReadBody() | Should -Be $Body
        (Get-Change $tenant)[0].StatusCode | Should -Be 201
    }

    It 'takes no property twice' {
        (Get-Failure { New-Auth0Client new -Description a -Property @{ description = 'b' } }).FullyQualifiedErrorId | Should -BeLike 'ConflictingParameters,*'
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'shows with -WhatIf what it would send, secrets masked, and sends nothing' {
        $shown = Get-WhatIf $tenant "New-Auth0Client new spa -Property @{ client_secret = 's3cret' } -WhatIf"

        $shown | Should -BeLike 'What if: POST http*/api/v2/clients*name: new*app_type: spa*'
        $shown | Should -Match 'client_secret: \*{8}'
        $shown | Should -Not -Match 's3cret'
        Get-Change $tenant | Should -BeNullOrEmpty
    }
}

Describe 'Set-Auth0Client' {
    BeforeEach {
        $shop = Get-Auth0Client web-shop
        $tenant.ClearRequests()
    }

    It 'changes what is named, and nothing else' {
        $changed = $shop | Set-Auth0Client -Description 'The shop' -PassThru

        $changed.Description | Should -Be 'The shop'
        $changed.Callbacks | Should -Be $shop.Callbacks
        (Get-Change $tenant).Method | Should -Be 'PATCH'
        (Get-Change $tenant).Path | Should -Be "/api/v2/clients/$($shop.ClientId)"
        (Get-Change $tenant).ReadBody() | Should -Be '{"description":"The shop"}'
        Set-Auth0Client $shop.ClientId -Property @{ description = $null } | Should -BeNullOrEmpty
    }

    It 'sets the policies of refresh tokens, and leaves their other settings' {
        $phone = $tenant.GetApplication('Mobile for iOS')
        Set-Auth0Client $phone.ClientId -RefreshTokenPolicy @{ audience = 'urn:example:reports'; scope = 'read:reports' }
        $settings = (Get-Auth0Client -ClientId $phone.ClientId).RefreshToken

        $settings.Policies.Audience, $settings.Policies.Scope | Should -Be 'urn:example:reports', 'read:reports'
        $settings.RotationType | Should -Be 'rotating'
        (Get-Change $tenant).ReadBody() | Should -BeLike '*"rotation_type":"rotating"*'
    }

    It 'changes many, reports the one that is not there, and goes on' {
        $given = $shop, [pscustomobject]@{ client_id = 'nothing' }, (Get-Auth0Client web-admin) |
            Set-Auth0Client -Metadata @{ reviewed = '2026' } -PassThru -ErrorAction SilentlyContinue -ErrorVariable failures

        $given.Name | Should -Be 'web-shop', 'web-admin'
        $given[0].ClientMetadata.reviewed, $given[0].ClientMetadata.environment | Should -Be '2026', 'staging'
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -Be 'NotFound,Auth0Flows.PowerShell.SetAuth0ClientCommand'
        $failures[0].TargetObject | Should -Be 'nothing'
    }

    It 'shows with -WhatIf each field before and after, leaves out what stays, and sends nothing' {
        $shown = Get-WhatIf $tenant "Get-Auth0Client web-shop | Set-Auth0Client -AppType spa -GrantType authorization_code -Metadata @{ environment = 'production' } -WhatIf"

        $shown | Should -BeLike "What if: PATCH http*/api/v2/clients/$($shop.ClientId)*"
        $shown | Should -Match '(?m)^    grant_types: \["authorization_code","implicit","refresh_token"\] → \["authorization_code"\]$'
        $shown | Should -Match '(?m)^    client_metadata\.environment: staging → production$'
        $shown | Should -Not -Match 'app_type'
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'names the credentials of signed requests, and keeps whether they are required' {
        Set-Auth0Client $shop.ClientId -RequireSignedRequest
        $tenant.ClearRequests()

        $changed = Set-Auth0Client $shop.ClientId -RequestObjectCredential cred_1, cred_2 -PassThru

        (Get-Change $tenant).ReadBody() | Should -Be '{"signed_request_object":{"required":true,"credentials":[{"id":"cred_1"},{"id":"cred_2"}]}}'
        $changed.SignedRequestObject.required | Should -BeTrue
        $changed.SignedRequestObject.credentials.id | Should -Be 'cred_1', 'cred_2'
        (Set-Auth0Client $shop.ClientId -RequestObjectCredential @() -RequireSignedRequest:$false -PassThru).SignedRequestObject.credentials | Should -BeNullOrEmpty
        (Get-Failure { Set-Auth0Client $shop.ClientId -RequestObjectCredential @{ id = 'cred_1' } }).Exception.Message | Should -BeLike '*Specify an id as text*'
    }

    It 'wants to know what is to be changed' {
        (Get-Failure { $shop | Set-Auth0Client }).FullyQualifiedErrorId | Should -BeLike 'MissingParameter,*'
    }
}

Describe 'Remove-Auth0Client' {
    BeforeEach {
        $old = New-Auth0Client old-worker non_interactive
        $tenant.ClearRequests()
    }

    AfterEach { Get-Auth0Client old-worker* | Remove-Auth0Client -Force }

    It 'asks, names the application, and takes no for an answer' {
        $run = Invoke-WithPerson $tenant "Get-Auth0Client old-worker | Remove-Auth0Client" 2

        $run.Questions | Should -HaveCount 1
        $run.Questions[0] | Should -BeLike "DELETE http*/api/v2/clients/$($old.ClientId)*name: old-worker*"
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'asks once where all are meant' {
        New-Auth0Client old-worker-2 | Out-Null
        $run = Invoke-WithPerson $tenant "Get-Auth0Client old-worker* | Remove-Auth0Client" 1

        $run.Questions | Should -HaveCount 1
        Get-Auth0Client old-worker* | Should -BeNullOrEmpty
    }

    It 'deletes without a question with -Force, and reports one that can''t be deleted' {
        $tenant.AddFault(@{ Method = 'DELETE'; Path = '/api/v2/clients/nothing'; StatusCode = 404; Body = '{"statusCode":404,"error":"Not Found","message":"The client does not exist","errorCode":"inexistent_client"}' })
        Remove-Auth0Client nothing, $old.ClientId -Force -ErrorAction SilentlyContinue -ErrorVariable failures

        $failures.TargetObject | Should -Be 'nothing'
        (Get-Change $tenant).StatusCode | Should -Be 404, 204
    }

    It 'deletes nothing with -WhatIf, -Force or not' {
        Get-WhatIf $tenant 'Get-Auth0Client old-worker | Remove-Auth0Client -Force -WhatIf' | Should -BeLike "What if: DELETE http*/api/v2/clients/$($old.ClientId)*name: old-worker*"
        Get-Change $tenant | Should -BeNullOrEmpty
    }
}
