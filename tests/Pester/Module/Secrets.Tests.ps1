BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1

    # Finds a secret in a text, as it is or as serialisers encode it. A short secret must stand alone.
    function Find-Secret([string[]] $Secrets, [string] $Text) {
        $whole = $Text -replace '\e\[[\d;]*m' -replace '\s'
        foreach ($secret in $Secrets) {
            if ($secret.Length -lt 10) {
                if ($Text -match "(?<![\w.])$([regex]::Escape($secret))(?!\w)") { $secret }
                continue
            }
            # Of a long secret, its beginning or its end alone is already too much.
            $parts = $secret.Length -gt 48 ? @($secret.Substring(0, 32), $secret.Substring($secret.Length - 32)) : @($secret)
            foreach ($part in $parts) {
                $bytes = [System.Text.Encoding]::Unicode.GetBytes($part)
                $guises = $part, [uri]::EscapeDataString($part), [System.Net.WebUtility]::HtmlEncode($part), (ConvertTo-Json $part).Trim('"'), [Convert]::ToHexString($bytes), [Convert]::ToHexStringLower($bytes)
                if ($guises.Where({ $whole.Contains(($_ -replace '\s'), [System.StringComparison]::Ordinal) })) { $secret; break }
            }
        }
    }

    # Runs all flows in a separate process: its output contains everything that they show on all streams.
    $output = & $PSScriptRoot/../../../build/Invoke-PowerShell.ps1 -NoProfile -NonInteractive -File $PSScriptRoot/../Helpers/Secrets.Flows.ps1 $ModulePath $TestDrive 2>&1 | Out-String -Width 9999
    $about = Get-Content $TestDrive/about.json -Raw | ConvertFrom-Json
    $shown = @{ output = $output }
    'transcript', 'forms' | ForEach-Object { $shown[$_] = Get-Content $TestDrive/$_.txt -Raw }
}

Describe 'No secret is shown' {
    It 'where every flow was run, well and badly' {
        $output -split '\r?\n' -match 'BROKEN|NOT FAILED' | Should -BeNullOrEmpty
        $about.Grants | Should -Be @(
            'authorization_code', 'client_credentials', 'http://auth0.com/oauth/grant-type/mfa-oob', 'http://auth0.com/oauth/grant-type/mfa-otp',
            'http://auth0.com/oauth/grant-type/mfa-recovery-code', 'http://auth0.com/oauth/grant-type/password-realm', 'http://auth0.com/oauth/grant-type/passwordless/otp',
            'password', 'refresh_token', 'urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token', 'urn:ietf:params:oauth:grant-type:device_code', 'urn:ietf:params:oauth:grant-type:token-exchange', 'urn:okta:params:oauth:grant-type:webauthn', 'urn:openid:params:grant-type:ciba')
        $about.Paths | Should -Be @(
            '/.well-known/jwks.json', '/api/v2/clients', '/authorize', '/bc-authorize', '/dbconnections/change_password', '/dbconnections/signup', '/echo/orders', '/mfa/associate', '/mfa/authenticators', '/mfa/authenticators/*', '/mfa/challenge', '/oauth/device/code',
            '/oauth/par', '/oauth/revoke', '/oauth/token', '/passkey/challenge', '/passkey/register', '/passwordless/start', '/userinfo', '/workloads/*')
        $about.Types | Should -Contain 'Auth0MfaChallenge'
        'Auth0MfaEnrollment', 'Auth0DeviceCode', 'Auth0BackchannelLogin', 'Auth0PasskeyChallenge', 'Auth0PasskeyOptions', 'Auth0PasskeyAnswer', 'Auth0LogoutRequest', 'Auth0SessionTransferToken', 'Auth0AuthorizeRequest', 'Auth0TokenTest', 'Auth0Jwt' | ForEach-Object { $about.Types | Should -Contain $_ }
        $about.Errors.Count | Should -BeGreaterThan 30
        $about.Errors | Should -Not -Contain 'Unknown'
        $about.Secrets.Count | Should -BeGreaterThan 100
    }

    It 'where all is shown that is not secret' {
        $output | Should -BeLike '*VERBOSE: POST http://127.0.0.1:*/oauth/token answered 200 in *'
        $output | Should -BeLike '*Wrong email or password*'
        $shown.transcript | Should -BeLike '*VERBOSE: *Get-Auth0Token*'
        $shown.forms | Should -BeLike '*<S*https://orders.example.com/</S>*'
        $shown.forms | Should -BeLike '*alice@example.com*'
    }

    It 'where each of them would be found' {
        $found = $about.Secrets | Where-Object { -not (Find-Secret $_ "before: $_ , after") }
        $found | Should -BeNullOrEmpty
        $hexadecimal = $about.Secrets | Where-Object Length -GE 10 | Where-Object { -not (Find-Secret $_ ([Convert]::ToHexString([System.Text.Encoding]::Unicode.GetBytes($_)))) }
        $hexadecimal | Should -BeNullOrEmpty
    }

    It 'in the <_>' -ForEach 'output', 'transcript', 'forms' {
        Find-Secret $about.Secrets $shown[$_] | Should -BeNullOrEmpty
        [regex]::Matches($shown[$_], 'CANARY.*').Value | Should -BeNullOrEmpty -Because 'so begin the wrong ones'
        [regex]::Matches($shown[$_], '-----BEGIN [A-Z ]*PRIVATE KEY|otpauth:|Fe26\.2|eyJ[\w-]{20}').Value | Should -BeNullOrEmpty -Because 'so begin keys, enrolments, MFA tokens and JWTs'
    }
}

Describe 'A token as text where a token object belongs' {
    It 'is repeated by no cmdlet' {
        $cmdlets = Get-Command -Module Auth0Flows | Where-Object { $_.Parameters['Token'].ParameterType.FullName -eq 'Auth0Flows.Auth0Token' }
        $cmdlets.Count | Should -BeGreaterThan 6
        foreach ($cmdlet in $cmdlets) {
            foreach ($token in 's3cret', (ConvertTo-SecureString 's3cret' -AsPlainText), @('s3cret', 's3cret')) {
                $failure = Get-Failure { & $cmdlet -Token $token }

                "$failure" | Should -BeLike '*A token is expected as Get-Auth0Token returns it, not as text.*' -Because $cmdlet.Name
                "$failure$($failure.Exception)$($failure.TargetObject)" | Should -Not -Match 's3cret' -Because $cmdlet.Name
            }
        }
    }
}

Describe 'Text where an object with secrets belongs' {
    BeforeAll { $session = Connect-Auth0 acme.eu.auth0.com client }

    AfterAll { $session | Disconnect-Auth0 }

    It 'is refused without being repeated: <Name>' -ForEach @(
        @{ Name = 'a challenge of Get-Auth0Token'; Words = '*Specify the challenge as an object*'; Command = { Get-Auth0Token -GrantType MfaOtp -Otp (ConvertTo-SecureString 123456 -AsPlainText) -MfaChallenge s3cret } }
        @{ Name = 'a challenge of Request-Auth0MfaChallenge'; Words = '*Specify the challenge as an object*'; Command = { Request-Auth0MfaChallenge -MfaChallenge s3cret } }
        @{ Name = 'a challenge of Get-Auth0MfaAuthenticator'; Words = '*Specify the challenge as an object*'; Command = { Get-Auth0MfaAuthenticator -MfaChallenge s3cret } }
        @{ Name = 'a challenge of Add-Auth0MfaAuthenticator'; Words = '*Specify the challenge as an object*'; Command = { Add-Auth0MfaAuthenticator -MfaChallenge s3cret -Type Otp } }
        @{ Name = 'a certificate'; Words = '*as Get-PfxCertificate returns it*'; Command = { Connect-Auth0 acme.eu.auth0.com c -Certificate '-----BEGIN PRIVATE KEY----- s3cret' } }
        @{ Name = 'the form of a login'; Words = '*fields of the response as a hashtable*'; Command = { New-Auth0AuthorizeUri -RedirectUri https://example.com/x | Complete-Auth0BrowserLogin -Form 'code=s3cret' } }
        @{ Name = 'a password in a redirect address'; Words = '*must not contain a user name*'; Command = { New-Auth0AuthorizeUri -RedirectUri https://u:s3cret@example.com/x } }
    ) {
        $failure = Get-Failure $Command

        "$failure" | Should -BeLike $Words
        "$failure $($failure.Exception) $($failure.TargetObject)" | Should -Not -BeLike '*s3cret*'
    }
}
