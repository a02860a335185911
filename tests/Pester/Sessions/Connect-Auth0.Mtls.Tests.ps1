# mTLS (RFC 8705): the application presents a certificate, and what arrived is looked at on the other side.
BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Profiles.ps1
    $tenant = Start-Auth0LocalTenant -Mtls
    $passphrase = ConvertTo-SecureString 'pä$$ phrase&1' -AsPlainText

    function New-Certificate([string] $Subject = 'CN=nightly, O=Acme', [string] $Kind = 'EC', [int] $From = -1, [int] $To = 30) {
        $key = $Kind -eq 'RSA' ? [System.Security.Cryptography.RSA]::Create(2048) : [System.Security.Cryptography.ECDsa]::Create()
        $request = $Kind -eq 'RSA' ?
            [System.Security.Cryptography.X509Certificates.CertificateRequest]::new($Subject, $key, 'SHA256', [System.Security.Cryptography.RSASignaturePadding]::Pkcs1) :
            [System.Security.Cryptography.X509Certificates.CertificateRequest]::new($Subject, $key, 'SHA256')
        $request.CreateSelfSigned([DateTimeOffset]::Now.AddDays($From), [DateTimeOffset]::Now.AddDays($To)) | Add-Member KeyPem $key.ExportPkcs8PrivateKeyPem() -PassThru
    }

    function Get-Thumbprint($Certificate) {
        [System.Buffers.Text.Base64Url]::EncodeToString([System.Security.Cryptography.SHA256]::HashData($Certificate.RawData))
    }

    # The requests to the port that asks for certificates.
    function Get-Encrypted { $tenant.Requests | Where-Object Scheme -EQ https }

    $certificate = New-Certificate
    $tenant.AddClientCertificate($tenant.ClientId, $certificate.ExportCertificatePem())
    $connection = @{ Domain = $tenant.Domain; ClientId = $tenant.ClientId; MaximumRetryCount = 0 }
    $mtls = $connection + @{ ClientAuthenticationMethod = 'SelfSignedTlsClientAuth' }
    $pem, $pfx = "$TestDrive/app.pem", "$TestDrive/app.pfx"
    Set-Content $pem $certificate.ExportCertificatePem(), $certificate.KeyPem
    [System.IO.File]::WriteAllBytes($pfx, $certificate.Export('Pfx', (Get-PlainText $passphrase)))
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Connect-Auth0 with a certificate that is presented' {
    BeforeEach { $tenant.ClearRequests() }

    AfterEach { Get-Auth0Session -ListAvailable | Disconnect-Auth0 }

    Context 'the login' {
        It 'sends the client id, and no secret and no assertion, to the alias, with the certificate: <_>' -ForEach 'EC', 'RSA' {
            $own = New-Certificate -Kind $_
            $tenant.AddClientCertificate($tenant.ClientId, $own.ExportCertificatePem())
            $session = Connect-Auth0 @mtls -Certificate $own
            $tenant.CountRequests() | Should -Be 0 -Because 'nothing is sent before a token is needed'
            (Get-Auth0Token $Orders).Audience | Should -Be $Orders

            $session.ClientAuthenticationMethod | Should -Be SelfSignedTlsClientAuth
            $request = @(Get-Encrypted)
            $request | Should -HaveCount 1
            "$request" | Should -Be 'POST /oauth/token 200'
            $request.CertificateThumbprint | Should -Be (Get-Thumbprint $own)
            $request.Form.Keys | Sort-Object | Should -Be audience, client_id, grant_type
            $request.Headers.ContainsKey('Authorization') | Should -BeFalse
        }

        It 'comes from the file: <_>' -ForEach 'app.pem', 'app.pfx' {
            Connect-Auth0 @mtls -CertificatePath "$TestDrive/$_" -PrivateKeyPassphrase $passphrase | Out-Null
            Get-Auth0Token $Orders | Out-Null

            (Get-Encrypted).CertificateThumbprint | Should -Be (Get-Thumbprint $certificate)
        }

        It 'comes from the pipeline' {
            Get-PfxCertificate $pfx -Password $passphrase | Connect-Auth0 @mtls | Out-Null
            Get-Auth0Token $Orders | Out-Null

            (Get-Encrypted).CertificateThumbprint | Should -Be (Get-Thumbprint $certificate)
        }

        It 'comes from the system''s store, by its thumbprint' {
            $store = [System.Security.Cryptography.X509Certificates.X509Store]::new('My', 'CurrentUser')
            $store.Open('ReadWrite')
            $kept = [System.Security.Cryptography.X509Certificates.X509CertificateLoader]::LoadPkcs12($certificate.Export('Pfx'), $null, 'PersistKeySet, Exportable')
            $store.Add($kept)
            try {
                Connect-Auth0 @mtls -CertificateThumbprint $certificate.Thumbprint | Out-Null
                Get-Auth0Token $Orders | Out-Null
            }
            finally { $store.Remove($kept) }

            (Get-Encrypted).CertificateThumbprint | Should -Be (Get-Thumbprint $certificate)
        }

        It 'is that of an authority, with TlsClientAuth' {
            $authorityKey = [System.Security.Cryptography.ECDsa]::Create()
            $request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=Acme CA', $authorityKey, 'SHA256')
            $request.CertificateExtensions.Add([System.Security.Cryptography.X509Certificates.X509BasicConstraintsExtension]::new($true, $false, 0, $true))
            $authority = $request.CreateSelfSigned([DateTimeOffset]::Now.AddDays(-2), [DateTimeOffset]::Now.AddDays(60))
            $key = [System.Security.Cryptography.ECDsa]::Create()
            $request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=worker, O=Acme', $key, 'SHA256')
            $bare = $request.Create($authority, [DateTimeOffset]::Now.AddDays(-1), [DateTimeOffset]::Now.AddDays(30), [byte[]](1, 2, 3))
            $issued = [System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions]::CopyWithPrivateKey($bare, $key)
            $worker = $tenant.GetApplication('nightly-export')
            $tenant.AddCertificateAuthority($authority.ExportCertificatePem())
            $tenant.AddClientCertificateSubject($worker.ClientId, 'CN=worker,O=Acme')
            $tenant.AddClientGrant($worker.ClientId, $Orders, 'read:orders')

            $session = Connect-Auth0 $tenant.Domain $worker.ClientId -Certificate $issued -ClientAuthenticationMethod TlsClientAuth -MaximumRetryCount 0
            (Get-Auth0Token $Orders -Session $session).Scope | Should -Be 'read:orders'
            (Get-Encrypted).CertificateThumbprint | Should -Be (Get-Thumbprint $issued)
        }

        It 'is told by the environment' {
            $variables = @{
                AUTH0_DOMAIN                        = $tenant.Domain
                AUTH0_CLIENT_ID                     = $tenant.ClientId
                AUTH0_CLIENT_CERTIFICATE_PATH       = $pfx
                AUTH0_CLIENT_CERTIFICATE_PASSPHRASE = Get-PlainText $passphrase
                AUTH0_CLIENT_AUTHENTICATION_METHOD  = 'self_signed_tls_client_auth'
            }
            Invoke-WithEnvironment $variables { (Get-Auth0Token $Orders).Audience } | Should -Be $Orders

            (Get-Encrypted).CertificateThumbprint | Should -Be (Get-Thumbprint $certificate)
        }

        It 'is saved in a profile: where the certificate is, and not its passphrase' {
            $env:AUTH0_CONFIG_FOLDER = "$TestDrive/config"
            try {
                Connect-Auth0 @mtls -CertificatePath $pfx -PrivateKeyPassphrase $passphrase -SaveAs bank | Disconnect-Auth0
                Connect-Auth0 bank -ErrorAction Stop -ErrorVariable failure 2>$null | Out-Null
            }
            catch { $failure = $_ } # looked at below

            try {
                $failure.FullyQualifiedErrorId | Should -BeLike 'PassphraseMissing,*'
                Connect-Auth0 -ProfileName bank -PrivateKeyPassphrase $passphrase | Out-Null
                Get-Auth0Token $Orders | Out-Null
                $saved = Get-ChildItem "$TestDrive/config" -Recurse -File | Get-Content -Raw | Out-String
                (Get-Auth0Profile bank).CertificatePath | Should -Be $pfx
                $env:AUTH0_CLIENT_CERTIFICATE_PASSPHRASE = Get-PlainText $passphrase
                (Get-Auth0Profile bank | Connect-Auth0).Profile | Should -Be bank
            }
            finally { Remove-Item Env:AUTH0_CONFIG_FOLDER, Env:AUTH0_CLIENT_CERTIFICATE_PASSPHRASE -ErrorAction Ignore }

            $saved | Should -BeLike '*"client_authentication_method": "SelfSignedTlsClientAuth"*'
            $saved.Contains((Get-PlainText $passphrase)) | Should -BeFalse
            (Get-Encrypted).CertificateThumbprint | Should -Be (Get-Thumbprint $certificate)
        }

        It 'signs assertions with the key, as before, where nothing else is said' {
            $rsa = New-Certificate -Kind RSA
            $app = $tenant.GetApplication('billing-worker')
            $tenant.AddClientGrant($app.ClientId, $Orders, 'read:orders')
            $tenant.AddClientCredential($app.ClientId, $rsa.ExportCertificatePem()) | Out-Null
            Set-Content "$TestDrive/rsa.pem" $rsa.ExportCertificatePem(), $rsa.KeyPem
            $session = Connect-Auth0 $tenant.Domain $app.ClientId -CertificatePath "$TestDrive/rsa.pem" -MaximumRetryCount 0
            Get-Auth0Token $Orders | Out-Null

            $session.ClientAuthenticationMethod | Should -Be PrivateKeyJwt
            Get-Encrypted | Should -BeNullOrEmpty
            $tenant.Requests[-1].Form['client_assertion'] | Should -Not -BeNullOrEmpty
        }
    }

    Context 'a bound token' {
        BeforeAll { $tenant.ConfigureApplication($tenant.ClientId, '{"require_proof_of_possession": true}') }

        It 'says so, and is presented with the certificate' {
            Connect-Auth0 @mtls -Certificate $certificate | Out-Null
            $token = Get-Auth0Token $Orders -Force
            $answer = Invoke-Auth0Api -Uri "$($tenant.MtlsDomain)/echo/orders" -Audience $Orders

            $token.Confirmation.CertificateThumbprint | Should -Be (Get-Thumbprint $certificate)
            $answer.audience | Should -Be $Orders
            (Get-Encrypted | Where-Object Path -EQ /echo/orders).CertificateThumbprint | Should -Be (Get-Thumbprint $certificate)
        }

        It 'is refused by an API if somebody else presents it: <Name>' -ForEach @(
            @{ Name = 'without a certificate'; Reason = 'and none was presented' }
            @{ Name = 'with another certificate'; Reason = 'bound to another client certificate' }
        ) {
            Connect-Auth0 @mtls -Certificate $certificate | Out-Null
            $token = Get-Auth0Token $Orders -Force
            $thief = @{ Uri = "$($tenant.MtlsDomain)/echo/orders"; Authentication = 'Bearer'; Token = $token.AccessToken; SkipCertificateCheck = $true; SkipHttpErrorCheck = $true }
            if ($Name -like '*another*') { $thief.Certificate = New-Certificate }
            $answer = Invoke-RestMethod @thief -StatusCodeVariable status

            $status | Should -Be 401
            $answer.error | Should -Be invalid_token
            $answer.error_description | Should -BeLike "*$Reason*"
        }

        It 'is not sent by a session with another certificate' {
            Connect-Auth0 @mtls -Certificate $certificate | Out-Null
            $token = Get-Auth0Token $Orders -Force
            $other = Connect-Auth0 @mtls -Certificate (New-Certificate) -Name other
            $tenant.ClearRequests()

            $failure = Get-Failure { $token | Invoke-Auth0Api -Uri "$($tenant.MtlsDomain)/echo/orders" -Session $other }
            $failure.FullyQualifiedErrorId | Should -BeLike 'CertificateBindingMismatch,*'
            $tenant.CountRequests() | Should -Be 0
        }

        It 'is tested with the certificate of its caller' {
            Connect-Auth0 @mtls -Certificate $certificate | Out-Null
            $token = Get-Auth0Token $Orders -Force

            $token | Test-Auth0Token -Audience $Orders -Certificate $certificate | Should -BeTrue
            $token | Test-Auth0Token -Audience $Orders -WarningAction SilentlyContinue -WarningVariable warnings | Should -BeTrue
            "$warnings" | Should -BeLike 'The token is bound (x5t#S256=*), but * was not checked*: specify -Certificate.'
            $test = $token | Test-Auth0Token -Audience $Orders -Certificate (New-Certificate) -Detailed
            $test.Checks.Where({ -not $_.IsPassed }).Name | Should -Be Certificate
        }
    }

    Context 'what is wrong has its own id, and says what to do' {
        It '<Id>: <Name>' -ForEach @(
            @{ Name = 'a file that is not there'; Id = 'ClientCertificateNotFound'; Do = '*Check the path*'; Command = { Connect-Auth0 @mtls -CertificatePath "$TestDrive/nothing.pem" } }
            @{ Name = 'a thumbprint that no store has'; Id = 'ClientCertificateNotFound'; Do = '*Get-ChildItem Cert:*'; Command = { Connect-Auth0 @mtls -CertificateThumbprint ('ab' * 20) } }
            @{ Name = 'a file without a certificate'; Id = 'InvalidClientCertificate'; Do = '*PEM or PKCS #12*'; Command = { Set-Content "$TestDrive/text.pem" text; Connect-Auth0 @mtls -CertificatePath "$TestDrive/text.pem" } }
            @{ Name = 'a certificate without its key'; Id = 'ClientCertificateKeyMissing'; Do = '*openssl pkcs12 -export*'; Command = { Set-Content "$TestDrive/bare.pem" $certificate.ExportCertificatePem(); Connect-Auth0 @mtls -CertificatePath "$TestDrive/bare.pem" } }
            @{ Name = 'the key in the place of its path'; Id = 'InvalidClientCertificate'; Do = '*PEM or PKCS #12*'; Command = { Connect-Auth0 @mtls -CertificatePath $certificate.KeyPem } }
            @{ Name = 'an encrypted file without its passphrase'; Id = 'PassphraseMissing'; Do = '*-PrivateKeyPassphrase*'; Command = { Connect-Auth0 @mtls -CertificatePath $pfx } }
            @{ Name = 'a wrong passphrase'; Id = 'WrongPassphrase'; Do = '*Check the passphrase*'; Command = { Connect-Auth0 @mtls -CertificatePath $pfx -PrivateKeyPassphrase (ConvertTo-SecureString wr0ng -AsPlainText) } }
            @{ Name = 'an expired certificate'; Id = 'ClientCertificateExpired'; Do = '*Get a new certificate*'; Command = { Connect-Auth0 @mtls -Certificate (New-Certificate -From -9 -To -1) } }
            @{ Name = 'a certificate of tomorrow'; Id = 'ClientCertificateNotYetValid'; Do = '*clock*'; Command = { Connect-Auth0 @mtls -Certificate (New-Certificate -From 1 -To 9) } }
            @{ Name = 'a certificate that the tenant does not know'; Id = 'ClientCertificateRefused'; Do = '*Set-Auth0Client * -AuthenticationMethod self_signed_tls_client_auth*'; Command = { Connect-Auth0 @mtls -Certificate (New-Certificate) | Out-Null; Get-Auth0Token $Orders } }
            @{ Name = 'two certificates'; Id = 'AmbiguousParameterSet'; Command = { Connect-Auth0 @mtls -Certificate $certificate -CertificatePath $pem } }
            @{ Name = 'two places of a certificate'; Id = 'ConflictingParameters'; Do = '*'; Command = { Connect-Auth0 @mtls -CertificatePath $pem -CertificateThumbprint $certificate.Thumbprint } }
            @{ Name = 'a passphrase for an object'; Id = 'ConflictingParameters'; Do = '*'; Command = { Connect-Auth0 @mtls -Certificate $certificate -PrivateKeyPassphrase $passphrase } }
            @{ Name = 'a profile of an object'; Id = 'ConflictingParameters'; Do = '*'; Command = { Connect-Auth0 @mtls -Certificate $certificate -SaveAs nothing } }
            @{ Name = 'a certificate for a secret''s method'; Id = 'ConflictingParameters'; Do = '*'; Command = { Connect-Auth0 @connection -Certificate $certificate -ClientAuthenticationMethod ClientSecretPost } }
            @{ Name = 'an assertion''s type with TLS'; Id = 'ConflictingParameters'; Do = '*'; Command = { Connect-Auth0 @mtls -Certificate $certificate -AssertionType JWT } }
            @{ Name = 'the method without a certificate'; Id = 'MissingParameter'; Do = '*'; Command = { Connect-Auth0 @mtls } }
        ) {
            $failure = Get-Failure $Command

            $failure.FullyQualifiedErrorId | Should -BeLike "$Id,*"
            if ($Do) { $failure.ErrorDetails.RecommendedAction | Should -BeLike $Do } # PowerShell's own has none
            "$failure$($failure.Exception)" | Should -Not -MatchExactly 'wr0ng|PRIVATE KEY'
        }

        It 'MtlsNotEnabled: a tenant without endpoints for certificates' {
            $plain = Start-Auth0LocalTenant
            try {
                Connect-Auth0 $plain.Domain $plain.ClientId -Certificate $certificate -ClientAuthenticationMethod SelfSignedTlsClientAuth | Out-Null
                $failure = Get-Failure { Get-Auth0Token $Orders }
                $plain.CountRequests('POST') | Should -Be 0
            }
            finally { $plain | Stop-Auth0LocalTenant }

            $failure.FullyQualifiedErrorId | Should -BeLike 'MtlsNotEnabled,*'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*enable_endpoint_aliases*'
        }

        It 'refuses text in the place of a certificate, and names the parameters for it' {
            { Connect-Auth0 @mtls -Certificate $pem } | Should -Throw '*-CertificatePath takes a file*'
        }
    }

    Context 'whom it trusts' {
        It 'does not trust the certificate of a local tenant that another runspace started' {
            $run = Start-InNewRunspace 'Connect-Auth0 @mtls -Certificate $certificate | Out-Null; try { Get-Auth0Token https://orders.example.com/ } catch { $_.FullyQualifiedErrorId }' @{ mtls = $mtls; certificate = $certificate }
            try { $run.Shell.EndInvoke($run.Invocation) | Should -BeLike 'SecureConnectionFailed,*' }
            finally { $run.Shell.Dispose() }

            Get-Encrypted | Should -BeNullOrEmpty
        }

        It 'takes its session along into other runspaces' {
            $session = Connect-Auth0 @mtls -Certificate $certificate
            1..2 | ForEach-Object -Parallel { Import-Module $using:ModulePath; (Get-Auth0Token https://orders.example.com/ -Force -Session $using:session).TokenType } | Should -Be Bearer, Bearer
        }
    }
}

Describe 'Connect-Auth0 -AssertionType' {
    BeforeAll {
        $rsa = [System.Security.Cryptography.RSA]::Create(2048)
        Set-Content "$TestDrive/key.pem" $rsa.ExportPkcs8PrivateKeyPem()
        $app = $tenant.GetApplication('billing-worker')
        $tenant.AddClientGrant($app.ClientId, $Orders, 'read:orders')
        $tenant.AddClientCredential($app.ClientId, $rsa.ExportSubjectPublicKeyInfoPem()) | Out-Null
        $withKey = @{ Domain = $tenant.Domain; ClientId = $app.ClientId; PrivateKeyPath = "$TestDrive/key.pem"; MaximumRetryCount = 0 }
        function Get-AssertionType { $tenant.Requests.Where({ $_.Form.ContainsKey('client_assertion') }).ForEach({ (Read-Jwt $_.Form['client_assertion']).Header.typ }) }
    }

    BeforeEach { $tenant.ClearRequests() }

    AfterEach {
        $tenant.RequiredAssertionType = $null
        Get-Auth0Session -ListAvailable | Disconnect-Auth0
    }

    It 'is not needed: what a server wants is found out once' {
        $tenant.RequiredAssertionType = 'client-authentication+jwt'
        Connect-Auth0 @withKey | Out-Null
        1..2 | ForEach-Object { Get-Auth0Token $Orders -Force | Out-Null }

        Get-AssertionType | Should -Be JWT, client-authentication+jwt, client-authentication+jwt
    }

    It 'decides it: <_>' -ForEach 'JWT', 'client-authentication+jwt' {
        $tenant.RequiredAssertionType = $_
        Connect-Auth0 @withKey -AssertionType $_ | Out-Null
        Get-Auth0Token $Orders -Force | Out-Null

        Get-AssertionType | Should -Be $_
    }
}

Describe 'Set-Auth0Client -AuthenticationMethod' {
    BeforeAll {
        . $PSScriptRoot/../Helpers/Changes.ps1
        $admin = Start-Auth0LocalTenant -Mtls
        Connect-Auth0 $admin.Domain $admin.ClientId $admin.ClientSecret -Name admin | Out-Null
    }

    BeforeEach {
        Use-Auth0Session admin
        $app = New-Auth0Client "bank $(Get-Random)" non_interactive -GrantType client_credentials
        $app | New-Auth0ClientGrant -Audience $Orders -Scope read:orders | Out-Null
        $admin.ClearRequests()
    }

    AfterAll {
        Get-Auth0Session -ListAvailable | Disconnect-Auth0
        $admin | Stop-Auth0LocalTenant
    }

    It 'enables a certificate, with which the application connects, and ends its secret' {
        $own = New-Certificate
        $app | New-Auth0ClientCredential -Certificate $own -CredentialType x509_cert -ParseExpiry | Set-Auth0Client -AuthenticationMethod self_signed_tls_client_auth

        $change = (Get-Change $admin)[-1]
        "$($change.Method) $($change.Path)" | Should -Be "PATCH /api/v2/clients/$($app.ClientId)"
        $body = $change.ReadBody() | ConvertFrom-Json
        $body.client_authentication_methods.self_signed_tls_client_auth.credentials.id | Should -BeLike 'cred_*'
        $body.psobject.Properties.Name | Should -Contain token_endpoint_auth_method
        $body.token_endpoint_auth_method | Should -BeNullOrEmpty

        $session = Connect-Auth0 $admin.Domain $app.ClientId -Certificate $own -ClientAuthenticationMethod SelfSignedTlsClientAuth -Name bank
        (Get-Auth0Token $Orders -Session $session).Scope | Should -Be read:orders
        $before = Connect-Auth0 $admin.Domain $app.ClientId $app.ClientSecret -Name before -MaximumRetryCount 0
        (Get-Failure { Get-Auth0Token $Orders -Session $before }).FullyQualifiedErrorId | Should -BeLike 'InvalidClient,*'
        $session, $before | Disconnect-Auth0
    }

    It 'registers a subject for certificates of an authority' {
        $credential = $app | New-Auth0ClientCredential -SubjectDn 'CN=worker, O=Acme'
        $changed = $app | Set-Auth0Client -AuthenticationMethod tls_client_auth -CredentialId $credential.Id -PassThru

        $changed.ClientAuthenticationMethods.tls_client_auth.credentials[0].id | Should -Be $credential.Id
    }

    It 'needs both, and nothing beside them: <Name>' -ForEach @(
        @{ Name = 'a method alone'; Id = 'MissingParameter'; Parameters = @{ AuthenticationMethod = 'tls_client_auth' } }
        @{ Name = 'a credential alone'; Id = 'MissingParameter'; Parameters = @{ CredentialId = 'cred_1' } }
        @{ Name = 'another method'; Id = 'ConflictingParameters'; Parameters = @{ AuthenticationMethod = 'tls_client_auth'; CredentialId = 'cred_1'; TokenEndpointAuthMethod = 'none' } }
    ) {
        (Get-Failure { Set-Auth0Client $app.ClientId @Parameters }).FullyQualifiedErrorId | Should -BeLike "$Id,*"
        Get-Change $admin | Should -BeNullOrEmpty
    }

    It 'changes nothing with -WhatIf' {
        Get-WhatIf $admin "Set-Auth0Client $($app.ClientId) -AuthenticationMethod tls_client_auth -CredentialId cred_1 -WhatIf" | Should -BeLike 'What if: PATCH *'
        Get-Change $admin | Should -BeNullOrEmpty
    }
}
