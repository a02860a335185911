# -AddX and -RemoveX of an application. That a change isn't lost between two writers is tested in the library (ListChangeTests), which can
# stop between the requests; here it is tested from the outside.
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

Describe 'Set-Auth0Client' {
    BeforeEach {
        $tenant.ClearFaults()
        $app = New-Auth0Client "lists $(Get-Random)" regular_web -Callback https://a.example/, https://b.example/ -AllowedLogoutUrl https://a.example/bye -WebOrigin https://a.example -GrantType authorization_code -Property @{ allowed_origins = @('https://a.example') }
        $tenant.ClearRequests()
    }

    It 'adds to <Property> and removes from it' -ForEach @(
        @{ Property = 'callbacks'; Change = @{ AddCallback = 'https://c.example/'; RemoveCallback = 'https://a.example/' }; Expected = 'https://b.example/', 'https://c.example/' }
        @{ Property = 'allowed_logout_urls'; Change = @{ AddAllowedLogoutUrl = 'https://c.example/bye'; RemoveAllowedLogoutUrl = 'https://a.example/bye' }; Expected = @('https://c.example/bye') }
        @{ Property = 'web_origins'; Change = @{ AddWebOrigin = 'https://c.example'; RemoveWebOrigin = 'https://a.example' }; Expected = @('https://c.example') }
        @{ Property = 'allowed_origins'; Change = @{ AddAllowedOrigin = 'https://c.example'; RemoveAllowedOrigin = 'https://a.example' }; Expected = @('https://c.example') }
        @{ Property = 'grant_types'; Change = @{ AddGrantType = 'refresh_token', 'authorization_code' }; Expected = 'authorization_code', 'refresh_token' }
    ) {
        $app | Set-Auth0Client @Change | Should -BeNullOrEmpty

        $sent = (Get-Change $tenant).ReadBody() | ConvertFrom-Json -AsHashtable
        $sent.Keys | Should -Be $Property
        $sent[$Property] | Should -Be $Expected
    }

    It 'changes several lists and other properties in one request' {
        $changed = $app | Set-Auth0Client -AddCallback https://c.example/ -AddGrantType refresh_token -Description New -PassThru

        $changed.Callbacks | Should -Be 'https://a.example/', 'https://b.example/', 'https://c.example/'
        $changed.GrantTypes | Should -Be 'authorization_code', 'refresh_token'
        $changed.Description | Should -Be 'New'
        (Get-Change $tenant) | Should -HaveCount 1
    }

    It 'sends nothing where nothing changes, and returns the application' {
        ($app | Set-Auth0Client -AddCallback https://a.example/ -RemoveCallback https://z.example/ -PassThru).ClientId | Should -Be $app.ClientId
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'makes the change again where it is not there after the request' {
        # As if another writer's list had come on top of it.
        $tenant.AddFault(@{ Method = 'PATCH'; Path = "/api/v2/clients/$($app.ClientId)"; StatusCode = 200; Body = "{`"client_id`":`"$($app.ClientId)`"}" })

        Set-Auth0Client $app.ClientId -AddCallback https://c.example/

        (Get-Auth0Client -ClientId $app.ClientId).Callbacks | Should -Be 'https://a.example/', 'https://b.example/', 'https://c.example/'
        Get-Change $tenant | Should -HaveCount 2
    }

    It 'asks with -Confirm before it sends the list' {
        $answers = Invoke-AtPrompt 'Connect-Auth0 @connection | Out-Null; Set-Auth0Client $id -AddCallback https://c.example/ -Confirm' @{ connection = Get-ConnectParameter $tenant; id = $app.ClientId } 0

        $answers.Questions | Should -HaveCount 1
        (Get-Auth0Client -ClientId $app.ClientId).Callbacks | Should -Be 'https://a.example/', 'https://b.example/', 'https://c.example/'
    }

    It 'takes no list to replace and to change at once: <Name>' -ForEach @(
        @{ Name = 'its parameter'; Change = @{ Callback = 'https://x.example/'; AddCallback = 'https://y.example/' } }
        @{ Name = '-Property'; Change = @{ Property = @{ callbacks = @('https://x.example/') }; RemoveCallback = 'https://y.example/' } }
    ) {
        $failure = Get-Failure { $app | Set-Auth0Client @Change }

        $failure.FullyQualifiedErrorId | Should -BeLike 'ConflictingParameters,*'
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'shows with -WhatIf the list before and after, and sends nothing' {
        Get-WhatIf $tenant "Set-Auth0Client $($app.ClientId) -AddCallback https://c.example/ -WhatIf" |
            Should -Match '(?m)^    callbacks: \["https://a.example/","https://b.example/"\] → \["https://a.example/","https://b.example/","https://c.example/"\]$'
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'changes each of several applications by its own list' {
        $other = New-Auth0Client "other $(Get-Random)" regular_web -Callback https://o.example/
        $tenant.ClearRequests()

        $changed = $app, $other | Set-Auth0Client -AddCallback https://new.example/ -PassThru

        $changed[0].Callbacks | Should -Be 'https://a.example/', 'https://b.example/', 'https://new.example/'
        $changed[1].Callbacks | Should -Be 'https://o.example/', 'https://new.example/'
    }
}
