BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $connection = Get-ApplicationParameter $tenant 'Web Portal'
    $session = Connect-Auth0 @connection -Audience $Orders
    $alice = $tenant.GetUser('alice')
    $token = Get-Auth0Token -GrantType Password -Credential (Get-UserCredential $alice) -Scope openid, read:orders
    $text = Get-PlainText $token.AccessToken
    $jwks = Invoke-WebRequest "$($tenant.Domain)/.well-known/jwks.json" | Select-Object -ExpandProperty Content
    Disconnect-Auth0

    # The same token with another payload and the original signature.
    function Edit-Token([string] $Change, [string] $To) {
        $header, $claims, $signature = $text -split '\.'
        $changed = [System.Text.Encoding]::UTF8.GetString([System.Buffers.Text.Base64Url]::DecodeFromChars($claims)).Replace($Change, $To)
        "$header.$([System.Buffers.Text.Base64Url]::EncodeToString([System.Text.Encoding]::UTF8.GetBytes($changed))).$signature"
    }
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Test-Auth0Token' {
    BeforeEach {
        $session = Connect-Auth0 @connection -Audience $Orders
        $tenant.ClearRequests()
    }

    AfterEach {
        . Disconnect-Tenant
        $tenant.ClockSkew = [timespan]::Zero
    }

    It 'says of <Name>: <Expected>' -ForEach @(
        @{ Name = 'what Get-Auth0Token gave'; Expected = $true; Command = { Test-Auth0Token $token } }
        @{ Name = 'the same from the pipeline'; Expected = $true; Command = { $token | Test-Auth0Token } }
        @{ Name = 'a token''s secret'; Expected = $true; Command = { $token.AccessToken | Test-Auth0Token } }
        @{ Name = 'text'; Expected = $true; Command = { $text | Test-Auth0Token } }
        @{ Name = 'a header''s value'; Expected = $true; Command = { "Bearer $text" | Test-Auth0Token } }
        @{ Name = 'a token for one of several audiences'; Expected = $true; Command = { $token | Test-Auth0Token -Audience https://elsewhere.example.com/, $Orders } }
        @{ Name = 'a token for another audience'; Expected = $false; Command = { $token | Test-Auth0Token -Audience https://elsewhere.example.com/ } }
        @{ Name = 'a token whose claims were changed'; Expected = $false; Command = { Edit-Token 'read:orders' 'burn:orders' | Test-Auth0Token } }
        @{ Name = 'an ID token for its application'; Expected = $true; Command = { $token.IdToken | Test-Auth0Token -Audience $connection.ClientId } }
        @{ Name = 'an ID token for an API'; Expected = $false; Command = { $token.IdToken | Test-Auth0Token } }
        @{ Name = 'an opaque token'; Expected = $false; Command = { 'opaque' | Test-Auth0Token } }
        @{ Name = 'a scope that it has'; Expected = $true; Command = { $token | Test-Auth0Token -RequireScope read:orders } }
        @{ Name = 'a scope that it has, and one that it has not'; Expected = $false; Command = { $token | Test-Auth0Token -RequireScope read:orders, burn:orders } }
        @{ Name = 'a claim that it has'; Expected = $true; Command = { $token | Test-Auth0Token -RequireClaim @{ sub = $alice.UserId; gty = 'password' } } }
        @{ Name = 'a claim with any value'; Expected = $true; Command = { $token | Test-Auth0Token -RequireClaim @{ azp = $null } } }
        @{ Name = 'one value of several'; Expected = $true; Command = { $token | Test-Auth0Token -RequireClaim ([ordered]@{ aud = $Orders }) } }
        @{ Name = 'a claim with another value'; Expected = $false; Command = { $token | Test-Auth0Token -RequireClaim @{ gty = 'client-credentials' } } }
        @{ Name = 'a claim that differs in case'; Expected = $false; Command = { $token | Test-Auth0Token -RequireClaim @{ gty = 'PASSWORD' } } }
        @{ Name = 'a claim that is not there'; Expected = $false; Command = { $token | Test-Auth0Token -RequireClaim @{ 'https://acme.example.com/role' = $null } } }
        @{ Name = 'a claim of an empty text that is not there'; Expected = $false; Command = { $token | Test-Auth0Token -RequireClaim @{ role = '' } } }
    ) {
        $result = & $Command

        $result | Should -BeOfType bool
        $result | Should -Be $Expected
    }

    It 'tells with -Detailed what was expected and what was found: <Name>' -ForEach @(
        @{ Name = 'valid'; Parameters = @{ RequireScope = 'read:orders'; RequireClaim = @{ gty = 'password' } }; Failed = @() }
        @{ Name = 'another audience'; Parameters = @{ Audience = 'https://elsewhere.example.com/' }; Failed = 'Audience'; Expected = '*https://elsewhere.example.com/*'; Found = '*https://orders.example.com/*' }
        @{ Name = 'too few scopes'; Parameters = @{ RequireScope = 'burn:orders' }; Failed = 'Scope'; Expected = '*burn:orders*'; Found = '*read:orders*' }
        @{ Name = 'another claim'; Parameters = @{ RequireClaim = @{ gty = 'client-credentials' } }; Failed = 'gty'; Expected = '*client-credentials*'; Found = '*password*' }
        @{ Name = 'no such claim'; Parameters = @{ RequireClaim = @{ role = 'admin' } }; Failed = 'role'; Expected = '*admin*'; Found = '*' }
    ) {
        $test = $token | Test-Auth0Token -Detailed @Parameters
        $check = $test.Checks | Where-Object { -not $_.IsPassed }

        $test.GetType().Name | Should -Be 'Auth0TokenTest'
        $test.IsValid | Should -Be (-not $Failed)
        $test.Jwt.Subject | Should -Be $alice.UserId
        $test.Checks[0..7].Name | Should -Be 'Format', 'Algorithm', 'Key', 'Signature', 'Issuer', 'Audience', 'Expiry', 'IssuedAt'
        $check.Name | Should -Be $Failed
        if ($Failed) {
            $check.Expected | Should -BeLike $Expected
            $check.Found | Should -BeLike $Found
        }
        "$test" | Should -Be ($Failed ? "not valid: $Failed" : 'valid')
    }

    It 'names what is forged: <Name>' -ForEach @(
        @{ Name = 'other claims'; Failed = 'Signature'; Forge = { Edit-Token 'read:orders' 'burn:orders' } }
        @{ Name = 'another signature'; Failed = 'Signature'; Forge = { $text -replace '\.[^.]+$', '.AAAA' } }
        @{ Name = 'another issuer'; Failed = 'Signature', 'Issuer'; Forge = { Edit-Token $tenant.Issuer 'https://evil.example.com/' } }
        @{ Name = 'a life that is over'; Failed = 'Signature', 'Expiry'; Forge = { Edit-Token "`"exp`":$((Read-Jwt $text).Claims.exp)" '"exp":1' } }
        @{ Name = 'extensions that nobody knows'; Failed = 'Format'; Forge = { "$([System.Buffers.Text.Base64Url]::EncodeToString([System.Text.Encoding]::UTF8.GetBytes('{"alg":"RS256","crit":["b64"],"b64":false}'))).$(($text -split '\.')[1..2] -join '.')" } }
        @{ Name = 'no signature'; Failed = 'Algorithm', 'Signature'; Forge = { "$([System.Buffers.Text.Base64Url]::EncodeToString([System.Text.Encoding]::UTF8.GetBytes('{"alg":"none"}'))).$(($text -split '\.')[1])." } }
        @{ Name = 'nothing of it'; Failed = 'Format'; Forge = { 'opaque' } }
    ) {
        $test = & $Forge | Test-Auth0Token -Detailed

        ($test.Checks | Where-Object { -not $_.IsPassed }).Name | Where-Object { $_ -ne 'Key' -or $Failed -contains 'Key' } | Should -Be $Failed
        $test.IsValid | Should -BeFalse
    }

    It 'asks for the tenant''s keys once, and for the session''s other tokens not again' {
        $token, $text, $token.AccessToken | Test-Auth0Token | Should -Be $true, $true, $true

        $tenant.Requests | ForEach-Object { "$_" } | Should -Be 'GET /.well-known/jwks.json 200'
    }

    It 'works without a network, by -Jwks' {
        $offline = Connect-Auth0 @connection -Name offline
        $tenant.ClearRequests()

        $token | Test-Auth0Token -Audience $Orders -Jwks $jwks -Session offline | Should -BeTrue
        $token | Test-Auth0Token -Audience $Orders -Jwks '{"keys":[]}' -Session $offline | Should -BeFalse
        Edit-Token 'read:orders' 'burn:orders' | Test-Auth0Token -Audience $Orders -Jwks $jwks | Should -BeFalse
        $tenant.CountRequests() | Should -Be 0
    }

    It 'says of <Name>: <Id>' -ForEach @(
        @{ Name = 'keys that are none'; Id = 'InvalidJson'; Category = 'InvalidData'; Attempt = { $token | Test-Auth0Token -Jwks 'no keys' } }
        @{ Name = 'no audience'; Id = 'MissingAudience'; Category = 'InvalidArgument'; Attempt = { Connect-Auth0 @connection | Out-Null; $token | Test-Auth0Token } }
        @{ Name = 'keys that can''t be had'; Id = 'SigningKeysUnavailable'; Category = 'ConnectionError'; Attempt = { $tenant.AddFault(@{ StatusCode = 503; Times = 10 }); $token | Test-Auth0Token } }
        @{ Name = 'nobody who is connected'; Id = 'NotConnected'; Category = 'InvalidOperation'; Attempt = { Disconnect-Auth0; $token | Test-Auth0Token } }
    ) {
        $failure = Invoke-WithEnvironment @{} { Get-Failure $Attempt }

        $failure.FullyQualifiedErrorId | Should -Be "$Id,Auth0Flows.PowerShell.TestAuth0TokenCommand"
        $failure.CategoryInfo.Category | Should -Be $Category
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'says, beside $false, that the keys can''t be used: <Name>' -ForEach @(
        @{ Name = 'none at all'; Keys = '{"keys":[]}'; Fault = 'the key set is empty' }
        @{ Name = 'of another type'; Keys = '{"keys":[{"kty":"EC","kid":"x"}]}'; Fault = 'the only key can''t be used: its type is ''EC''*' }
        @{ Name = 'without their numbers'; Keys = '{"keys":[{"kty":"RSA","kid":"x"}]}'; Fault = 'the only key can''t be used: its numbers (n, e) can''t be read' }
    ) {
        $tenant.AddFault(@{ Path = '/.well-known/jwks.json'; StatusCode = 200; Body = $Keys; Times = 0 })

        $result = $token | Test-Auth0Token -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures[0].FullyQualifiedErrorId | Should -Be 'SigningKeysUnavailable,Auth0Flows.PowerShell.TestAuth0TokenCommand'
        "$($failures[0])" | Should -BeLike "Could not check whether the tenant signed the token: $Fault."
        $failures[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $result | Should -BeFalse
        { $token | Test-Auth0Token -ErrorAction Stop } | Should -Throw -ErrorId 'SigningKeysUnavailable,*'
        ($token | Test-Auth0Token -Detailed).Checks.Where{ $_.Name -eq 'Key' }.Found | Should -BeLike $Fault
        $token | Test-Auth0Token -Jwks $Keys -WarningAction SilentlyContinue -WarningVariable warnings | Should -BeFalse
        "$warnings" | Should -BeLike "The keys of -Jwks can't be used: $Fault."
    }

    It 'advises, where there is no audience, to give one' {
        Connect-Auth0 @connection | Out-Null

        (Get-Failure { $token | Test-Auth0Token }).ErrorDetails.RecommendedAction | Should -BeLike '*-Audience*'
    }

    It 'shows the token nowhere' {
        $shown = Get-Shown {
            $token | Test-Auth0Token -Verbose -Debug
            $token | Test-Auth0Token -Detailed -RequireClaim @{ gty = 'other' } -Verbose -Debug | ForEach-Object { $_; $_.Checks; $_.Jwt; $_ | ConvertTo-Json -Depth 6 -WarningAction Ignore; [System.Management.Automation.PSSerializer]::Serialize($_, 5) }
            "$text." | Test-Auth0Token -Detailed | ForEach-Object { $_; $_.Checks }
        }

        $shown | Should -BeLike '*answered 200 in*'
        $shown | Should -BeLike '*client*'
        $shown | Should -Not -Match 'eyJ.{4}iOi'
        $shown.Contains(($text -split '\.')[2]) | Should -BeFalse
    }
}
