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

Describe 'Attack protection' {
    BeforeEach { $tenant.ClearRequests() }

    AfterEach { $tenant.ClearFaults() }

    It 'is read: all kinds, or some' {
        $kinds = Get-Auth0AttackProtection

        $kinds | Should -BeOfType [Auth0AttackProtection]
        $kinds.Kind | Should -Be 'BotDetection', 'BreachedPasswordDetection', 'BruteForceProtection', 'Captcha', 'PhoneProviderProtection', 'SuspiciousIPThrottling'
        (Get-Auth0AttackProtection bruteforceprotection).MaxAttempts | Should -Be 10
        $kinds | Format-Table | Out-String -Width 80 | Should -Match 'BruteForceProtection +True +block user'
    }

    It 'is changed, and the rest of it stays' {
        Set-Auth0AttackProtection BruteForceProtection -MaxAttempts 5 -Mode count_per_identifier -Enabled:$false | Should -BeNullOrEmpty

        Get-Sent | Should -Be 'PATCH /api/v2/attack-protection/brute-force-protection {"enabled":false,"max_attempts":5,"mode":"count_per_identifier"}'
        (Set-Auth0AttackProtection BruteForceProtection -Enabled -PassThru).MaxAttempts | Should -Be 5
    }

    It 'allows addresses, and no longer, without losing others' {
        $kinds = Get-Auth0AttackProtection BotDetection, BruteForceProtection, SuspiciousIPThrottling
        ($kinds | Set-Auth0AttackProtection -AddAllowedAddress 203.0.113.7, 198.51.100.0/24 -PassThru).Kind | Should -Be $kinds.Kind

        (Set-Auth0AttackProtection BotDetection -RemoveAllowedAddress 203.0.113.7 -PassThru).AllowedAddresses | Should -Be '198.51.100.0/24'
        (Set-Auth0AttackProtection BotDetection -AllowedAddress @() -PassThru).AllowedAddresses | Should -BeNullOrEmpty
        (Get-Auth0AttackProtection BruteForceProtection).AllowedAddresses | Should -Be '203.0.113.7', '198.51.100.0/24'
    }

    It 'has what only one kind has' {
        Set-Auth0AttackProtection BotDetection -BotDetectionLevel high -ChallengePasswordPolicy always -MonitoringModeEnabled
        Set-Auth0AttackProtection BreachedPasswordDetection -Method enhanced -Shield block -AdminNotificationFrequency daily, weekly
        (Set-Auth0AttackProtection PhoneProviderProtection -BackoffType exponential -PassThru).BackoffType | Should -Be 'exponential'
        Set-Auth0AttackProtection Captcha -ActiveProviderId recaptcha_v2 -Property @{ recaptcha_v2 = [ordered]@{ site_key = 'k'; secret = (ConvertTo-SecureString 's3cret-captcha' -AsPlainText) } }

        Get-Sent | Should -Be @(
            'PATCH /api/v2/attack-protection/bot-detection {"bot_detection_level":"high","challenge_password_policy":"always","monitoring_mode_enabled":true}'
            'PATCH /api/v2/attack-protection/breached-password-detection {"shields":["block"],"admin_notification_frequency":["daily","weekly"],"method":"enhanced"}'
            'PATCH /api/v2/attack-protection/phone-provider-protection {"type":"exponential"}'
            'PATCH /api/v2/attack-protection/captcha {"active_provider_id":"recaptcha_v2","recaptcha_v2":{"site_key":"k","secret":"s3cret-captcha"}}')
        Get-Shown { Get-Auth0AttackProtection Captcha | Format-List | Out-String } | Should -Not -Match 's3cret'
    }

    It 'refuses what belongs to another kind' {
        (Get-Failure { Set-Auth0AttackProtection Captcha -MaxAttempts 5 }).FullyQualifiedErrorId | Should -BeLike 'InvalidBody,*'
        (Get-Failure { Set-Auth0AttackProtection Firewall -Enabled }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentValidationError,*'
    }

    It 'shows with -WhatIf what would be sent, and nothing is' {
        Get-WhatIf $tenant 'Set-Auth0AttackProtection BotDetection -AddAllowedAddress 192.0.2.1 -WhatIf' | Should -BeLike 'What if: PATCH http*/attack-protection/bot-detection*allowlist: *192.0.2.1*'
        Get-Change $tenant | Should -BeNullOrEmpty
    }
}

Describe 'An address' {
    BeforeEach { $tenant.ClearRequests() }

    It 'is blocked or not' {
        $tenant.AddFault(@{ Path = '/api/v2/anomaly/blocks/ips/203.0.113.7'; StatusCode = 200; Body = '' })
        $blocks = [pscustomobject]@{ Ip = '203.0.113.7' }, [pscustomobject]@{ IPAddress = '2001:db8::1' } | Get-Auth0IPBlock

        $blocks | Should -BeOfType [Auth0IPBlock]
        $blocks.IPAddress | Should -Be '203.0.113.7', '2001:db8::1'
        $blocks.IsBlocked | Should -Be $true, $false
        (Get-Failure { Get-Auth0IPBlock nowhere }).FullyQualifiedErrorId | Should -BeLike 'InvalidRequest,*'
    }

    It 'is unblocked' {
        Get-Auth0IPBlock 203.0.113.7 | Remove-Auth0IPBlock
        Get-Sent | Should -Be 'DELETE /api/v2/anomaly/blocks/ips/203.0.113.7'
        Get-WhatIf $tenant 'Remove-Auth0IPBlock 203.0.113.7 -WhatIf' | Should -BeLike 'What if: DELETE http*/api/v2/anomaly/blocks/ips/203.0.113.7*'
    }
}
