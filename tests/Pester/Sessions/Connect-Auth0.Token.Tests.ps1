# A session with an access token that was made elsewhere.
BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $connection = Get-ConnectParameter $tenant
    $token = Connect-Auth0 @connection | Get-Auth0Token -Audience $tenant.ManagementAudience
    $text = Get-PlainText $token.AccessToken
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Connect-Auth0 -Token' {
    BeforeEach { $tenant.ClearRequests() }

    AfterEach { Get-Auth0Session -ListAvailable | Disconnect-Auth0 }

    It 'takes <Name>, and calls the API without another token' -ForEach @(
        @{ Name = 'a text'; Make = { $text } }
        @{ Name = 'a SecureString'; Make = { ConvertTo-SecureString $text -AsPlainText } }
        @{ Name = 'a header'; Make = { "Authorization: Bearer $text" } }
        @{ Name = 'a token object'; Make = { $token } }
    ) {
        $session = Connect-Auth0 -Token (& $Make)

        $session.Domain.ToString() | Should -Be $tenant.Domain
        $session.ClientId | Should -Be $tenant.ClientId
        (Get-Auth0Client -First 1).ClientId | Should -Be $tenant.ClientId
        (Get-Auth0Token -ListAvailable).GrantType | Should -Be External
        $tenant.CountRequests('POST', '/oauth/token') | Should -Be 0
    }

    It 'takes a domain and a name' {
        (Connect-Auth0 $tenant.Domain -Token $text -Name mine).Name | Should -Be mine
    }

    It 'comes from AUTH0_API_TOKEN' {
        Invoke-WithEnvironment @{ AUTH0_API_TOKEN = $text } { (Get-Auth0Client -First 1).ClientId } | Should -Be $tenant.ClientId
        $tenant.CountRequests('POST', '/oauth/token') | Should -Be 0
    }

    It 'shows no token in an error' {
        $failure = Get-Failure { Connect-Auth0 -Token 's3cret-token' }

        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidJwt,*'
        "$($failure.Exception) $($failure.TargetObject) $($failure.ErrorDetails)" | Should -Not -BeLike '*s3cret-token*'
    }

    It 'says that another API needs another token' {
        $null = Connect-Auth0 -Token $text

        (Get-Failure { Get-Auth0Token -Audience $Orders }).FullyQualifiedErrorId | Should -BeLike 'MissingClientSecret,*'
    }
}

Describe 'AUTH0_PRIVATE_KEY' {
    It 'is the key itself, with <Name>' -ForEach @(
        @{ Name = 'line ends'; Change = { $args[0] } }
        @{ Name = '\n for them'; Change = { $args[0].ReplaceLineEndings('\n') } }
        @{ Name = 'CRLF and spaces before'; Change = { '  ' + $args[0].ReplaceLineEndings("`r`n  ") } }
    ) {
        $rsa = [System.Security.Cryptography.RSA]::Create(2048)
        $null = $tenant.AddClientCredential($tenant.ClientId, $rsa.ExportSubjectPublicKeyInfoPem())
        $variables = @{
            AUTH0_DOMAIN = $tenant.Domain; AUTH0_CLIENT_ID = $tenant.ClientId; AUTH0_PRIVATE_KEY = & $Change $rsa.ExportPkcs8PrivateKeyPem()
        }

        Invoke-WithEnvironment $variables { (Get-Auth0Client -First 1).ClientId } | Should -Be $tenant.ClientId
    }
}
