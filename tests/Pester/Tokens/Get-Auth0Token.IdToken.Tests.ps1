BeforeDiscovery {
    $now = [System.DateTimeOffset]::Now
}

BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $portal = $tenant.GetApplication('Web Portal')
    $credential = Get-UserCredential $tenant.GetUser('alice')
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'The ID token' {
    BeforeEach { . Connect-Portal }

    AfterEach {
        . Disconnect-Tenant
        $tenant.ConfigureApplication($portal.ClientId, '{"jwt_configuration": {"alg": "RS256"}}')
    }

    Context 'that is refused' {
        It 'says of <Name>: <Id>, and keeps nothing' -ForEach @(
            @{ Name = 'a signature by a key that is not the tenant''s'; Id = 'IdTokenSignatureInvalid'; Fault = @{ Kind = 'UnpublishedKey' } }
            @{ Name = 'a key id that the tenant does not know'; Id = 'IdTokenKeyUnknown'; Fault = @{ Kind = 'UnknownKey' } }
            @{ Name = 'a damaged signature'; Id = 'IdTokenSignatureInvalid'; Fault = @{ Kind = 'DamagedSignature' } }
            @{ Name = 'no signature at all'; Id = 'IdTokenAlgorithmRefused'; Fault = @{ Kind = 'AlgorithmNone' } }
            @{ Name = 'the algorithm None in other letters'; Id = 'IdTokenAlgorithmRefused'; Fault = @{ Kind = 'AlgorithmNone'; Header = @{ alg = 'nOnE' } } }
            @{ Name = 'the tenant''s public key taken for a secret'; Id = 'IdTokenSignatureInvalid'; Fault = @{ Kind = 'PublicKeyAsSecret' } }
            @{ Name = 'the public key''s modulus taken for a secret'; Id = 'IdTokenSignatureInvalid'; Fault = @{ Kind = 'ModulusAsSecret' } }
            @{ Name = 'extensions that nobody knows'; Id = 'InvalidIdToken'; Fault = @{ Header = @{ crit = @('b64') } } }
            @{ Name = 'an algorithm that does not sign'; Id = 'IdTokenAlgorithmRefused'; Fault = @{ Header = @{ alg = 'RSA-OAEP' } } }
            @{ Name = 'another algorithm than it was signed by'; Id = 'IdTokenSignatureInvalid'; Fault = @{ Header = @{ alg = 'RS512' } } }
            @{ Name = 'another issuer'; Id = 'IdTokenIssuerMismatch'; Fault = @{ Claims = @{ iss = 'https://evil.example.com/' } } }
            @{ Name = 'no issuer'; Id = 'IdTokenIssuerMismatch'; Fault = @{ Claims = @{ iss = $null } } }
            @{ Name = 'another application'; Id = 'IdTokenAudienceMismatch'; Fault = @{ Claims = @{ aud = 'somebody-else' } } }
            @{ Name = 'other applications'; Id = 'IdTokenAudienceMismatch'; Fault = @{ Claims = @{ aud = 'one', 'two' } } }
            @{ Name = 'no application'; Id = 'IdTokenAudienceMismatch'; Fault = @{ Claims = @{ aud = $null } } }
            @{ Name = 'another authorized party'; Id = 'IdTokenAuthorizedPartyMismatch'; Fault = @{ Claims = @{ azp = 'somebody-else' } } }
            @{ Name = 'an end that is over'; Id = 'IdTokenExpired'; Fault = @{ Claims = @{ exp = $now.AddSeconds(-70) } } }
            @{ Name = 'no end'; Id = 'IdTokenExpired'; Fault = @{ Claims = @{ exp = $null } } }
            @{ Name = 'an end in words'; Id = 'IdTokenExpired'; Fault = @{ Claims = @{ exp = 'never' } } }
            @{ Name = 'a beginning to come'; Id = 'IdTokenNotYetValid'; Fault = @{ Claims = @{ iat = $now.AddHours(1) } } }
            @{ Name = 'no beginning'; Id = 'IdTokenNotYetValid'; Fault = @{ Claims = @{ iat = $null } } }
            @{ Name = 'a time from which it is good, to come'; Id = 'IdTokenNotYetValid'; Fault = @{ Claims = @{ nbf = $now.AddHours(1) } } }
            @{ Name = 'such a time in words'; Id = 'IdTokenNotYetValid'; Fault = @{ Claims = @{ nbf = 'soon' } } }
            @{ Name = 'nobody'; Id = 'IdTokenSubjectMismatch'; Fault = @{ Claims = @{ sub = $null } } }
            @{ Name = 'an empty subject'; Id = 'IdTokenSubjectMismatch'; Fault = @{ Claims = @{ sub = '' } } }
            @{ Name = 'an ID token that did not come'; Id = 'MissingIdToken'; Category = 'InvalidData'; Fault = @{ Kind = 'LeftOut' } }
        ) {
            $tenant.AddIdTokenFault($Fault)
            $failure = Get-Failure { Get-Auth0Token -GrantType Password -Credential $credential -Scope openid, offline_access }

            $failure.FullyQualifiedErrorId | Should -Be "$Id,Auth0Flows.PowerShell.GetAuth0TokenCommand"
            $failure.CategoryInfo.Category | Should -Be ($Category ?? 'SecurityError')
            "$failure" | Should -BeLike '*ID token*No token was kept.'
            $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            "$($failure.Exception)$($failure | Format-List * -Force | Out-String -Width 1000)" | Should -Not -Match 'eyJ.{4}iOi' -Because 'so begins every JWT'
            $session.Tokens | Should -BeNullOrEmpty
            $tenant.CountRequests('POST', '/oauth/token') | Should -Be 1
            (Get-Auth0Token -Credential $credential -Scope openid).IdClaims.name | Should -Be 'Alice Adams' -Because 'the session stays usable'
        }

        It 'says of several audiences without an authorized party: IdTokenAuthorizedPartyMismatch' {
            $tenant.AddIdTokenFault(@{ Claims = @{ aud = @($portal.ClientId, 'another') } })

            (Get-Failure { Get-Auth0Token -Credential $credential -Scope openid }).FullyQualifiedErrorId | Should -BeLike 'IdTokenAuthorizedPartyMismatch,*'
        }

        It 'says of no JWT at all: InvalidIdToken' -ForEach @(@{ Text = 'not.a.jwt' }, @{ Text = 'x' }, @{ Text = 'e30.e30.' }) {
            $tenant.AddFault(@{ Path = '/oauth/token'; StatusCode = 200; Body = (@{ access_token = 'opaque'; expires_in = 60; id_token = $Text } | ConvertTo-Json) })

            (Get-Failure { Get-Auth0Token -Credential $credential -Scope openid }).FullyQualifiedErrorId | Should -BeLike 'InvalidIdToken,*'
        }

        It 'is checked also where openid was not asked for' {
            $tenant.AddFault(@{ Path = '/oauth/token'; StatusCode = 200; Body = '{"access_token":"opaque","expires_in":60,"id_token":"eyJhbGciOiJub25lIn0.eyJzdWIiOiJtYWxsb3J5In0."}' })

            (Get-Failure { Get-Auth0Token -Credential $credential }).FullyQualifiedErrorId | Should -BeLike 'IdTokenAlgorithmRefused,*'
        }

        It 'is checked also at the second factor' {
            $erin = $tenant.GetUser('erin')
            $failure = Get-Failure { Get-Auth0Token -Credential (Get-UserCredential $erin) -Scope openid -NonInteractive }
            $challenge = $failure.TargetObject | Request-Auth0MfaChallenge
            $tenant.AddIdTokenFault(@{ Kind = 'LeftOut' })

            (Get-Failure { $challenge | Get-Auth0Token -GrantType MfaOob -BindingCode $tenant.LastMessageTo($erin) }).FullyQualifiedErrorId | Should -BeLike 'MissingIdToken,*'
            $session.Tokens | Should -BeNullOrEmpty
        }

        It 'says where the tenant does not give its keys: SigningKeysUnavailable' {
            $tenant.AddFault(@{ Path = '/.well-known/jwks.json'; StatusCode = 404 })
            $failure = Get-Failure { Get-Auth0Token -Credential $credential -Scope openid }

            $failure.FullyQualifiedErrorId | Should -BeLike 'SigningKeysUnavailable,*'
            $failure.CategoryInfo.Category | Should -Be 'ConnectionError'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*jwks.json*'
        }
    }

    Context 'that is taken' {
        It 'may have <Name>' -ForEach @(
            @{ Name = 'several audiences, and this application as authorized party'; Claims = { @{ aud = $portal.ClientId, 'another'; azp = $portal.ClientId } } }
            @{ Name = 'a clock that is a little ahead'; Claims = { @{ iat = [System.DateTimeOffset]::Now.AddSeconds(30); nbf = [System.DateTimeOffset]::Now.AddSeconds(30) } } }
            @{ Name = 'an end that is just over'; Claims = { @{ exp = [System.DateTimeOffset]::Now.AddSeconds(-30) } } }
            @{ Name = 'claims of an Action'; Claims = { @{ 'https://example.com/roles' = 'admin', 'editor' } } }
        ) {
            $tenant.AddIdTokenFault(@{ Claims = & $Claims })

            (Get-Auth0Token -Credential $credential -Scope openid).IdClaims.sub | Should -Be $tenant.GetUser('alice').UserId
        }

        It 'costs one request for the keys, however many come' {
            1..5 | ForEach-Object { Get-Auth0Token -Credential $credential -Scope openid } | Out-Null

            $tenant.CountRequests('GET', '/.well-known/jwks.json') | Should -Be 1
        }

        It 'may be signed by the newer of the tenant''s keys' {
            $own = Start-Auth0LocalTenant
            $alice = Get-UserCredential $own.GetUser('alice')
            $connection = Get-ApplicationParameter $own 'Web Portal'
            $own.RotateSigningKey()
            Connect-Auth0 @connection | Out-Null

            (Get-Auth0Token -Credential $alice -Scope openid).IdClaims.email | Should -Be 'alice@example.com'
            $own.CountRequests('GET', '/.well-known/jwks.json') | Should -Be 1
            $own | Stop-Auth0LocalTenant
        }
    }

    Context 'that is signed by HS256' {
        BeforeEach { $tenant.ConfigureApplication($portal.ClientId, '{"jwt_configuration": {"alg": "HS256"}}') }

        It 'is checked with the client secret, without the tenant''s keys' {
            $token = Get-Auth0Token -Credential $credential -Scope openid

            (Read-Jwt (Get-PlainText $token.IdToken)).Header.alg | Should -Be 'HS256'
            $token.IdClaims.name | Should -Be 'Alice Adams'
            $tenant.CountRequests('GET', '/.well-known/jwks.json') | Should -Be 0
        }

        It 'is refused where its signature is another one''s' {
            $tenant.AddIdTokenFault(@{ Kind = 'DamagedSignature' })

            (Get-Failure { Get-Auth0Token -Credential $credential -Scope openid }).FullyQualifiedErrorId | Should -BeLike 'IdTokenSignatureInvalid,*'
        }

        It 'is refused without a secret to check it with: IdTokenAlgorithmRefused, and what to set' {
            $connection = Get-ApplicationParameter $tenant 'Mobile for iOS'
            $tenant.ConfigureApplication($connection.ClientId, '{"jwt_configuration": {"alg": "HS256"}}')
            Connect-Auth0 @connection | Out-Null
            $failure = Get-Failure { Get-Auth0Token -Credential $credential -Scope openid }

            $failure.FullyQualifiedErrorId | Should -BeLike 'IdTokenAlgorithmRefused,*'
            $failure.CategoryInfo.Category | Should -Be 'SecurityError'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*RS256*'
            $tenant.ConfigureApplication($connection.ClientId, '{"jwt_configuration": {"alg": "RS256"}}')
        }
    }

    Context 'of a renewal' {
        It 'must be about the same user: IdTokenSubjectMismatch, and the token before stays' {
            $token = Get-Auth0Token -Credential $credential -Scope openid, offline_access
            $tenant.AddIdTokenFault(@{ Claims = @{ sub = 'auth0|mallory' } })
            $failure = Get-Failure { $token | Update-Auth0Token }

            $failure.FullyQualifiedErrorId | Should -BeLike 'IdTokenSubjectMismatch,*'
            "$failure" | Should -BeLike "*'auth0|mallory'*'$($token.Subject)'*"
            $session.Tokens | Should -Be $token
        }

        It 'is the new one on the new token' {
            $token = Get-Auth0Token -Credential $credential -Scope openid, offline_access
            $tenant.AddIdTokenFault(@{ Claims = @{ renewed = 'yes' } })

            ($token | Update-Auth0Token).IdClaims.renewed | Should -Be 'yes'
        }
    }
}
