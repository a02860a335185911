BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Changes.ps1
    $tenant = Start-Auth0LocalTenant
    $connection = Get-ConnectParameter $tenant
    Connect-Auth0 @connection | Out-Null

    function Get-Sent { (Get-Change $tenant).ForEach{ "$($_.Method) $($_.Path) $($_.ReadBody())".TrimEnd() } }
}

AfterAll {
    Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'The tenant''s settings' {
    BeforeEach { $tenant.ClearRequests() }

    It 'are read' {
        $settings = Get-Auth0Tenant

        $settings | Should -BeOfType [Auth0Tenant]
        $settings.FriendlyName | Should -Not -BeNullOrEmpty
        $settings.SessionLifetime | Should -Be 168
        $settings | Format-List | Out-String | Should -Match 'SessionLifetime +: 168'
    }

    It 'are changed, and the rest of them stays' {
        Set-Auth0Tenant 'Acme' -SupportEmail help@example.com -SessionLifetime 24.5 -Property @{ customize_mfa_in_postlogin_action = $true } | Should -BeNullOrEmpty
        Set-Auth0Tenant -Flag @{ revoke_refresh_token_grant = $true }

        Get-Sent | Should -Be @(
            'PATCH /api/v2/tenants/settings {"friendly_name":"Acme","support_email":"help@example.com","session_lifetime":24.5,"customize_mfa_in_postlogin_action":true}'
            'PATCH /api/v2/tenants/settings {"flags":{"revoke_refresh_token_grant":true}}')
        (Get-Auth0Tenant).SessionLifetime, (Get-Auth0Tenant).IdleSessionLifetime | Should -Be 24.5, 72
    }

    It 'get more values in their lists, and fewer, without losing others' {
        Set-Auth0Tenant -AddAllowedLogoutUrl https://a.example.com/, https://b.example.com/ -AddEnabledLocale de
        (Set-Auth0Tenant -RemoveAllowedLogoutUrl https://a.example.com/ -PassThru).AllowedLogoutUrls | Should -Be 'https://b.example.com/'
        (Get-Auth0Tenant).EnabledLocales | Should -Be 'en', 'de'
        (Set-Auth0Tenant -AllowedLogoutUrl @() -PassThru).AllowedLogoutUrls | Should -BeNullOrEmpty
        (Get-Failure { Set-Auth0Tenant -EnabledLocale de -AddEnabledLocale fr }).FullyQualifiedErrorId | Should -BeLike 'ConflictingParameters,*'
    }

    It 'show with -WhatIf what would be sent, and nothing is' {
        Get-WhatIf $tenant 'Set-Auth0Tenant -SessionLifetime 12 -WhatIf' | Should -BeLike 'What if: PATCH http*/api/v2/tenants/settings*session_lifetime: * 12*'
        Get-Change $tenant | Should -BeNullOrEmpty
        (Get-Failure { Set-Auth0Tenant }).FullyQualifiedErrorId | Should -BeLike 'MissingParameter,*'
    }
}

Describe 'Statistics' {
    BeforeEach { $tenant.ClearRequests() }

    It 'are read day by day' {
        $days = Get-Auth0DailyStatistic 2026-11-01 2026-11-03

        $days | Should -BeOfType [Auth0DailyStatistic]
        $days | Should -HaveCount 3
        $days[0].Date | Should -Be ([DateTimeOffset] '2026-11-01T00:00:00Z')
        Get-Call $tenant | Should -Be 'GET /api/v2/stats/daily?from=20261101&to=20261103'
        Get-Auth0DailyStatistic -From 2026-11-01 -To 2026-11-30 -First 2 | Should -HaveCount 2
    }

    It 'have the number of active users' {
        Get-Auth0ActiveUserCount | Should -BeOfType [long]
        Get-Call $tenant | Should -Be 'GET /api/v2/stats/active-users'
    }
}

Describe 'Signing keys' {
    BeforeEach { $tenant.ClearRequests() }

    AfterEach { $tenant.ClearFaults() }

    It 'are read: all, or by key id' {
        $keys = Get-Auth0SigningKey

        $keys | Should -BeOfType [Auth0SigningKey]
        $current = $keys | Where-Object Use -EQ current
        $current | Should -HaveCount 1
        $current.Certificate | Should -BeLike '-----BEGIN CERTIFICATE-----*'
        ($current | Get-Auth0SigningKey).KeyId | Should -Be $current.KeyId
        (Get-Auth0SigningKey $current.KeyId).Thumbprint | Should -Be $current.Thumbprint
    }

    It 'are rotated only after yes' {
        $before = (Get-Auth0SigningKey | Where-Object Current).KeyId
        (Invoke-WithPerson $tenant 'Reset-Auth0SigningKey' 2).Questions | Should -HaveCount 1
        (Get-Auth0SigningKey | Where-Object Current).KeyId | Should -Be $before

        (Reset-Auth0SigningKey -Force).KeyId | Should -Not -BeNullOrEmpty
        (Get-Auth0SigningKey | Where-Object Current).KeyId | Should -Not -Be $before
    }

    It 'are revoked only after yes, but not the current one' {
        Reset-Auth0SigningKey -Force | Out-Null
        $old = Get-Auth0SigningKey | Where-Object Use -EQ previous | Select-Object -First 1
        (Invoke-WithPerson $tenant "Revoke-Auth0SigningKey $($old.KeyId)" 2).Questions | Should -HaveCount 1
        (Get-Auth0SigningKey $old.KeyId).Revoked | Should -BeFalse

        $old | Revoke-Auth0SigningKey -Force
        (Get-Auth0SigningKey $old.KeyId).Use | Should -Be 'revoked'
        (Get-Failure { Get-Auth0SigningKey | Where-Object Current | Revoke-Auth0SigningKey -Force }).FullyQualifiedErrorId | Should -BeLike 'InvalidRequest,*'
        Get-Sent | Select-Object -Last 2 | Should -BeLike 'PUT /api/v2/keys/signing/*/revoke*'
    }
}

Describe 'Encryption keys' {
    BeforeEach {
        Get-Auth0EncryptionKey | Remove-Auth0EncryptionKey -Force
        $tenant.ClearRequests()
    }

    It 'are created, get their own material, and are deleted' {
        $key = New-Auth0EncryptionKey customer-provided-root-key
        $key | Should -BeOfType [Auth0EncryptionKey]
        $wrapping = $key | New-Auth0WrappingKey
        $wrapping | Should -BeOfType [Auth0WrappingKey]
        $wrapping.PublicKey, $wrapping.Algorithm | Should -BeLike '*'
        $wrapped = ConvertTo-SecureString 's3cret-material' -AsPlainText

        ($key | Import-Auth0EncryptionKey -WrappedKey $wrapped).State | Should -Be 'active'
        (Get-Change $tenant)[-1].ReadBody() | Should -Be '{"wrapped_key":"s3cret-material"}'
        (Get-Auth0EncryptionKey $key.KeyId).Type | Should -Be 'customer-provided-root-key'
        Get-WhatIf $tenant "Import-Auth0EncryptionKey $($key.KeyId) (ConvertTo-SecureString s3cret-material -AsPlainText) -WhatIf" | Should -Not -Match 's3cret'
        $key | Remove-Auth0EncryptionKey -Force
        Get-Auth0EncryptionKey | Should -BeNullOrEmpty
    }

    It 'are made anew only after yes' {
        (Invoke-WithPerson $tenant 'Reset-Auth0EncryptionKey' 2).Questions | Should -HaveCount 1
        Get-Change $tenant | Should -BeNullOrEmpty
        Reset-Auth0EncryptionKey -Force | Should -BeNullOrEmpty
        Get-Sent | Should -Be 'POST /api/v2/keys/encryption/rekey'
    }
}
