BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $portal = $tenant.GetApplication('Web Portal')
    $callback = 'http://localhost:3000/callback'
    $multiFactor = 'http://schemas.openid.net/pape/policies/2007/06/multi-factor'
    $rsa = [System.Security.Cryptography.RSA]::Create(2048)
    $public = $rsa.ExportSubjectPublicKeyInfoPem()
    Set-Content $TestDrive/app.pem $rsa.ExportPkcs8PrivateKeyPem()
    $passphrase = ConvertTo-SecureString 'CANARY-passphrase' -AsPlainText
    Set-Content $TestDrive/encrypted.pem $rsa.ExportEncryptedPkcs8PrivateKeyPem('CANARY-passphrase'.ToCharArray(), [System.Security.Cryptography.PbeParameters]::new('Aes256Cbc', 'SHA256', 2000))
    Set-Content $TestDrive/ec.pem ([System.Security.Cryptography.ECDsa]::Create().ExportPkcs8PrivateKeyPem())
    $tenant.SignInAs = $tenant.GetUser('alice')
    ($tenant.Apis | Where-Object Identifier -EQ $Orders).AuthorizationDetailsTypes = 'payment_initiation', 'account_information'

    function Read-Query([uri] $Address) {
        $query = [System.Web.HttpUtility]::ParseQueryString($Address.Query)
        $fields = @{}
        $query.AllKeys | ForEach-Object { $fields[$_] = $query[$_] }
        $fields
    }

    # The form that the browser would post.
    function Complete-Login($Login) {
        $form = @{}
        (Invoke-WebRequest $Login.Uri).InputFields | ForEach-Object { $form[$_.name] = $_.value }
        $Login | Complete-Auth0BrowserLogin -Form $form
    }

    function Get-Pushed { @($tenant.Requests | Where-Object Path -EQ '/oauth/par')[-1].Form }
}

AfterAll { Stop-Auth0LocalTenant }

Describe 'New-Auth0AuthorizeUri' {
    BeforeEach {
        $tenant.ConfigureApplication($portal.ClientId, (@{ callbacks = @($callback); signed_request_object = $null } | ConvertTo-Json))
        . Connect-Portal
    }

    AfterEach { . Disconnect-Tenant }

    Context 'with parameters of /authorize' {
        It 'sends those with a parameter of their own' {
            $login = New-Auth0AuthorizeUri -RedirectUri $callback -AcrValue $multiFactor, 'urn:b' -UILocale de-CH, de -ScreenHint signup -Display popup -ConnectionScope a, b

            $sent = Read-Query $login.Uri
            $sent.acr_values | Should -Be "$multiFactor urn:b"
            $sent.ui_locales | Should -Be 'de-CH de'
            $sent.screen_hint | Should -Be 'signup'
            $sent.display | Should -Be 'popup'
            $sent.connection_scope | Should -Be 'a,b'
        }

        It 'sends any others: texts, numbers, booleans, lists' {
            $login = New-Auth0AuthorizeUri -RedirectUri $callback -AdditionalParameter @{ acr_values = $multiFactor; ui_locales = 'fr', 'en'; screen_hint = 'login'; 'ext-count' = 3; 'ext-dark' = $true; 'ext-none' = $null }

            $sent = Read-Query $login.Uri
            $sent.acr_values | Should -Be $multiFactor
            $sent.ui_locales | Should -Be 'fr en'
            $sent.screen_hint | Should -Be 'login'
            $sent.'ext-count' | Should -Be '3'
            $sent.'ext-dark' | Should -Be 'true'
            $sent.Keys | Should -Not -Contain 'ext-none'
        }

        It 'refuses <_>, which a login sets itself' -ForEach 'state', 'nonce', 'client_id', 'redirect_uri', 'code_challenge', 'scope', 'organization', 'request', 'authorization_details' {
            $name = $_

            $failure = Get-Failure { New-Auth0AuthorizeUri -RedirectUri $callback -AdditionalParameter @{ $name = 'CANARY' } }

            $failure.FullyQualifiedErrorId | Should -BeLike 'ReservedParameter,*'
            "$failure" | Should -BeLike "'$name' can't be an additional parameter: *"
            $failure.ErrorDetails.RecommendedAction | Should -BeLike 'Remove it from -AdditionalParameter*'
            "$failure $($failure.Exception)" | Should -Not -Match 'CANARY'
        }

        It 'refuses a secret in the address, and a parameter twice' {
            $secret = Get-Failure { New-Auth0AuthorizeUri -RedirectUri $callback -AdditionalParameter @{ 'ext-key' = (ConvertTo-SecureString 'CANARY' -AsPlainText) } }
            $twice = Get-Failure { New-Auth0AuthorizeUri -RedirectUri $callback -UILocale de -AdditionalParameter @{ ui_locales = 'fr' } }

            $secret.FullyQualifiedErrorId, $twice.FullyQualifiedErrorId | Should -BeLike 'ConflictingParameters,*'
            "$secret" | Should -Not -Match 'CANARY'
        }

        It 'pushes the ID token of an earlier login, and puts it in no address' {
            $first = Complete-Login (New-Auth0AuthorizeUri -RedirectUri $callback)
            $open = Get-Failure { New-Auth0AuthorizeUri -RedirectUri $callback -IdTokenHint $first.IdToken }
            $login = New-Auth0AuthorizeUri -RedirectUri $callback -IdTokenHint $first.IdToken -Pushed

            $open.FullyQualifiedErrorId | Should -BeLike 'ConflictingParameters,*'
            (Get-Pushed).id_token_hint | Should -BeExactly (Get-PlainText $first.IdToken)
            (Read-Query $login.Uri).Keys | Sort-Object | Should -Be 'client_id', 'request_uri'
        }

        It 'shows no token of another tenant to this one' {
            $here = Get-Auth0Session
            $other = Start-Auth0LocalTenant
            try {
                $there = Connect-Auth0 $other.Domain $other.ClientId $other.ClientSecret -Name elsewhere
                $foreign = (Get-Auth0Token -Audience $other.ManagementAudience -Session $there).AccessToken
            }
            finally {
                Disconnect-Auth0 -Session $there
                Stop-Auth0LocalTenant $other
                Use-Auth0Session $here
            }

            $tenant.ClearRequests()
            $failure = Get-Failure { New-Auth0AuthorizeUri -RedirectUri $callback -IdTokenHint $foreign -Pushed -Session $here }

            $failure.FullyQualifiedErrorId | Should -BeLike 'ClientMismatch,*'
            $tenant.Requests.Path | Should -Not -Contain '/oauth/par'
        }

        It 'asks for a second factor, and the ID token says that it was there' {
            $tenant.SignInAs = $tenant.GetUser('dave')
            try { $token = Complete-Login (New-Auth0AuthorizeUri -RedirectUri $callback -AcrValue $multiFactor) }
            finally { $tenant.SignInAs = $tenant.GetUser('alice') }

            $token.IdClaims['acr'] | Should -Be $multiFactor
            $token.IdClaims['amr'] | Should -Be 'mfa'
        }
    }

    Context 'signed' {
        It 'has all parameters in the signed request<With>' -ForEach @{ With = ''; Pushed = $false }, @{ With = ', pushed'; Pushed = $true } {
            $kid = $tenant.AddRequestObjectCredential($portal.ClientId, $public, 'jar-key', 'PS256', $true)

            $login = New-Auth0AuthorizeUri -RedirectUri $callback -RequestObjectKeyPath $TestDrive/app.pem -RequestObjectKeyId $kid -RequestObjectSigningAlgorithm PS256 -MaxAge 01:00:00 -Pushed:$Pushed

            $sent = Read-Query $login.Uri
            $sent.Keys | Sort-Object | Should -Be 'client_id', ($Pushed ? 'request_uri' : 'request')
            $jwt = Read-Jwt ($Pushed ? (Get-Pushed).request : $sent.request)
            $jwt.Header.alg, $jwt.Header.typ, $jwt.Header.kid | Should -Be 'PS256', 'oauth-authz-req+jwt', 'jar-key'
            $jwt.Claims.iss, $jwt.Claims.client_id | Should -Be $portal.ClientId, $portal.ClientId
            $jwt.Claims.aud | Should -Be $tenant.Issuer
            $jwt.Claims.exp - $jwt.Claims.iat | Should -Be 300
            $jwt.Claims.jti | Should -Match '^[0-9a-f]{32}$'
            $jwt.Claims.redirect_uri | Should -Be $callback
            $jwt.Claims.max_age | Should -Be 3600
            (Complete-Login $login).Subject | Should -Be $tenant.GetUser('alice').UserId
        }

        It 'takes the key that the session authenticates with, which -SignedRequest alone needs' {
            $mobile = $tenant.GetApplication('Mobile for iOS')
            $tenant.ConfigureApplication($mobile.ClientId, (@{ callbacks = @($callback) } | ConvertTo-Json))
            $kid = $tenant.AddClientCredential($mobile.ClientId, $public)
            $null = $tenant.AddRequestObjectCredential($mobile.ClientId, $public, $kid, 'RS256', $true)
            $key = Connect-Auth0 $tenant.Domain $mobile.ClientId -PrivateKeyPath $TestDrive/app.pem -KeyId $kid -Audience $Orders
            try {
                $login = New-Auth0AuthorizeUri -RedirectUri $callback -SignedRequest
                (Read-Jwt (Read-Query $login.Uri).request).Header.kid | Should -Be $kid
                (Complete-Login $login).ClientId | Should -Be $mobile.ClientId
            }
            finally { $key | Disconnect-Auth0 }
        }

        It 'opens an encrypted key' {
            $null = $tenant.AddRequestObjectCredential($portal.ClientId, $public)

            $login = New-Auth0AuthorizeUri -RedirectUri $callback -RequestObjectKeyPath $TestDrive/encrypted.pem -RequestObjectKeyPassphrase $passphrase

            (Complete-Login $login).GrantType | Should -Be 'AuthorizationCode'
        }

        It 'says what is wrong: <Id>' -ForEach @(
            @{ Id = 'MissingRequestObjectKey'; Parameters = @{ SignedRequest = $true }; Action = 'Specify -RequestObjectKeyPath*' }
            @{ Id = 'MissingParameter'; Parameters = @{ SignedRequest = $true; RequestObjectKeyId = 'k' }; Action = '*' }
            @{ Id = 'PrivateKeyNotFound'; Parameters = @{ RequestObjectKeyPath = 'nowhere.pem' }; Action = '*' }
            @{ Id = 'UnsupportedKeyType'; Parameters = @{ RequestObjectKeyPath = 'ec.pem' }; Action = '*RSA*' }
            @{ Id = 'PassphraseMissing'; Parameters = @{ RequestObjectKeyPath = 'encrypted.pem' }; Action = '*' }
            @{ Id = 'RequestObjectNotSupported'; Parameters = @{ RequestObjectKeyPath = 'app.pem'; Pushed = $true }; Action = '*Set-Auth0Client -RequestObjectCredential*' }
        ) {
            Push-Location $TestDrive
            try { $failure = Get-Failure { New-Auth0AuthorizeUri -RedirectUri $callback @Parameters } }
            finally { Pop-Location }

            $failure.FullyQualifiedErrorId | Should -BeLike "$Id,*"
            $failure.ErrorDetails.RecommendedAction | Should -BeLike $Action
        }

        It 'says that the tenant did not verify it, and that a signature is required' {
            $other = [System.Security.Cryptography.RSA]::Create(2048)
            $null = $tenant.AddRequestObjectCredential($portal.ClientId, $other.ExportSubjectPublicKeyInfoPem(), 'other', 'RS256', $true)

            $unknown = Get-Failure { New-Auth0AuthorizeUri -RedirectUri $callback -RequestObjectKeyPath $TestDrive/app.pem -Pushed }
            $unsigned = Get-Failure { New-Auth0AuthorizeUri -RedirectUri $callback -Pushed }

            $unknown.FullyQualifiedErrorId | Should -BeLike 'InvalidRequestObject,*'
            "$unknown" | Should -BeLike '*the signature is invalid*'
            "$unknown" | Should -Not -Match 'eyJ.{4}iOi'
            $unsigned.FullyQualifiedErrorId | Should -BeLike 'RequestObjectRequired,*'
            $unsigned.ErrorDetails.RecommendedAction | Should -BeLike '*-SignedRequest*'
        }
    }

    Context 'with authorization details' {
        It 'sends <Name>, and the token has what was granted' -ForEach @(
            @{ Name = 'a hashtable'; Details = @{ type = 'payment_initiation'; amount = '10.00' }; Count = 1 }
            @{ Name = 'JSON'; Details = '{"type":"payment_initiation","amount":"10.00"}'; Count = 1 }
            @{ Name = 'a JSON list'; Details = '[{"type":"payment_initiation","amount":"10.00"},{"type":"account_information"}]'; Count = 2 }
            @{ Name = 'objects'; Details = @([pscustomobject]@{ type = 'payment_initiation'; amount = '10.00' }, @{ type = 'account_information' }); Count = 2 }
        ) {
            $login = New-Auth0AuthorizeUri -RedirectUri $callback -AuthorizationDetails $Details

            $sent = (Read-Query $login.Uri).authorization_details | ConvertFrom-Json -NoEnumerate
            $sent | Should -HaveCount $Count
            $sent[0].amount | Should -Be '10.00'
            $token = Complete-Login $login
            $token.AuthorizationDetails | Should -HaveCount $Count
            $token.AuthorizationDetails[0].type | Should -Be 'payment_initiation'
            $token.AuthorizationDetails[0].amount | Should -Be '10.00'
            $token.Claims['authorization_details'][0].amount | Should -Be '10.00'
            $token | Format-List | Out-String | Should -BeLike '*AuthorizationDetails*payment_initiation*'
        }

        It 'refuses <Name> before anything is sent' -ForEach @(
            @{ Name = 'no type'; Details = @{ amount = 1 }; Words = '*number 1 has no type*' }
            @{ Name = 'an empty list'; Details = @(); Words = '*the list is empty*' }
            @{ Name = 'no JSON'; Details = '{type'; Words = '*not valid JSON*' }
            @{ Name = 'a number'; Details = 7; Words = '*is not an object*' }
            @{ Name = 'a secret'; Details = @{ type = 'payment_initiation'; pin = (ConvertTo-SecureString 'CANARY' -AsPlainText) }; Words = '*contain a secret*' }
        ) {
            $failure = Get-Failure { New-Auth0AuthorizeUri -RedirectUri $callback -AuthorizationDetails $Details -Pushed }

            $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidAuthorizationDetails,*'
            "$failure" | Should -BeLike $Words
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-AuthorizationDetails @{ type = *'
            "$failure $($failure.Exception)" | Should -Not -Match 'CANARY'
            $tenant.Requests | Should -BeNullOrEmpty
        }

        It 'says that the API does not have the type' {
            $failure = Get-Failure { New-Auth0AuthorizeUri -RedirectUri $callback -AuthorizationDetails @{ type = 'unknown' } -Pushed }

            $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidAuthorizationDetails,*'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike 'Register the types*'
        }
    }
}
