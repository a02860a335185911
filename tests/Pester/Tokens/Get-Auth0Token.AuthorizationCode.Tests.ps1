BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $portal = $tenant.GetApplication('Web Portal')
    $alice = $tenant.GetUser('alice')
    $redirectUri = 'https://app.example.com/callback?a=b&c=d'
    $verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk' # with its challenge, of RFC 7636, appendix B
    $challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

    # The result of alice's browser login.
    function New-Code([hashtable] $With = @{}) {
        $tenant.IssueAuthorizationCode(
            $alice, ($With.ClientId ?? $portal.ClientId), $redirectUri, ($With.Scope ?? 'openid profile offline_access read:orders'), $Orders, $With.Challenge, $With.Nonce, $With.Organization)
    }
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Get-Auth0Token -GrantType AuthorizationCode' {
    BeforeEach {
        $connection = Get-ApplicationParameter $tenant 'Web Portal'
        $session = Connect-Auth0 @connection
        $tenant.ClearRequests()
    }

    AfterEach { . Disconnect-Tenant }

    It 'exchanges a code, with the same redirect address and the verifier' {
        $code = New-Code @{ Challenge = $challenge }
        $token = Get-Auth0Token -GrantType AuthorizationCode -Code $code -RedirectUri $redirectUri -CodeVerifier $verifier
        $request = $tenant.Requests[0]

        "$request" | Should -Be 'POST /oauth/token 200'
        $request.Form.Keys | Sort-Object | Should -Be 'client_id', 'client_secret', 'code', 'code_verifier', 'grant_type', 'redirect_uri'
        $request.Form['grant_type'] | Should -Be 'authorization_code'
        $request.Form['code'] | Should -BeExactly $code
        $request.Form['redirect_uri'] | Should -BeExactly $redirectUri
        $request.Form['code_verifier'] | Should -BeExactly $verifier
        $token.GrantType | Should -Be 'AuthorizationCode'
        $token.Subject | Should -Be $alice.UserId
        $token.Audience | Should -Contain $Orders
        $token.Scope | Should -Be 'openid', 'profile', 'read:orders', 'offline_access'
        $token.IdClaims.name | Should -Be 'Alice Adams'
        $token.RefreshToken | Should -Not -BeNullOrEmpty
        $session.Tokens | Should -Be $token
    }

    It 'goes without a verifier where there was no challenge' {
        (Get-Auth0Token -GrantType AuthorizationCode -Code (New-Code) -RedirectUri $redirectUri).Subject | Should -Be $alice.UserId

        $tenant.Requests[0].Form.Keys | Should -Not -Contain 'code_verifier'
    }

    It 'works for a public application' {
        $connection = Get-ApplicationParameter $tenant 'Mobile for iOS'
        Connect-Auth0 @connection | Out-Null
        $code = New-Code @{ ClientId = $connection.ClientId; Challenge = $challenge }

        (Get-Auth0Token -Code $code -RedirectUri $redirectUri -CodeVerifier $verifier).Subject | Should -Be $alice.UserId
        $tenant.Requests[0].Form.Keys | Should -Not -Contain 'client_secret'
    }

    It 'may be splatted, with code and verifier as SecureString, in a script block' {
        $exchange = @{
            GrantType    = 'AuthorizationCode'
            Code         = ConvertTo-SecureString (New-Code @{ Challenge = $challenge }) -AsPlainText
            RedirectUri  = $redirectUri
            CodeVerifier = ConvertTo-SecureString $verifier -AsPlainText
        }

        (& { Get-Auth0Token @exchange }).Subject | Should -Be $alice.UserId
    }

    It 'holds the ID token to the nonce that was sent' {
        (Get-Auth0Token -Code (New-Code @{ Nonce = 'n-0S6_WzA2Mj' }) -RedirectUri $redirectUri -Nonce n-0S6_WzA2Mj).IdClaims.nonce | Should -Be 'n-0S6_WzA2Mj'
    }

    It 'says of another nonce, or none: IdTokenNonceMismatch, and keeps nothing' -ForEach @(@{ Nonce = 'another' }, @{ Nonce = '' }) {
        $code = New-Code @{ Nonce = $Nonce }
        $failure = Get-Failure { Get-Auth0Token -Code $code -RedirectUri $redirectUri -Nonce n-0S6_WzA2Mj }

        $failure.FullyQualifiedErrorId | Should -BeLike 'IdTokenNonceMismatch,*'
        $failure.CategoryInfo.Category | Should -Be 'SecurityError'
        $session.Tokens | Should -BeNullOrEmpty
    }

    It 'says of <Name>: InvalidAuthorizationCode, and of the code nothing' -ForEach @(
        @{ Name = 'a wrong code'; Change = @{ Code = 'no-such-code' }; Message = '*Invalid authorization code*' }
        @{ Name = 'another redirect address'; Change = @{ RedirectUri = 'https://app.example.com/' }; Message = '*redirect URI is wrong*' }
        @{ Name = 'a wrong verifier'; Change = @{ CodeVerifier = 'wrong-verifier' }; Message = '*code verifier*' }
    ) {
        $exchange = @{ Code = New-Code @{ Challenge = $challenge }; RedirectUri = $redirectUri; CodeVerifier = $verifier }
        $Change.GetEnumerator() | ForEach-Object { $exchange[$_.Key] = $_.Value }
        $failure = Get-Failure { Get-Auth0Token -GrantType AuthorizationCode @exchange }

        $failure.FullyQualifiedErrorId | Should -Be 'InvalidAuthorizationCode,Auth0Flows.PowerShell.GetAuth0TokenCommand'
        $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
        "$failure" | Should -BeLike $Message
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*new code*'
        $shown = "$($failure.Exception)$($failure | Format-List * -Force | Out-String -Width 1000)"
        $shown.Contains($exchange.Code) | Should -BeFalse
        $shown.Contains($exchange.CodeVerifier) | Should -BeFalse
    }

    It 'says of a code that was used already: InvalidAuthorizationCode, and does not try again' {
        $code = New-Code
        Get-Auth0Token -Code $code -RedirectUri $redirectUri | Out-Null
        $connection.MaximumRetryCount = 2
        Connect-Auth0 @connection | Out-Null
        $tenant.ClearRequests()

        (Get-Failure { Get-Auth0Token -Code $code -RedirectUri $redirectUri }).FullyQualifiedErrorId | Should -BeLike 'InvalidAuthorizationCode,*'
        $tenant.CountRequests() | Should -Be 1
    }

    It 'is not sent twice where the connection is lost: a code is good once' {
        $connection.MaximumRetryCount = 2
        Connect-Auth0 @connection | Out-Null
        $tenant.AddFault(@{ Path = '/oauth/token'; Kind = 'Truncate' })
        $code = New-Code

        (Get-Failure { Get-Auth0Token -Code $code -RedirectUri $redirectUri }).FullyQualifiedErrorId | Should -BeLike 'IncompleteResponse,*'
        $tenant.CountRequests() | Should -Be 1
    }

    It 'holds the ID token to the organization: <Name>' -ForEach @(
        @{ Name = 'that is named'; OfSession = @{}; OfCall = @{ Organization = 'acme' } }
        @{ Name = 'of the session'; OfSession = @{ Organization = 'acme' }; OfCall = @{} }
    ) {
        $session = Connect-Auth0 @connection @OfSession
        (Get-Auth0Token -Code (New-Code @{ Organization = 'acme' }) -RedirectUri $redirectUri @OfCall).IdClaims.org_name | Should -Be 'acme'
        $tenant.Requests[0].Form.Keys | Should -Not -Contain 'organization' -Because '/authorize was told'

        $code = New-Code @{ Organization = 'globex' }
        $failure = Get-Failure { Get-Auth0Token -Code $code -RedirectUri $redirectUri @OfCall }
        $failure.FullyQualifiedErrorId | Should -BeLike 'IdTokenOrganizationMismatch,*'
        "$failure" | Should -BeLike "*'globex'*'acme'*"
        $session.Tokens.Organization | Should -HaveCount 1
    }
}
