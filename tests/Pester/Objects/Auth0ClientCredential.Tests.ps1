# What an application authenticates with: its secret, and its keys.
BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Changes.ps1
    $tenant = Start-Auth0LocalTenant
    $connection = Get-ConnectParameter $tenant
    Connect-Auth0 @connection -Name admin | Out-Null

    $key = [System.Security.Cryptography.RSA]::Create(2048)
    $request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=test', $key, 'SHA256', [System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
    $certificate = $request.CreateSelfSigned([DateTimeOffset]::Now.AddDays(-1), [DateTimeOffset]::Now.AddMonths(6))
    $privatePem, $publicPem, $certificatePem = $key.ExportPkcs8PrivateKeyPem(), $key.ExportSubjectPublicKeyInfoPem(), $certificate.ExportCertificatePem()
    Set-Content $TestDrive/private.pem $privatePem
    Set-Content $TestDrive/rsa.pem $key.ExportRSAPrivateKeyPem()
    Set-Content $TestDrive/public.pem $publicPem
    Set-Content $TestDrive/both.pem "$privatePem`n$certificatePem"
    [System.IO.File]::WriteAllBytes("$TestDrive/certificate.cer", $certificate.RawData)
    Set-Content $TestDrive/nothing.pem 'no key'
    Set-Content $TestDrive/encrypted.pem $key.ExportEncryptedPkcs8PrivateKeyPem('passphrase', [System.Security.Cryptography.PbeParameters]::new('Aes256Cbc', 'SHA256', 1000))
}

AfterAll {
    Get-Auth0Session -ListAvailable | Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'Reset-Auth0ClientSecret' {
    BeforeEach {
        $app = New-Auth0Client "rotated $(Get-Random)" non_interactive -GrantType client_credentials
        New-Auth0ClientGrant $app.ClientId $Orders read:orders | Out-Null
        $tenant.ClearRequests()
    }

    AfterEach { Use-Auth0Session admin }

    It 'gives a new secret, with which the application connects, and ends the old one' {
        $rotated = $app | Reset-Auth0ClientSecret -Force

        (Get-Change $tenant).ForEach({ "$($_.Method) $($_.Path)" }) | Should -Be "POST /api/v2/clients/$($app.ClientId)/rotate-secret"
        $rotated | Should -BeOfType [Auth0Client]
        $rotated.ClientSecret | Should -BeOfType [Auth0Secret]
        $old, $new = (Get-PlainText $app.ClientSecret), (Get-PlainText $rotated.ClientSecret)
        $new | Should -Not -Be $old
        function Test-Secure([securestring] $Value) { $Value.Length }
        Test-Secure $rotated.ClientSecret | Should -Be $new.Length -Because 'it converts to a SecureString'

        $session = Connect-Auth0 $tenant.Domain $app.ClientId $rotated.ClientSecret -Name rotated -MaximumRetryCount 0
        (Get-Auth0Token $Orders -Session $session).Scope | Should -Be 'read:orders'
        $before = Connect-Auth0 $tenant.Domain $app.ClientId $app.ClientSecret -Name before -MaximumRetryCount 0
        (Get-Failure { Get-Auth0Token $Orders -Force -Session $before }).FullyQualifiedErrorId | Should -BeLike 'InvalidClient,*'
        $session, $before | Disconnect-Auth0
    }

    It 'shows the secret nowhere' {
        $rotated = $app | Reset-Auth0ClientSecret -Force

        Get-Shown { $rotated; $rotated | ConvertTo-Json -Depth 5 -WarningAction Ignore } | Should -Not -Match ([regex]::Escape((Get-PlainText $rotated.ClientSecret)))
    }

    It 'asks, and takes no for an answer' {
        $run = Invoke-WithPerson $tenant "Reset-Auth0ClientSecret $($app.ClientId)" 2

        $run.Questions | Should -HaveCount 1
        $run.Questions[0] | Should -BeLike "POST http*/clients/$($app.ClientId)/rotate-secret*"
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'rotates nothing with -WhatIf, -Force or not' {
        Get-WhatIf $tenant "Get-Auth0Client -ClientId $($app.ClientId) | Reset-Auth0ClientSecret -Force -WhatIf" | Should -BeLike 'What if: POST *rotate-secret*'
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'reports an application that is not there, and goes on' {
        ('nothing', $app.ClientId | Reset-Auth0ClientSecret -Force -ErrorAction SilentlyContinue -ErrorVariable failures).ClientId | Should -Be $app.ClientId
        $failures.FullyQualifiedErrorId | Should -Be 'NotFound,Auth0Flows.PowerShell.ResetAuth0ClientSecretCommand'
    }

    It 'warns where it is the session''s own application' {
        $own = Start-Auth0LocalTenant
        try {
            Connect-Auth0 $own.Domain $own.ClientId $own.ClientSecret -Name own | Out-Null

            $rotated = Reset-Auth0ClientSecret $own.ClientId -Force -Session own -WarningVariable warnings -WarningAction SilentlyContinue

            $warnings | Should -HaveCount 1
            $warnings | Should -BeLike "*'own'*Connect again*"
            Connect-Auth0 $own.Domain $own.ClientId $rotated.ClientSecret -Name again | Out-Null
            (Get-Auth0Token $own.ManagementAudience -Session again -Force).Audience | Should -Contain $own.ManagementAudience
        }
        finally {
            Get-Auth0Session -ListAvailable | Where-Object Name -In own, again | Disconnect-Auth0
            $own | Stop-Auth0LocalTenant
        }
    }
}

Describe 'New-Auth0ClientCredential' {
    BeforeEach {
        $app = New-Auth0Client "keys $(Get-Random)" non_interactive -GrantType client_credentials
        $tenant.ClearRequests()
    }

    It 'sends the public part of <File>, and nothing of a private key' -ForEach @(
        @{ File = 'private.pem'; Expected = { $publicPem } }
        @{ File = 'rsa.pem'; Expected = { $publicPem } }
        @{ File = 'public.pem'; Expected = { $publicPem } }
        @{ File = 'both.pem'; Expected = { $certificatePem } }
        @{ File = 'certificate.cer'; Expected = { $certificatePem } }
    ) {
        $new = New-Auth0ClientCredential $app.ClientId $TestDrive/$File -Name main

        $body = (Get-Change $tenant).ReadBody()
        $sent = $body | ConvertFrom-Json
        $sent.pem.Trim() | Should -Be (& $Expected).Trim()
        $sent.credential_type | Should -Be 'public_key'
        $body | Should -Not -Match 'PRIVATE'
        $new | Should -BeOfType [Auth0ClientCredential]
        $new.Id | Should -BeLike 'cred_*'
        $new.ClientId, $new.Name, $new.Alg | Should -Be $app.ClientId, 'main', 'RS256'
    }

    It 'takes a certificate, its end, and what has a parameter' {
        $new = $app | New-Auth0ClientCredential -Certificate $certificate -ParseExpiry -Algorithm PS256 -Kid 0123456789abc

        $sent = (Get-Change $tenant).ReadBody() | ConvertFrom-Json
        $sent.parse_expiry_from_cert, $sent.alg, $sent.kid | Should -Be $true, 'PS256', '0123456789abc'
        $new.ExpiresAt.UtcDateTime | Should -Be $certificate.NotAfter.ToUniversalTime()
    }

    It 'takes a subject for mTLS' {
        $new = $app | New-Auth0ClientCredential -SubjectDn 'CN=app,O=Acme'

        $new.CredentialType, $new.SubjectDn | Should -Be 'cert_subject_dn', 'CN=app,O=Acme'
    }

    It 'makes a credential with which the application connects' {
        New-Auth0ClientGrant $app.ClientId $Orders read:orders | Out-Null
        $new = $app | New-Auth0ClientCredential -Path $TestDrive/public.pem -ExpiresAt (Get-Date).AddYears(1)
        $app | Set-Auth0Client -Property @{ token_endpoint_auth_method = $null; client_authentication_methods = @{ private_key_jwt = @{ credentials = @(@{ id = $new.Id }) } } }

        $session = Connect-Auth0 -Domain $tenant.Domain -ClientId $app.ClientId -PrivateKeyPath $TestDrive/private.pem -Name keyed -MaximumRetryCount 0
        try { (Get-Auth0Token $Orders -Session $session).Scope | Should -Be 'read:orders' }
        finally {
            $session | Disconnect-Auth0
            Use-Auth0Session admin
        }
    }

    It 'says what is wrong with <File>' -ForEach @(
        @{ File = 'nothing.pem'; Id = 'InvalidRequestBody,*'; Text = '*no public RSA key and no certificate*' }
        @{ File = 'encrypted.pem'; Id = 'InvalidRequestBody,*'; Text = '*specify the public key*' }
        @{ File = 'missing.pem'; Id = 'FileNotFound,*'; Text = '*missing.pem*' }
    ) {
        $failure = Get-Failure { New-Auth0ClientCredential $app.ClientId $TestDrive/$File }

        $failure.FullyQualifiedErrorId | Should -BeLike $Id
        "$failure" | Should -BeLike $Text
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'sends nothing with -WhatIf' {
        $shown = (Invoke-AtPrompt 'Connect-Auth0 @connection | Out-Null; New-Auth0ClientCredential $id $path -Name main -WhatIf' @{ connection = Get-ConnectParameter $tenant; id = $app.ClientId; path = "$TestDrive/private.pem" }).Lines -join "`n"

        $shown | Should -BeLike "What if: POST http*/clients/$($app.ClientId)/credentials*name: main*"
        $shown | Should -Not -Match 'PRIVATE'
        Get-Change $tenant | Should -BeNullOrEmpty
    }
}

Describe 'Credentials' {
    BeforeEach {
        $app = New-Auth0Client "keys $(Get-Random)" non_interactive -GrantType client_credentials
        $made = $app | New-Auth0ClientCredential -Path $TestDrive/public.pem -Name main
        $path = "/api/v2/clients/$($app.ClientId)/credentials"
        $tenant.ClearRequests()
    }

    It 'are listed, and found by id, with their application' {
        ($app | Get-Auth0ClientCredential).Id | Should -Be $made.Id
        (Get-Auth0ClientCredential $app.ClientId $made.Id).ClientId | Should -Be $app.ClientId
        Get-Call $tenant | Should -Be "GET $path", "GET $path/$($made.Id)"
    }

    It 'have another end, or none' {
        $changed = $app | Get-Auth0ClientCredential | Set-Auth0ClientCredential -ExpiresAt 2030-01-01T00:00:00Z -PassThru
        $changed.ExpiresAt.UtcDateTime | Should -Be ([datetime]::new(2030, 1, 1))
        $changed.ClientId | Should -Be $app.ClientId
        (Set-Auth0ClientCredential $app.ClientId $made.Id $null -PassThru).ExpiresAt | Should -BeNullOrEmpty

        (Get-Change $tenant).ReadBody() | Should -Be '{"expires_at":"2030-01-01T00:00:00.0000000Z"}', '{"expires_at":null}'
    }

    It 'are deleted after a question' {
        (Invoke-WithPerson $tenant "Remove-Auth0ClientCredential $($app.ClientId) $($made.Id)" 2).Questions[0] | Should -BeLike "DELETE http*$path/$($made.Id)*name: main*"
        Get-WhatIf $tenant "Remove-Auth0ClientCredential $($app.ClientId) $($made.Id) -Force -WhatIf" | Should -BeLike 'What if: DELETE *'
        Get-Change $tenant | Should -BeNullOrEmpty

        $app | Get-Auth0ClientCredential | Remove-Auth0ClientCredential -Force
        $app | Get-Auth0ClientCredential | Should -BeNullOrEmpty
    }

    It 'are completed by their names, for the application in the line' {
        Wait-Until { (TabExpansion2 "Remove-Auth0ClientCredential -ClientId $($app.ClientId) -CredentialId ma").CompletionMatches.CompletionText -contains $made.Id }
    }
}
