# Proofs for calls that other programs send, as a user would send them.
BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant -DPoP Allowed
    $connection = Get-ConnectParameter $tenant
    $session = Connect-Auth0 @connection -Audience $Orders -DPoP
    $token = Get-Auth0Token
    $uri = "$($tenant.Domain)/echo/orders"
}

AfterAll {
    Get-Auth0Session -ListAvailable | Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'New-Auth0DPoPProof' {
    It 'makes a proof that the API takes, once' {
        $proof = $token | New-Auth0DPoPProof -Uri "${uri}?page=2"
        $headers = @{ Authorization = "DPoP $(Get-PlainText $token.AccessToken)"; DPoP = Get-PlainText $proof }

        $proof | Should -BeOfType [Auth0Secret]
        "$proof" | Should -Be '********'
        (Invoke-RestMethod "${uri}?page=2" -Headers $headers).query | Should -Be 'page=2'
        # The refusal is the answer that is looked at.
        (Invoke-RestMethod $uri -Headers $headers -SkipHttpErrorCheck).error | Should -Be invalid_dpop_proof
    }

    It 'makes both headers with -AsHeader, for any method' {
        $headers = New-Auth0DPoPProof $token $uri Post -AsHeader

        $headers | Should -BeOfType [hashtable]
        $headers.Keys | Sort-Object | Should -Be Authorization, DPoP
        (Invoke-RestMethod $uri -Method Post -Body '{"a":1}' -ContentType application/json -Headers $headers).body.a | Should -Be 1
        (Read-Jwt $headers.DPoP).Claims.htm | Should -Be POST
    }

    It 'has the nonce that is given' {
        $proof = $token | New-Auth0DPoPProof -Uri $uri -Nonce n0nce

        (Read-Jwt (Get-PlainText $proof)).Claims.nonce | Should -Be n0nce
        (Read-Jwt (Get-PlainText ($token | New-Auth0DPoPProof -Uri $uri))).Claims.psobject.Properties.Name | Should -Not -Contain nonce
    }

    It 'makes one for each token in the pipeline, each with its own id' {
        $proofs = $token, $token | New-Auth0DPoPProof -Uri $uri | ForEach-Object { (Read-Jwt (Get-PlainText $_)).Claims.jti }

        $proofs | Select-Object -Unique | Should -HaveCount 2
    }

    It 'refuses <Name>: <Id>' -ForEach @(
        @{ Name = 'a token that is bound to none'; Id = 'TokenNotBound'; Command = { $plain = Connect-Auth0 @connection -Name plain -Audience $Orders; New-Auth0DPoPProof (Get-Auth0Token) $uri } }
        @{ Name = 'a token of another session'; Id = 'DPoPKeyMissing'; Command = { $null = Connect-Auth0 @connection -Name plain; New-Auth0DPoPProof $token $uri -Session plain } }
        @{ Name = 'an address of another host without https'; Id = 'InvalidApiAddress'; Command = { New-Auth0DPoPProof $token http://api.example.com/ -Session $session } }
        @{ Name = 'a relative address'; Id = 'InvalidApiAddress'; Command = { New-Auth0DPoPProof $token /orders -Session $session } }
    ) {
        (Get-Failure $Command).FullyQualifiedErrorId | Should -Be "$Id,Auth0Flows.PowerShell.NewAuth0DPoPProofCommand"
    }

    It 'makes none with -WhatIf' {
        New-Auth0DPoPProof $token "${uri}?secret=1" -Session $session -WhatIf | Should -BeNullOrEmpty
    }
}

Describe 'Test-Auth0Token -DPoPProof' {
    BeforeAll { $call = @{ Session = $session; Audience = $Orders; Uri = 'https://orders.example.com/v1/orders' } }

    It 'accepts the call''s own proof: as <Name>' -ForEach @(
        @{ Name = 'a secret'; Convert = { $args[0] } }
        @{ Name = 'text'; Convert = { Get-PlainText $args[0] } }
        @{ Name = 'a SecureString'; Convert = { [securestring] $args[0] } }
    ) {
        $proof = New-Auth0DPoPProof $token 'https://orders.example.com/v1/orders?x=1' PATCH -Session $session -Nonce n

        $token | Test-Auth0Token @call -DPoPProof (& $Convert $proof) -Method Patch -Nonce n | Should -BeTrue
    }

    It 'takes the token with its scheme, as it is in the header' {
        $proof = New-Auth0DPoPProof $token $call.Uri -Session $session

        "DPoP $(Get-PlainText $token.AccessToken)" | Test-Auth0Token @call -DPoPProof $proof | Should -BeTrue
    }

    It 'names what is wrong: <Failed>' -ForEach @(
        @{ Failed = 'ProofMethod'; More = @{ Method = 'DELETE' } }
        @{ Failed = 'ProofUri'; More = @{ Uri = 'https://orders.example.com/v2/orders' } }
        @{ Failed = 'ProofNonce'; More = @{ Nonce = 'other' } }
    ) {
        $proof = New-Auth0DPoPProof $token $call.Uri -Session $session
        $parameters = $call.Clone()
        $More.GetEnumerator() | ForEach-Object { $parameters[$_.Key] = $_.Value }

        ($token | Test-Auth0Token @parameters -DPoPProof $proof -Detailed).ToString() | Should -Be "not valid: $Failed"
        $token | Test-Auth0Token @parameters -DPoPProof $proof | Should -BeFalse
    }

    It 'refuses a bearer token with a proof, and another token''s proof' {
        $null = Connect-Auth0 @connection -Name plain -Audience $Orders
        $bearer = Get-Auth0Token
        $null = Connect-Auth0 -Session $session
        $proof = New-Auth0DPoPProof $token $call.Uri -Session $session

        ($bearer | Test-Auth0Token @call -DPoPProof $proof -Detailed).ToString() | Should -Be 'not valid: ProofToken, ProofBinding'
    }

    It 'says, beside $true, that a binding was not checked, and not of a proof, of a token that is not bound, or of one that is invalid anyway' {
        $token | Test-Auth0Token -Session $session -Audience $Orders -WarningAction SilentlyContinue -WarningVariable warnings | Should -BeTrue
        "$warnings" | Should -BeLike "The token is bound (jkt=$($token.Confirmation.JwkThumbprint)), but * was not checked*: specify -DPoPProof and -Uri."
        $check = ($token | Test-Auth0Token -Session $session -Audience $Orders -Detailed).Checks | Where-Object Name -EQ Binding
        $check.IsPassed, $check.Found | Should -Be $true, 'not checked: the caller''s proof or certificate is not there'

        $token | Test-Auth0Token @call -DPoPProof (New-Auth0DPoPProof $token $call.Uri -Session $session) -WarningVariable none | Should -BeTrue
        $token | Test-Auth0Token -Session $session -Audience https://elsewhere.example.com/ -WarningVariable +none | Should -BeFalse
        $none | Should -BeNullOrEmpty
    }

    It 'needs the proof for -<Name>: MissingParameter' -ForEach @(
        @{ Name = 'Nonce'; More = @{ Nonce = 'n' } }
        @{ Name = 'Method'; More = @{ Method = 'GET' } }
        @{ Name = 'Uri'; More = @{ Uri = 'https://x.example.com/' } }
    ) {
        (Get-Failure { $token | Test-Auth0Token -Session $session -Audience $Orders @More }).FullyQualifiedErrorId | Should -BeLike 'MissingParameter,*'
    }

    It 'needs the address of the call: MissingParameter' {
        (Get-Failure { $token | Test-Auth0Token -Session $session -Audience $Orders -DPoPProof x }).FullyQualifiedErrorId | Should -BeLike 'MissingParameter,*'
        (Get-Failure { $token | Test-Auth0Token -Session $session -Audience $Orders -Uri https://x.example.com/ }).FullyQualifiedErrorId | Should -BeLike 'MissingParameter,*'
    }
}
