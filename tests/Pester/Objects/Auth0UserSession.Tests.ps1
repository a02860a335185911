# What users have at the tenant: sessions, refresh tokens, grants, devices.
BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Changes.ps1
    $tenant = Start-Auth0LocalTenant -UserCount 300
    $connection = Get-ConnectParameter $tenant
    $application = Get-ApplicationParameter $tenant 'Web Portal'
    $phone = Get-ApplicationParameter $tenant 'Mobile for iOS'
    $web = Connect-Auth0 @application -Name web -Audience $Orders
    $mobile = Connect-Auth0 @phone -Name mobile -Audience $Orders
    Connect-Auth0 @connection | Out-Null
    $alice, $grace = 'alice', 'grace' | ForEach-Object { $tenant.GetUser($_) }

    function Get-Sent { (Get-Change $tenant) | ForEach-Object { "$($_.Method) $($_.Path)$($_.Query ? "?$($_.Query)" : '') $($_.ReadBody())".TrimEnd() } }

    # Signs a user in, with a refresh token.
    function Invoke-SignIn($User, $Session) {
        Get-Auth0Token -Session $Session -GrantType Password -Credential $User.Credential -Realm $User.Connection -Scope openid, offline_access, read:orders
    }

    function ConvertTo-Segment([string] $Text) { [uri]::EscapeDataString($Text) }
}

AfterAll {
    Get-Auth0Session -ListAvailable | Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'Sessions' {
    BeforeAll {
        # Users who signed in shortly before the tenant started have a session.
        $users = Get-Auth0User -Sort last_login:-1 -First 50 | Where-Object { $_ | Get-Auth0UserSession -First 1 } | Select-Object -First 3
        $users | Should -HaveCount 3
        $first, $second, $third = $users
    }

    BeforeEach { $tenant.ClearRequests() }

    It 'are those of users, or one by its id' {
        $session = $first | Get-Auth0UserSession

        $session | Should -BeOfType [Auth0UserSession]
        $session.UserId | Should -Be $first.UserId
        $session.LastInteractedAt | Should -BeOfType [DateTimeOffset]
        $session.Ip | Should -Be $session.Device.last_ip
        $session.ClientId | Should -Be $session.Clients[0].client_id
        (Get-Auth0UserSession -SessionId $session.Id).Id | Should -Be $session.Id
        (Get-Auth0UserSession $first.UserId, $second.UserId).UserId | Should -Be $first.UserId, $second.UserId
        ($first.UserId, $second.UserId | Get-Auth0UserSession).UserId | Should -Be $first.UserId, $second.UserId
        Get-Call $tenant | Select-Object -First 2 | Should -BeLike 'GET /api/v2/*sessions*'
        Get-Failure { Get-Auth0UserSession -SessionId ses_nothing } | ForEach-Object FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
    }

    It 'pipe on as what they are: one session, not all of its user' {
        $session = $first | Get-Auth0UserSession
        $tenant.ClearRequests()

        ($session | Get-Auth0UserSession).Id | Should -Be $session.Id
        ($session | Get-Auth0User).UserId | Should -Be $first.UserId
        ($session | Get-Auth0Client).ClientId | Should -Be $session.ClientId
        $session | Remove-Auth0UserSession -Force
        Get-Sent | Should -Be "DELETE /api/v2/sessions/$($session.Id)"
        $first | Get-Auth0UserSession | Should -BeNullOrEmpty
    }

    It 'without an id are not all of their user: <_>' -ForEach 'Remove-Auth0UserSession', 'Remove-Auth0UserRefreshToken', 'Remove-Auth0UserGrant' {
        $name = $_
        foreach ($empty in $null, '') {
            (Get-Failure { [pscustomobject]@{ Id = $empty; UserId = $alice.UserId } | & $name -Force }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentValidationError,*'
        }
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'are themselves out of a file, too' {
        $session = $second | Get-Auth0UserSession
        $tenant.AddFault(@{ Path = '/api/v2/sessions/*'; StatusCode = 202; Body = '{}'; Times = 2 })
        $session | ConvertTo-Deserialized | Remove-Auth0UserSession -Force
        $session | ConvertTo-Csv | ConvertFrom-Csv | Remove-Auth0UserSession -Force

        Get-Sent | Should -Be (@("DELETE /api/v2/sessions/$($session.Id)") * 2)
    }

    It 'end all for a user, with the refresh tokens if that is asked for' {
        Remove-Auth0UserSession $second.UserId -Force
        $third | Remove-Auth0UserSession -IncludeRefreshToken -Force

        Get-Sent | Should -Be "DELETE /api/v2/users/$(ConvertTo-Segment $second.UserId)/sessions", "POST /api/v2/users/$(ConvertTo-Segment $third.UserId)/revoke-access {}"
        $second, $third | Get-Auth0UserSession | Should -BeNullOrEmpty
    }

    It 'end one with its refresh tokens' {
        $tenant.AddFault(@{ Path = '/api/v2/sessions/*'; StatusCode = 202; Body = '{}' })
        Remove-Auth0UserSession -SessionId ses_1 -IncludeRefreshToken -Force

        Get-Sent | Should -Be 'POST /api/v2/sessions/ses_1/revoke'
    }

    It 'end only after yes, and those that are not there are errors of their own' {
        (Invoke-WithPerson $tenant "Remove-Auth0UserSession '$($alice.UserId)'" 2).Questions | Should -HaveCount 1
        Get-WhatIf $tenant "Remove-Auth0UserSession -SessionId ses_1, ses_2 -WhatIf" | Should -Match '(?s)What if: DELETE \S+/sessions/ses_1\s.*DELETE \S+/sessions/ses_2'
        Get-Change $tenant | Should -BeNullOrEmpty

        Remove-Auth0UserSession -SessionId ses_1, ses_2 -Force -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures.TargetObject | Should -Be 'ses_1', 'ses_2'
    }
}

Describe 'Refresh tokens' {
    BeforeEach {
        $null = Invoke-SignIn $alice $web
        $null = Invoke-SignIn $alice $mobile
        $tenant.ClearRequests()
    }

    AfterEach { $alice | Remove-Auth0UserRefreshToken -Force }

    It 'are described, and never shown' {
        $tokens = $alice | Get-Auth0UserRefreshToken

        $tokens | Should -HaveCount 2
        $tokens | Should -BeOfType [Auth0UserRefreshToken]
        $tokens.UserId | Select-Object -Unique | Should -Be $alice.UserId
        $tokens.ClientId | Sort-Object | Should -Be ($application.ClientId, $phone.ClientId | Sort-Object)
        $tokens[0].Audience | Should -Be $Orders
        ($tokens | Where-Object ClientId -EQ $phone.ClientId).Rotating | Should -BeTrue
        ($tokens[0] | Get-Auth0UserRefreshToken).Id | Should -Be $tokens[0].Id
        (Get-Auth0UserRefreshToken -RefreshTokenId $tokens[1].Id).Id | Should -Be $tokens[1].Id
    }

    It 'are revoked one by one' {
        $tokens = $alice | Get-Auth0UserRefreshToken
        $tokens[0] | Remove-Auth0UserRefreshToken -Force

        Get-Sent | Should -Be "DELETE /api/v2/refresh-tokens/$($tokens[0].Id)"
        ($alice | Get-Auth0UserRefreshToken).Id | Should -Be $tokens[1].Id
    }

    It 'are revoked all for a user, and give no tokens any more' {
        $token = Get-Auth0Token -Session $web -ListAvailable | Where-Object RefreshToken | Select-Object -First 1
        Remove-Auth0UserRefreshToken $alice.UserId -Force

        Get-Sent | Should -Be "DELETE /api/v2/users/$(ConvertTo-Segment $alice.UserId)/refresh-tokens"
        $alice | Get-Auth0UserRefreshToken | Should -BeNullOrEmpty
        (Get-Failure { $token | Update-Auth0Token -Session $web }).FullyQualifiedErrorId | Should -Not -BeNullOrEmpty
    }

    It 'are revoked for an application, and for an API of it' {
        $alice | Remove-Auth0UserRefreshToken -ClientId $phone.ClientId -Audience urn:other -Force
        $alice | Get-Auth0UserRefreshToken | Should -HaveCount 2
        $alice | Remove-Auth0UserRefreshToken -ClientId $phone.ClientId -Force

        ($alice | Get-Auth0UserRefreshToken).ClientId | Should -Be $application.ClientId
        Get-Sent | Select-Object -First 1 | Should -Be "POST /api/v2/refresh-tokens/revoke {`"user_id`":`"$($alice.UserId)`",`"client_id`":`"$($phone.ClientId)`",`"audience`":`"urn:other`"}"
        (Get-Failure { $alice | Remove-Auth0UserRefreshToken -Audience urn:other -Force }).FullyQualifiedErrorId | Should -BeLike 'MissingParameter,*'
    }

    It 'lead to their session' {
        $tenant.AddFault(@{ Path = '/api/v2/refresh-tokens/*'; StatusCode = 200; Body = '{"id":"rt_1","user_id":"auth0|1","session_id":"ses_1","client_id":"c"}' })
        $tenant.AddFault(@{ Path = '/api/v2/sessions/*'; StatusCode = 200; Body = '{"id":"ses_1","user_id":"auth0|1"}' })

        (Get-Auth0UserRefreshToken -RefreshTokenId rt_1 | Get-Auth0UserSession).Id | Should -Be ses_1
    }

    It 'are revoked only after yes' {
        (Invoke-WithPerson $tenant "Get-Auth0UserRefreshToken '$($alice.UserId)' | Remove-Auth0UserRefreshToken" 2, 2).Questions | Should -HaveCount 2
        Get-Change $tenant | Should -BeNullOrEmpty
    }
}

Describe 'Grants' {
    BeforeEach {
        $null = Invoke-SignIn $alice $web
        $null = Invoke-SignIn $grace $mobile
        Get-Auth0UserGrant | Where-Object { $_.UserId -eq $alice.UserId -and $_.ClientId -ne $application.ClientId } | Remove-Auth0UserGrant -Force
        $tenant.ClearRequests()
    }

    It 'are found by user, application and API' {
        $grant = $alice | Get-Auth0UserGrant -Audience $Orders

        $grant | Should -BeOfType [Auth0UserGrant]
        $grant.ClientId | Should -Be $application.ClientId
        $grant.Scope | Should -Contain 'read:orders'
        (Get-Auth0UserGrant).UserId | Sort-Object | Should -Be ($alice.UserId, $grace.UserId | Sort-Object)
        (Get-Auth0Client -ClientId $phone.ClientId | Get-Auth0UserGrant).UserId | Should -Be $grace.UserId
        Get-Call $tenant | Select-Object -First 1 | Should -Be "GET /api/v2/grants?user_id=$(ConvertTo-Segment $alice.UserId)&audience=$(ConvertTo-Segment $Orders)&page=0&per_page=100&include_totals=true"
    }

    It 'are removed one by one, or all of a user' {
        $grant = $alice | Get-Auth0UserGrant
        $grant | Remove-Auth0UserGrant -Force
        Remove-Auth0UserGrant $grace.UserId -Force

        Get-Sent | Should -Be "DELETE /api/v2/grants/$($grant.Id)", "DELETE /api/v2/grants?user_id=$(ConvertTo-Segment $grace.UserId)"
        Get-Auth0UserGrant | Should -BeNullOrEmpty
    }

    It 'of nobody are not those of all' {
        (Get-Failure { [pscustomobject]@{ UserId = '' } | Get-Auth0UserGrant }).FullyQualifiedErrorId | Should -BeLike 'MissingParameter,*'
        (Get-Failure { '' | Remove-Auth0UserGrant -Force }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentValidation*,*'
        Get-Call $tenant | Should -BeNullOrEmpty
    }

    It 'say whose they are before they are removed' {
        Get-WhatIf $tenant "Remove-Auth0UserGrant '$($alice.UserId)' -WhatIf" | Should -Match "What if: DELETE http\S+/grants\s+user_id: $([regex]::Escape($alice.UserId))"
        (Invoke-WithPerson $tenant "Remove-Auth0UserGrant '$($alice.UserId)'" 2).Questions | Should -HaveCount 1
        Get-Change $tenant | Should -BeNullOrEmpty
    }
}

Describe 'Devices' {
    BeforeEach {
        $alice | Remove-Auth0UserRefreshToken -Force
        $null = Invoke-SignIn $alice $web
        $null = Invoke-SignIn $alice $mobile
        $tenant.ClearRequests()
    }

    It 'have credentials of each type' {
        $devices = $alice | Get-Auth0UserDevice

        $devices | Should -BeOfType [Auth0UserDevice]
        $devices.Type | Should -Be 'refresh_token', 'rotating_refresh_token'
        Get-Call $tenant | Should -Be @('refresh_token', 'rotating_refresh_token', 'public_key' | ForEach-Object {
                "GET /api/v2/device-credentials?user_id=$(ConvertTo-Segment $alice.UserId)&type=$_&page=0&per_page=100&include_totals=true" })
        ($alice | Get-Auth0UserDevice -Type rotating_refresh_token -ClientId $phone.ClientId).ClientId | Should -Be $phone.ClientId
    }

    It 'are removed by being piped, after yes' {
        (Invoke-WithPerson $tenant "Get-Auth0UserDevice '$($alice.UserId)' -Type refresh_token | Remove-Auth0UserDevice" 2).Questions | Should -HaveCount 1
        Get-Change $tenant | Should -BeNullOrEmpty

        $device = $alice | Get-Auth0UserDevice -Type refresh_token
        $device | Remove-Auth0UserDevice -Force
        Get-Sent | Should -Be "DELETE /api/v2/device-credentials/$($device.Id)"
        ($alice | Get-Auth0UserDevice).Type | Should -Be 'rotating_refresh_token'
    }
}
