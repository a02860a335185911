BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $connection = Get-ApplicationParameter $tenant 'Web Portal'
    Connect-Auth0 @connection -Audience $Orders | Out-Null
    $alice = $tenant.GetUser('alice')
    $token = Get-Auth0Token -GrantType Password -Credential (Get-UserCredential $alice) -Scope openid, read:orders
    $text = Get-PlainText $token.AccessToken
    $tenant.ClearRequests()
    Disconnect-Auth0 # it needs no session
}

AfterAll {
    Get-Auth0Session -ListAvailable | Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'ConvertFrom-Auth0Token' {
    It 'decodes <Name>' -ForEach @(
        @{ Name = 'text'; Command = { ConvertFrom-Auth0Token $text } }
        @{ Name = 'text from the pipeline'; Command = { $text | ConvertFrom-Auth0Token } }
        @{ Name = 'a token''s secret'; Command = { ConvertFrom-Auth0Token -Token $token.AccessToken } }
        @{ Name = 'a SecureString'; Command = { ConvertFrom-Auth0Token -Token ([securestring] $token.AccessToken) } }
        @{ Name = 'a SecureString from the pipeline'; Command = { $token.AccessToken | ConvertFrom-Auth0Token } }
        @{ Name = 'what Get-Auth0Token gave'; Command = { $token | ConvertFrom-Auth0Token } }
        @{ Name = 'a header''s value'; Command = { "Bearer $text" | ConvertFrom-Auth0Token } }
        @{ Name = 'a whole header, with a line''s end'; Command = { "authorization:  bearer $text`r`n" | ConvertFrom-Auth0Token } }
        @{ Name = 'with quotes'; Command = { "`"$text`"" | ConvertFrom-Auth0Token } }
    ) {
        $jwt = & $Command

        $jwt | Should -HaveCount 1
        $jwt.GetType().Name | Should -Be 'Auth0Jwt'
        $jwt.Subject | Should -Be $alice.UserId
        $jwt.Issuer | Should -Be $tenant.Issuer
        $jwt.Audience | Should -Contain $Orders
        $jwt.Scope | Should -Be $token.Scope
        $jwt.Algorithm | Should -Be 'RS256'
        $jwt.KeyId | Should -Be (Read-Jwt $text).Header.kid
        $jwt.Header.Keys | Should -Be 'alg', 'typ', 'kid'
        $jwt.Claims.gty | Should -Be 'password'
        $jwt.ExpiresAt | Should -Be $jwt.Claims.exp
        $jwt.ExpiresAt.ToUnixTimeSeconds() | Should -Be (Read-Jwt $text).Claims.exp
        $jwt.IssuedAt | Should -BeLessOrEqual ([System.DateTimeOffset]::Now)
        $jwt.IsExpired | Should -BeFalse
        $jwt.IsEncrypted | Should -BeFalse
    }

    It 'asks nobody, and needs no session' {
        Invoke-WithEnvironment @{} { $token, $text, $token.IdToken | ConvertFrom-Auth0Token } | Should -HaveCount 3

        $tenant.CountRequests() | Should -Be 0
    }

    It 'decodes several, and goes on behind one that is none' {
        $decoded = $text, 'opaque', $token.IdToken | ConvertFrom-Auth0Token -ErrorAction SilentlyContinue -ErrorVariable failures

        $decoded.Subject | Should -Be $alice.UserId, $alice.UserId
        $failures | Should -HaveCount 1
    }

    It 'decodes a token that is old, forged, or unsigned, and pretends nothing' {
        $header, $claims = '{"alg":"none"}', '{"sub":"eve","exp":1,"aud":"x"}' | ForEach-Object { [System.Buffers.Text.Base64Url]::EncodeToString([System.Text.Encoding]::UTF8.GetBytes($_)) }
        $jwt = "$header.$claims." | ConvertFrom-Auth0Token

        $jwt.Subject | Should -Be 'eve'
        $jwt.Algorithm | Should -Be 'none'
        $jwt.IsExpired | Should -BeTrue
        $jwt.psobject.Properties.Name -like '*valid*' | Should -BeNullOrEmpty
    }

    It 'says of <Name>: InvalidJwt, and repeats nothing of it' -ForEach @(
        @{ Name = 'an opaque token'; Text = 'opaque-CANARY-token'; Message = '*opaque*' }
        @{ Name = 'three parts of something else'; Text = 'CANARY.b.c'; Message = '*can''t be decoded*' }
        @{ Name = 'a prefix alone'; Text = 'Bearer '; Message = '*' }
        @{ Name = 'blanks'; Text = '   '; Message = '*' }
    ) {
        $failure = Get-Failure { $Text | ConvertFrom-Auth0Token }

        $failure.FullyQualifiedErrorId | Should -Be 'InvalidJwt,Auth0Flows.PowerShell.ConvertFromAuth0TokenCommand'
        $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
        "$failure" | Should -BeLike $Message
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*three parts*'
        "$($failure.Exception)$($failure.TargetObject)$($failure | Select-Object -ExcludeProperty InvocationInfo * | Format-List | Out-String -Width 1000)" | Should -Not -Match 'CANARY'
    }

    It 'takes no other thing' {
        (Get-Failure { ConvertFrom-Auth0Token 42 }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
        (Get-Failure { ConvertFrom-Auth0Token $null }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgument*Error*'
    }

    It 'names the limit for a text that is too long' {
        $failure = Get-Failure { ConvertFrom-Auth0Token ('CANARY' * 20000) }

        "$failure" | Should -BeLike '*at most 65,536 characters; this text has 120,000.'
        "$($failure.Exception)" | Should -Not -Match 'CANARY'
    }

    It 'shows the claims, and never the token' {
        $shown = Get-Shown { $jwt = $token | ConvertFrom-Auth0Token -Verbose -Debug; $jwt; "$jwt"; $jwt.Claims; $jwt | ConvertTo-Json -Depth 5; [System.Management.Automation.PSSerializer]::Serialize($jwt, 5) }

        $shown | Should -BeLike "*$($alice.UserId)*"
        $shown | Should -Not -Match 'eyJ.{4}iOi'
        $shown.Contains(($text -split '\.')[2]) | Should -BeFalse
    }
}
