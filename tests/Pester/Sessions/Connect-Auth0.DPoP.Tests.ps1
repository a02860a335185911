# Sessions whose tokens are bound to a key: what arrives at the tenant, what is kept, and what is refused.
BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Profiles.ps1
    $tenant = Start-Auth0LocalTenant -DPoP Allowed -RequireDPoPNonce
    $alice = Get-UserCredential $tenant.GetUser('alice')

    # The proofs that arrived at a path, with the status of the answer.
    function Get-Proof([string] $Path) {
        $tenant.Requests | Where-Object { $_.Path -eq $Path -and $_.Headers['DPoP'] } | ForEach-Object {
            $proof = Read-Jwt $_.Headers['DPoP']
            [pscustomobject]@{ Jwk = $proof.Header.jwk; Claims = $proof.Claims; Status = $_.StatusCode; Authorization = $_.Headers['Authorization'] }
        }
    }
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Connect-Auth0 -DPoP' {
    BeforeEach {
        . Start-ProfileTest
        $tenant.ClearRequests()
    }

    AfterEach {
        Remove-Item Env:AUTH0_TOKEN_STORE, Env:AUTH0_CACHE_KEY, Env:AUTH0_DPOP -ErrorAction Ignore
        . Stop-ProfileTest
    }

    It 'gets a bound token, and proves it at every call' {
        $session = Connect-Auth0 @connection -Audience $Orders -DPoP
        $tenant.ClearRequests()

        $token = Get-Auth0Token
        $echo = Invoke-Auth0Api -Uri "$($tenant.Domain)/echo/orders?page=2"
        $clients = Get-Auth0Client -First 2

        $session.DPoP | Should -BeTrue
        $token.TokenType | Should -Be DPoP
        $token.Confirmation.JwkThumbprint | Should -Match '^[\w-]{43}$'
        $token.Claims.cnf.jkt | Should -Be $token.Confirmation.JwkThumbprint
        $echo.audience | Should -Be $Orders
        $clients | Should -HaveCount 2
        $proofs = @(Get-Proof /oauth/token) + @(Get-Proof /echo/orders) + @(Get-Proof /api/v2/clients)
        $proofs.Status | Should -Be 400, 200, 200, 401, 200, 200 -Because 'the token endpoint and the APIs give their nonces first, and then know them'
        $proofs.Claims.jti | Select-Object -Unique | Should -HaveCount 6
        $proofs.Jwk.x | Select-Object -Unique | Should -HaveCount 1
        $proofs[0].Jwk.psobject.Properties.Name | Should -Be kty, crv, x, y
        $call = @(Get-Proof /echo/orders)[-1]
        $call.Claims.htm, $call.Claims.htu | Should -Be GET, "$($tenant.Domain)/echo/orders"
        $call.Authorization | Should -Be "DPoP $(Get-PlainText $token.AccessToken)"
    }

    It 'is in a profile, and is turned off by -DPoP:$false' {
        $null = Connect-Auth0 $tenant.Domain public -DPoP -SaveAs bound
        $null = Connect-Auth0 $tenant.Domain public -SaveAs plain

        (Get-Auth0Profile bound).DPoP, (Get-Auth0Profile plain).DPoP | Should -Be $true, $false
        Get-Content $folder/bound.json -Raw | Should -BeLike '*"dpop": true*'
        (Connect-Auth0 bound).DPoP, (Connect-Auth0 plain).DPoP | Should -Be $true, $false
        (Connect-Auth0 -ProfileName bound -DPoP:$false).DPoP, (Connect-Auth0 -ProfileName plain -DPoP).DPoP | Should -Be $false, $true
    }

    It 'is what AUTH0_DPOP says: <Value>' -ForEach @(
        @{ Value = 'true'; Expected = 'DPoP' }
        @{ Value = 'false'; Expected = 'Bearer' }
    ) {
        $variables = @{ AUTH0_DOMAIN = $tenant.Domain; AUTH0_CLIENT_ID = $tenant.ClientId; AUTH0_CLIENT_SECRET = Get-PlainText $tenant.ClientSecret; AUTH0_DPOP = $Value }

        Invoke-WithEnvironment $variables { (Get-Auth0Token $Orders).TokenType } | Should -Be $Expected
    }

    It 'turns a profile of the environment on, too' {
        $null = Connect-Auth0 $tenant.Domain public -SaveAs public
        Get-Auth0Session -ListAvailable | Disconnect-Auth0
        $env:AUTH0_PROFILE = 'public'

        (Get-Auth0Session).DPoP | Should -BeFalse
        $env:AUTH0_DPOP = 'true'
        (Get-Auth0Session).DPoP | Should -BeTrue
        Remove-Item Env:AUTH0_PROFILE
    }

    It 'renews a public application''s login with the same key, in another process too' {
        $mobile = Get-ApplicationParameter $tenant 'Mobile for iOS'
        $env:AUTH0_CACHE_KEY = 'a key of sixteen characters'
        $null = Connect-Auth0 @mobile -DPoP -TokenStore File -Audience $Orders
        $login = Get-Auth0Token -GrantType Password -Credential $alice -Scope openid, offline_access
        Get-Auth0Session -ListAvailable | Disconnect-Auth0 6> $null
        $tenant.ClearRequests()

        $renewed = Invoke-InNewProcess @"
Import-Module '$ModulePath'
`$env:AUTH0_CONFIG_FOLDER = '$env:AUTH0_CONFIG_FOLDER'
`$null = Connect-Auth0 $($mobile.Domain) $($mobile.ClientId) -DPoP -TokenStore File -Audience $Orders
`$token = Get-Auth0Token -Force
`$call = Invoke-Auth0Api -Uri $($tenant.Domain)/echo/orders
@{ Thumbprint = `$token.Confirmation.JwkThumbprint; Type = `$token.TokenType; Audience = `$call.audience } | ConvertTo-Json
"@

        $renewed.Thumbprint | Should -Be $login.Confirmation.JwkThumbprint
        $renewed.Type, $renewed.Audience | Should -Be DPoP, $Orders
        $tenant.Requests.Where({ $_.Path -eq '/oauth/token' }).ForEach({ $_.Form['grant_type'] }) | Select-Object -Unique | Should -Be refresh_token
        Get-ChildItem $env:AUTH0_CONFIG_FOLDER -Recurse -File | Get-Content -Raw | Should -Not -Match 'private_key|MIG[A-Za-z0-9]'
    }

    It 'doesn''t send its token in another session: DPoPKeyMissing' {
        $bound = Connect-Auth0 @connection -Name bound -DPoP
        $token = Get-Auth0Token $Orders
        $null = Connect-Auth0 @connection -Name plain
        $tenant.ClearRequests()

        $failure = Get-Failure { $token | Invoke-Auth0Api -Uri "$($tenant.Domain)/echo/orders" }

        $failure.FullyQualifiedErrorId | Should -Be 'DPoPKeyMissing,Auth0Flows.PowerShell.InvokeAuth0ApiCommand'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-Session*'
        $tenant.CountRequests() | Should -Be 0
        ($token | Invoke-Auth0Api -Uri "$($tenant.Domain)/echo/orders" -Session $bound).audience | Should -Be $Orders
    }

    It 'says <Id> where <Case>, and what to do' -ForEach @(
        @{ Case = 'the API issues bearer tokens'; Id = 'BearerTokenIssued'; Advice = '*Set-Auth0ResourceServer https://orders.example.com/ -ProofOfPossession*'; Prepare = { $tenant.Apis.Where({ $_.Identifier -eq $Orders })[0].DPoP = 'None' } }
        @{ Case = 'the proof is refused'; Id = 'InvalidDPoPProof'; Advice = '*proxy*'; Prepare = { $tenant.AddFault(@{ Path = '/oauth/token'; StatusCode = 400; Body = '{"error":"invalid_dpop_proof"}'; Times = 9 }) } }
        @{ Case = 'the nonce is never right'; Id = 'DPoPNonceRefused'; Advice = '*several servers*'; Prepare = { $tenant.AddFault(@{ Path = '/oauth/token'; StatusCode = 400; Body = '{"error":"use_dpop_nonce"}'; Headers = @{ 'DPoP-Nonce' = 'n' }; Times = 9 }) } }
        @{ Case = 'the clock is off'; Id = 'ClockOff'; Advice = '*clock*'; Prepare = { $tenant.ClockSkew = [timespan]::FromMinutes(10) } }
    ) {
        $null = Connect-Auth0 @connection -DPoP -Name $Id
        & $Prepare
        try { $failure = Get-Failure { Get-Auth0Token $Orders } }
        finally {
            $tenant.ClearFaults()
            $tenant.ClockSkew = [timespan]::Zero
            $tenant.Apis.Where({ $_.Identifier -eq $Orders })[0].DPoP = 'Allowed'
        }

        $failure.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $failure.ErrorDetails.RecommendedAction | Should -BeLike $Advice
        @(Get-Auth0Token -ListAvailable) | Should -BeNullOrEmpty
    }

    It 'is asked for by an API that requires it: DPoPRequired' {
        $tenant.Apis.Where({ $_.Identifier -eq $Orders })[0].DPoP = 'Required'
        $null = Connect-Auth0 @connection -Name unbound
        try { $failure = Get-Failure { Get-Auth0Token $Orders } }
        finally { $tenant.Apis.Where({ $_.Identifier -eq $Orders })[0].DPoP = 'Allowed' }

        $failure.FullyQualifiedErrorId | Should -BeLike 'DPoPRequired,*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-DPoP*'
    }

    It 'shows neither key nor proof, on no stream' {
        $shown = Get-Shown {
            Connect-Auth0 @connection -DPoP -Audience $Orders -Name canary
            Get-Auth0Token -Verbose -Debug
            Invoke-Auth0Api -Uri "$($tenant.Domain)/echo/orders" -Verbose -Debug
            Invoke-Auth0Api clients -Method POST -Body @{ name = 'x' } -WhatIf -Verbose
            Get-Auth0Token | New-Auth0DPoPProof -Uri "$($tenant.Domain)/echo/orders" -Verbose
            Get-Auth0Token | New-Auth0DPoPProof -Uri "$($tenant.Domain)/echo/orders" -WhatIf
            $tenant.Requests
            $tenant.AddFault(@{ Path = '/echo/*'; StatusCode = 401; Body = '{"error":"invalid_dpop_proof"}' })
            Invoke-Auth0Api -Uri "$($tenant.Domain)/echo/orders"
        }

        $proofs = $tenant.Requests.ForEach({ $_.Headers['DPoP'] }).Where({ $_ })
        $proofs.Count | Should -BeGreaterThan 3
        $proofs.Where({ $shown.Contains($_.Split('.')[2]) }) | Should -BeNullOrEmpty
        [regex]::Matches($shown, 'eyJ0eXAiOiJkcG9w|eyJhbGciOi|MIG[HJ]').Value | Should -BeNullOrEmpty -Because 'so begin proofs, tokens and keys'
        $shown | Should -BeLike '*wants a nonce in the DPoP proof*'
    }
}
