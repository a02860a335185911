BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $portal = $tenant.GetApplication('Web Portal')
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Start-Auth0PasswordlessLogin' {
    BeforeEach {
        $connection = Get-ApplicationParameter $tenant 'Web Portal'
        Connect-Auth0 @connection | Out-Null
        $tenant.ClearRequests()
    }

    AfterEach { . Disconnect-Tenant }

    It 'has a code sent by e-mail' {
        $login = Start-Auth0PasswordlessLogin someone@example.com
        $request = $tenant.Requests[0]
        $body = $request.ReadBody() | ConvertFrom-Json

        "$request" | Should -Be 'POST /passwordless/start 200'
        $request.Headers['Content-Type'] | Should -BeLike 'application/json*'
        $body.psobject.Properties.Name | Sort-Object | Should -Be 'client_id', 'client_secret', 'connection', 'email', 'send'
        $body.client_id | Should -Be $portal.ClientId
        $body.client_secret | Should -Be (Get-PlainText $portal.ClientSecret)
        $body.connection | Should -Be 'email'
        $body.email | Should -Be 'someone@example.com'
        $body.send | Should -Be 'code'
        $tenant.LastMessageTo('someone@example.com') | Should -Match '^\d{6}$'
        $login.GetType().Name | Should -Be 'Auth0PasswordlessLogin'
        $login.Username | Should -Be 'someone@example.com'
        $login.Realm | Should -Be 'email'
        "$login" | Should -Be 'code by email to someone@example.com'
    }

    It 'has a code sent by text message' {
        $login = Start-Auth0PasswordlessLogin -PhoneNumber +15550155 -Audience $Orders -Scope openid
        $body = $tenant.Requests[0].ReadBody() | ConvertFrom-Json

        $body.psobject.Properties.Name | Sort-Object | Should -Be 'client_id', 'client_secret', 'connection', 'phone_number'
        $body.connection | Should -Be 'sms'
        $body.phone_number | Should -BeExactly '+15550155'
        $tenant.LastMessageTo('+15550155') | Should -Match '^\d{6}$'
        $login.Realm | Should -Be 'sms'
        $login.Audience | Should -Be $Orders
        $login.Scope | Should -Be 'openid'
    }

    It 'has a link sent, which says what it is for' {
        Start-Auth0PasswordlessLogin someone@example.com -Link -Audience $Orders -Scope openid, read:orders | Out-Null
        $body = $tenant.Requests[0].ReadBody() | ConvertFrom-Json

        $body.send | Should -Be 'link'
        $body.authParams.audience | Should -Be $Orders
        $body.authParams.scope | Should -Be 'openid read:orders'
        $tenant.LastMessageTo('someone@example.com') | Should -BeLike "$($tenant.Domain)/*"
    }

    It 'sends nothing with -WhatIf' {
        Start-Auth0PasswordlessLogin someone@example.com -WhatIf | Should -BeNullOrEmpty

        $tenant.CountRequests() | Should -Be 0
    }

    It 'says of <Name>: <Id>' -ForEach @(
        @{ Name = 'an address that is none'; Id = 'InvalidRequest'; Category = 'InvalidArgument'; Message = '*nobody*email format*'; Command = { Start-Auth0PasswordlessLogin nobody } }
        @{ Name = 'a number without its country'; Id = 'InvalidRequest'; Category = 'InvalidArgument'; Message = '*5550155*E.164*'; Command = { Start-Auth0PasswordlessLogin -PhoneNumber 5550155 } }
        @{ Name = 'too many messages'; Id = 'RateLimited'; Category = 'LimitsExceeded'; Message = '*wait 7200 s*'
            Command = { $tenant.AddFault(@{ StatusCode = 429; Headers = @{ 'Retry-After' = 7200 } }); Start-Auth0PasswordlessLogin someone@example.com } }
        @{ Name = 'a connection that the tenant has not'; Id = 'UnknownRealm'; Category = 'InvalidArgument'; Message = '*Connection does not exist*'
            Command = { $tenant.AddFault(@{ StatusCode = 400; Body = '{"error":"bad.connection","error_description":"Connection does not exist"}' }); Start-Auth0PasswordlessLogin someone@example.com } }
        @{ Name = 'a failure of the tenant, which may have sent the code'; Id = 'ServerError'; Category = 'ConnectionError'; Message = '*500*'
            Command = { $tenant.AddFault(@{ StatusCode = 500 }); Start-Auth0PasswordlessLogin someone@example.com } }
    ) {
        $failure = Get-Failure $Command

        $failure.FullyQualifiedErrorId | Should -Be "$Id,Auth0Flows.PowerShell.StartAuth0PasswordlessLoginCommand"
        $failure.CategoryInfo.Category | Should -Be $Category
        "$failure" | Should -BeLike "No code was sent to $Message"
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $tenant.CountRequests() | Should -Be 1
    }

    It 'says of a connection that the tenant has not where to set it up' {
        $tenant.AddFault(@{ StatusCode = 400; Body = '{"error":"bad.connection","error_description":"Connection does not exist"}' })

        (Get-Failure { Start-Auth0PasswordlessLogin someone@example.com }).ErrorDetails.RecommendedAction | Should -BeLike '*Authentication, Passwordless*'
    }

    It 'says of a wrong secret: InvalidClient' {
        $connection.ClientSecret = ConvertTo-SecureString 'wrong' -AsPlainText
        Connect-Auth0 @connection | Out-Null

        (Get-Failure { Start-Auth0PasswordlessLogin someone@example.com }).FullyQualifiedErrorId | Should -BeLike 'InvalidClient,*'
    }

    It 'says where nobody is connected: NotConnected' {
        Disconnect-Auth0

        (Invoke-WithEnvironment @{} { Get-Failure { Start-Auth0PasswordlessLogin someone@example.com } }).FullyQualifiedErrorId | Should -BeLike 'NotConnected,*'
    }
}
