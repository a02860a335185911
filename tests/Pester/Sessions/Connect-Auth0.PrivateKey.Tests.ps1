BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $passphrase = ConvertTo-SecureString 'pä$$ phrase&1' -AsPlainText
    $encryption = [System.Security.Cryptography.PbeParameters]::new('Aes256Cbc', 'SHA256', 2000)

    # The key that the tenant knows, in all formats that tools write; and invalid keys and files.
    $rsa = [System.Security.Cryptography.RSA]::Create(2048)
    $pem = @{
        'PKCS#1'                           = $rsa.ExportRSAPrivateKeyPem()
        'PKCS#8'                           = $rsa.ExportPkcs8PrivateKeyPem()
        'encrypted PKCS#8'                 = $rsa.ExportEncryptedPkcs8PrivateKeyPem((Get-PlainText $passphrase).ToCharArray(), $encryption)
        'a key of 1024 bits'               = [System.Security.Cryptography.RSA]::Create(1024).ExportPkcs8PrivateKeyPem()
        'an EC key'                        = [System.Security.Cryptography.ECDsa]::Create().ExportPkcs8PrivateKeyPem()
        'an EC key in its own form'        = [System.Security.Cryptography.ECDsa]::Create().ExportECPrivateKeyPem()
        'a public key'                     = $rsa.ExportSubjectPublicKeyInfoPem()
        'garbage'                          = 'this is not a key'
        'a damaged key'                    = $rsa.ExportPkcs8PrivateKeyPem().Replace('MII', 'MXX')
        'an empty file'                    = ''
    }
    $pem['a key behind its certificate'] = "-----BEGIN CERTIFICATE-----`nAAAA`n-----END CERTIFICATE-----`n" + $pem['PKCS#8']

    # Saves one of them to a file.
    function Save-Key([string] $Name) {
        $path = Join-Path $TestDrive "$($Name -replace '\W', '-').pem"
        Set-Content -LiteralPath $path $pem[$Name]
        $path
    }

    function New-Certificate($Key, [string] $Subject) {
        $request = $Key -is [System.Security.Cryptography.RSA] ?
            [System.Security.Cryptography.X509Certificates.CertificateRequest]::new($Subject, $Key, 'SHA256', [System.Security.Cryptography.RSASignaturePadding]::Pkcs1) :
            [System.Security.Cryptography.X509Certificates.CertificateRequest]::new($Subject, $Key, 'SHA256')
        $request.CreateSelfSigned([System.DateTimeOffset]::Now.AddDays(-1), [System.DateTimeOffset]::Now.AddDays(1))
    }

    $certificate = New-Certificate $rsa 'CN=worker'
    $keyId = $tenant.AddClientCredential($tenant.ClientId, $pem['a public key'])
    $connection = @{ Domain = $tenant.Domain; ClientId = $tenant.ClientId; MaximumRetryCount = 0 }
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Connect-Auth0 with a private key' {
    BeforeEach { $tenant.ClearRequests() }

    AfterEach { Get-Auth0Session -ListAvailable | Disconnect-Auth0 }

    Context 'the key' {
        It 'may be <_>' -ForEach 'PKCS#1', 'PKCS#8', 'a key behind its certificate' {
            $session = Connect-Auth0 @connection -PrivateKeyPath (Save-Key $_)

            $session.ClientAuthenticationMethod | Should -Be 'PrivateKeyJwt'
            $tenant.CountRequests() | Should -Be 0
            (Get-Auth0Token $Orders).Audience | Should -Be $Orders
        }

        It 'may be encrypted, and is opened by its passphrase' {
            Connect-Auth0 @connection -PrivateKeyPath (Save-Key 'encrypted PKCS#8') -PrivateKeyPassphrase $passphrase | Out-Null

            (Get-Auth0Token $Orders).Audience | Should -Be $Orders
        }

        It 'is found by a path as PowerShell writes it' {
            $file = Split-Path (Save-Key 'PKCS#8') -Leaf
            Push-Location TestDrive:
            try { Connect-Auth0 @connection -PrivateKeyPath ./$file | Out-Null }
            finally { Pop-Location }

            Connect-Auth0 @connection -PrivateKeyPath TestDrive:/$file | Out-Null
            (Get-Auth0Token $Orders).Audience | Should -Be $Orders
        }

        It 'may be that of a certificate' {
            (Connect-Auth0 @connection -Certificate $certificate).ClientAuthenticationMethod | Should -Be 'PrivateKeyJwt'

            (Get-Auth0Token $Orders).Audience | Should -Be $Orders
        }

        It 'may be that of a certificate from the pipeline, as Get-PfxCertificate gives it' {
            $file = Join-Path $TestDrive 'worker.pfx'
            [System.IO.File]::WriteAllBytes($file, $certificate.Export('Pfx', (Get-PlainText $passphrase)))
            Get-PfxCertificate $file -Password $passphrase | Connect-Auth0 @connection | Out-Null

            (Get-Auth0Token $Orders).Audience | Should -Be $Orders
        }

        It 'of a certificate outlives the session' {
            Connect-Auth0 @connection -Certificate $certificate | Disconnect-Auth0
            Connect-Auth0 @connection -Certificate $certificate | Out-Null

            (Get-Auth0Token $Orders).Audience | Should -Be $Orders
        }

        It 'is read once: the file may go' {
            $path = Save-Key 'PKCS#8'
            Connect-Auth0 @connection -PrivateKeyPath $path | Out-Null
            Remove-Item $path
            Get-Auth0Token $Orders | Out-Null

            (Get-Auth0Token $Orders -Force).Audience | Should -Be $Orders
        }

        It 'goes with the session: nothing can be renewed any more' {
            # Otherwise, sessions with the same key from earlier tests would keep the shared tokens.
            Get-Auth0Session -ListAvailable | Disconnect-Auth0
            [GC]::Collect()
            [GC]::WaitForPendingFinalizers()
            $session = Connect-Auth0 @connection -PrivateKeyPath (Save-Key 'PKCS#8')
            Get-Auth0Token $Orders | Out-Null
            Disconnect-Auth0
            $failure = Get-Failure { Get-Auth0Token $Orders -Force -Session $session }

            $failure.FullyQualifiedErrorId | Should -BeLike 'SessionClosed,*'
            $session.Tokens | Should -BeNullOrEmpty
            $tenant.CountRequests() | Should -Be 1
        }

        It 'shares tokens with another session of the same key, and with none of another' {
            Connect-Auth0 @connection -PrivateKeyPath (Save-Key 'PKCS#8') -Name first | Out-Null
            Connect-Auth0 @connection -Certificate $certificate -Name second | Out-Null
            $token = Get-Auth0Token $Orders
            $other = [System.Security.Cryptography.RSA]::Create(2048)
            $tenant.AddClientCredential($tenant.ClientId, $other.ExportSubjectPublicKeyInfoPem())
            Connect-Auth0 @connection -Certificate (New-Certificate $other 'CN=other') -Name other | Out-Null

            Get-Auth0Token $Orders -Session first | Should -Be $token
            Get-Auth0Token $Orders -Session other | Should -Not -Be $token
        }
    }

    Context 'the assertion' {
        BeforeAll { $portal = $tenant.GetApplication('Web Portal') }

        It 'says who asks, whom, and for one minute' {
            Connect-Auth0 @connection -PrivateKeyPath (Save-Key 'PKCS#8') | Out-Null
            Get-Auth0Token $Orders | Out-Null
            $request = $tenant.Requests | Select-Object -Last 1
            $assertion = Read-Jwt $request.Form['client_assertion']

            $request.Form.Keys | Sort-Object | Should -Be 'audience', 'client_assertion', 'client_assertion_type', 'client_id', 'grant_type'
            $request.Form['client_assertion_type'] | Should -Be 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
            $request.Headers['Authorization'] | Should -BeNullOrEmpty
            $assertion.Claims.iss | Should -Be $tenant.ClientId
            $assertion.Claims.sub | Should -Be $tenant.ClientId
            $assertion.Claims.aud | Should -BeExactly $tenant.Issuer
            $assertion.Claims.exp - $assertion.Claims.iat | Should -Be 60
            $assertion.Claims.jti.Length | Should -BeIn (16..64)
            $assertion.Header.alg | Should -Be 'RS256'
            $assertion.Header.psobject.Properties.Name | Should -Not -Contain 'kid' -Because 'none was named'
            $request.Form['client_assertion'].Length | Should -BeLessOrEqual 2048
        }

        It 'names the key by -KeyId' {
            Connect-Auth0 @connection -PrivateKeyPath (Save-Key 'PKCS#8') -KeyId $keyId | Out-Null
            Get-Auth0Token $Orders | Out-Null

            (Read-Jwt $tenant.Requests[-1].Form['client_assertion']).Header.kid | Should -Be $keyId
        }

        It 'is refused where the tenant knows no such key' {
            Connect-Auth0 @connection -PrivateKeyPath (Save-Key 'PKCS#8') -KeyId nobody | Out-Null
            $failure = Get-Failure { Get-Auth0Token $Orders }

            $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidClient,*'
            $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike "*$($tenant.ClientId)*"
        }

        It 'is signed by <_>' -ForEach 'RS256', 'RS384', 'PS256' {
            $application = Start-Auth0LocalTenant # its credential accepts only this algorithm
            $application.AddClientCredential($application.ClientId, $pem['a public key'], 'one', $_)
            Connect-Auth0 $application.Domain $application.ClientId -PrivateKeyPath (Save-Key 'PKCS#8') -SigningAlgorithm $_ -MaximumRetryCount 0 | Out-Null

            (Get-Auth0Token $Orders).Audience | Should -Be $Orders
            (Read-Jwt $application.Requests[-1].Form['client_assertion']).Header.alg | Should -Be $_
            $application | Stop-Auth0LocalTenant
        }

        It 'is another one for each request' {
            Connect-Auth0 @connection -PrivateKeyPath (Save-Key 'PKCS#8') | Out-Null
            1..3 | ForEach-Object { Get-Auth0Token $Orders -Force } | Out-Null

            $tenant.Requests.ForEach({ (Read-Jwt $_.Form['client_assertion']).Claims.jti }) | Sort-Object -Unique | Should -HaveCount 3
        }

        It 'is another one also where a request is sent again' {
            $tenant.AddFault(@{ Path = '/oauth/token'; StatusCode = 429; Headers = @{ 'Retry-After' = 0 } })
            Connect-Auth0 $tenant.Domain $tenant.ClientId -PrivateKeyPath (Save-Key 'PKCS#8') -MaximumRetryCount 1 | Out-Null
            Get-Auth0Token $Orders | Out-Null

            $tenant.Requests.ForEach({ (Read-Jwt $_.Form['client_assertion']).Claims.jti }) | Sort-Object -Unique | Should -HaveCount 2
        }

        It 'proves the application wherever that is asked for: token, refresh, revocation, challenge, passwordless' {
            $tenant.AddClientCredential($portal.ClientId, $pem['a public key'])
            Connect-Auth0 $tenant.Domain $portal.ClientId -PrivateKeyPath (Save-Key 'PKCS#8') -Audience $Orders -MaximumRetryCount 0 | Out-Null
            Get-Auth0Token -GrantType Password -Credential (Get-UserCredential $tenant.GetUser('alice')) -Scope offline_access | Out-Null
            Update-Auth0Token | Revoke-Auth0Token
            $mfa = (Get-Failure { Get-Auth0Token -GrantType Password -Credential (Get-UserCredential $tenant.GetUser('erin')) -NonInteractive }).TargetObject
            $challenge = $mfa | Request-Auth0MfaChallenge
            $challenge | Get-Auth0Token -GrantType MfaOob -BindingCode $tenant.LastMessageTo($tenant.GetUser('erin')) | Out-Null
            Start-Auth0PasswordlessLogin someone@example.com | Out-Null

            "$($tenant.Requests.Path)" | Should -Be '/oauth/token /oauth/token /oauth/revoke /oauth/token /mfa/challenge /oauth/token /passwordless/start'
            $tenant.Requests.StatusCode | Should -Be 200, 200, 200, 403, 200, 200, 200
            $tenant.Requests.ForEach({ $_.ReadBody() -match 'client_secret' }) | Should -Not -Contain $true
            $assertions = $tenant.Requests.ForEach({ $_.Form.Count -gt 0 ? $_.Form['client_assertion'] : ($_.ReadBody() | ConvertFrom-Json).client_assertion })
            $assertions.ForEach({ (Read-Jwt $_).Claims.jti }) | Sort-Object -Unique | Should -HaveCount 7
        }
    }

    Context 'the environment' {
        It 'names the file' {
            Invoke-WithEnvironment @{ AUTH0_DOMAIN = $tenant.Domain; AUTH0_CLIENT_ID = $tenant.ClientId; AUTH0_PRIVATE_KEY_PATH = Save-Key 'PKCS#1' } {
                (Get-Auth0Session).ClientAuthenticationMethod | Should -Be 'PrivateKeyJwt'
                (Get-Auth0Token $Orders).Audience | Should -Be $Orders
            }
        }

        It 'holds its passphrase' {
            $environment = @{
                AUTH0_DOMAIN                 = $tenant.Domain
                AUTH0_CLIENT_ID              = $tenant.ClientId
                AUTH0_CLIENT_SECRET          = 'of no use beside the key'
                AUTH0_PRIVATE_KEY_PATH       = Save-Key 'encrypted PKCS#8'
                AUTH0_PRIVATE_KEY_PASSPHRASE = Get-PlainText $passphrase
            }
            Invoke-WithEnvironment $environment { (Get-Auth0Token $Orders).Audience } | Should -Be $Orders
        }

        It 'says what is wrong with the key' {
            Invoke-WithEnvironment @{ AUTH0_DOMAIN = $tenant.Domain; AUTH0_CLIENT_ID = $tenant.ClientId; AUTH0_PRIVATE_KEY_PATH = Save-Key 'encrypted PKCS#8' } {
                $failure = Get-Failure { Get-Auth0Token $Orders }
                $failure.FullyQualifiedErrorId | Should -BeLike 'PassphraseMissing,*'
                $failure.ErrorDetails.RecommendedAction | Should -BeLike '*AUTH0_PRIVATE_KEY_PASSPHRASE*'
            }
        }
    }

    Context 'what is no key to use' {
        It 'says of <Name>: <Id>, and which file' -ForEach @(
            @{ Name = 'a key of 1024 bits'; Id = 'WeakPrivateKey'; Message = '*1024 bits*2048*' }
            @{ Name = 'an EC key'; Id = 'UnsupportedKeyType'; Message = '*EC key*RSA*' }
            @{ Name = 'an EC key in its own form'; Id = 'UnsupportedKeyType'; Message = '*EC*RSA*' }
            @{ Name = 'a public key'; Id = 'PublicKeyGiven'; Message = '*public key*private key*' }
            @{ Name = 'garbage'; Id = 'InvalidPrivateKey'; Message = '*no key in PEM*' }
            @{ Name = 'an empty file'; Id = 'InvalidPrivateKey'; Message = '*no key in PEM*' }
            @{ Name = 'a damaged key'; Id = 'InvalidPrivateKey'; Message = '*damaged*' }
            @{ Name = 'encrypted PKCS#8'; Id = 'PassphraseMissing'; Message = '*encrypted*no passphrase*' }
        ) {
            $path = Save-Key $Name
            $failure = Get-Failure { Connect-Auth0 @connection -PrivateKeyPath $path }

            $failure.FullyQualifiedErrorId | Should -Be "$Id,Auth0Flows.PowerShell.ConnectAuth0Command"
            $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
            "$failure" | Should -BeLike $Message
            "$failure" | Should -BeLike "*$path*"
            $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            Get-Auth0Session -ListAvailable | Should -BeNullOrEmpty
        }

        It 'says of a wrong passphrase: WrongPassphrase, without repeating it' {
            $wrong = ConvertTo-SecureString 'not-the-passphrase' -AsPlainText
            $path = Save-Key 'encrypted PKCS#8'
            $Error.Clear()
            $shown = Get-Shown { Connect-Auth0 @connection -PrivateKeyPath $path -PrivateKeyPassphrase $wrong }

            $Error[0].FullyQualifiedErrorId | Should -BeLike 'WrongPassphrase,*'
            $Error[0].CategoryInfo.Category | Should -Be 'AuthenticationError'
            $Error[0].ErrorDetails.RecommendedAction | Should -BeLike '*passphrase*'
            $shown.Contains('not-the-passphrase') | Should -BeFalse
        }

        It 'says of a file that is not there: PrivateKeyNotFound, and which' {
            $failure = Get-Failure { Connect-Auth0 @connection -PrivateKeyPath $TestDrive/nowhere.pem }

            $failure.FullyQualifiedErrorId | Should -BeLike 'PrivateKeyNotFound,*'
            $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
            "$failure" | Should -BeLike '*nowhere.pem*'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*path*'
        }

        It 'does not repeat a key that is given in the place of its path: <Name>' -ForEach @(
            @{ Name = 'PEM'; Id = 'InvalidPrivateKey'; Make = { $args[0] } }
            @{ Name = 'PEM in one line'; Id = 'InvalidPrivateKey'; Make = { $args[0].Replace("`n", '\n') } }
            @{ Name = 'base64 alone'; Id = 'PrivateKeyNotFound'; Make = { ($args[0] -split "`n" -notmatch '---') -join '' } }
        ) {
            $pem = [System.Security.Cryptography.RSA]::Create(2048).ExportPkcs8PrivateKeyPem()
            $key = & $Make $pem
            $middle = ($pem -split "`n")[12]
            foreach ($command in { Connect-Auth0 @connection -PrivateKeyPath $key }, { Invoke-WithEnvironment @{ AUTH0_DOMAIN = $connection.Domain; AUTH0_CLIENT_ID = 'c'; AUTH0_PRIVATE_KEY_PATH = $key } { Get-Auth0Client } }) {
                $Error.Clear()
                $shown = Get-Shown $command

                $Error[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
                $shown -replace '\s' | Should -Not -BeLike "*$middle*"
            }
        }

        It 'says of a certificate <Name>: <Id>' -ForEach @(
            @{ Name = 'without its private key'; Id = 'PublicKeyGiven'; Make = { [System.Security.Cryptography.X509Certificates.X509CertificateLoader]::LoadCertificate($certificate.RawData) } }
            @{ Name = 'with an EC key'; Id = 'UnsupportedKeyType'; Make = { New-Certificate ([System.Security.Cryptography.ECDsa]::Create()) 'CN=worker' } }
            @{ Name = 'with a key of 1024 bits'; Id = 'WeakPrivateKey'; Make = { New-Certificate ([System.Security.Cryptography.RSA]::Create(1024)) 'CN=worker' } }
        ) {
            $bad = & $Make
            $failure = Get-Failure { Connect-Auth0 @connection -Certificate $bad }

            $failure.FullyQualifiedErrorId | Should -BeLike "$Id,*"
            $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
            $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }

        It 'says of an assertion without a key: MissingParameter' {
            $failure = Get-Failure { Connect-Auth0 @connection -ClientSecret $tenant.ClientSecret -ClientAuthenticationMethod PrivateKeyJwt }

            $failure.FullyQualifiedErrorId | Should -BeLike 'MissingParameter,*'
            "$failure" | Should -BeLike '*-PrivateKeyPath or -Certificate*'
        }

        It 'refuses a passphrase in plain text, and does not repeat it' {
            $Error.Clear()
            $path = Save-Key 'encrypted PKCS#8'
            $plain = 'plain-text-passphrase'
            $shown = Get-Shown { Connect-Auth0 @connection -PrivateKeyPath $path -PrivateKeyPassphrase $plain }

            "$($Error[0])" | Should -BeLike '*SecureString*'
            $shown.Contains($plain) | Should -BeFalse
        }
    }
}
