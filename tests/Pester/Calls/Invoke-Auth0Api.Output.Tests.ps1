BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $connection = Get-ConnectParameter $tenant
    Connect-Auth0 @connection | Out-Null
    $names = @{ fields = 'client_id,name'; include_fields = $true; per_page = 2 }
}

AfterAll {
    Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'Invoke-Auth0Api, what it gives' {
    BeforeEach { $tenant.ClearRequests() }

    AfterEach { $tenant.ClearFaults() }

    Context '-OutputType' {
        It 'PSObject gives objects, as without it' {
            $client = Invoke-Auth0Api clients -Query $names -OutputType PSObject | Select-Object -First 1

            $client.psobject.Properties.Name | Should -Be 'name', 'client_id'
            (Invoke-Auth0Api clients -Query $names)[0].name | Should -Be $client.name
        }

        It 'Hashtable gives ordered dictionaries, in which names differ by case' {
            $tenant.AddFault(@{ Path = '/api/v2/things'; StatusCode = 200; Body = '[{"b":1,"B":2,"a":{"z":[{"y":3}]}}]' })
            $thing = Invoke-Auth0Api things -OutputType Hashtable

            $thing | Should -BeOfType [System.Collections.Specialized.OrderedDictionary]
            $thing.Keys | Should -BeExactly 'b', 'B', 'a'
            $thing['b'], $thing['B'] | Should -Be 1, 2
            $thing.a.z[0].y | Should -Be 3
        }

        It 'Hashtable of an object goes back as a body' {
            $client = Invoke-Auth0Api "clients/$($tenant.ClientId)" -OutputType Hashtable -Query @{ fields = 'name,description' }
            $client['description'] = 'changed'
            (Invoke-Auth0Api "clients/$($tenant.ClientId)" -Method PATCH -Body $client).description | Should -Be 'changed'
        }

        It 'Json gives the text as it came, as -Raw does' {
            $json = Invoke-Auth0Api clients -Query $names -OutputType Json

            $json | Should -BeOfType [string]
            ($json | ConvertFrom-Json).name | Should -Be 'Automation', 'web-shop'
            Invoke-Auth0Api clients -Query $names -Raw | Should -BeExactly $json
        }

        It 'Json gives a list object by object: lines for a file' {
            $lines = Invoke-Auth0Api clients -Query @{ fields = 'name'; include_fields = $true } -First 2 -OutputType Json

            $lines | Should -BeExactly '{"name":"Automation"}', '{"name":"web-shop"}'
        }

        It 'Response gives all there is: status, headers, body' {
            $response = Invoke-Auth0Api clients -Query $names -OutputType Response

            [int]$response.StatusCode | Should -Be 200
            $response.ContentType | Should -Be 'application/json'
            $response.Headers['X-RateLimit-Limit'] | Should -Be 1000 -Because 'names of headers know no case'
            $response.Request | Should -Be "GET $($tenant.Domain)/api/v2/clients"
            ($response.ReadText() | ConvertFrom-Json).name | Should -Contain 'web-shop'
        }

        It 'Response shows no body on the screen, where secrets would stand: <_>' -ForEach 'Format-Table', 'Format-List', 'Out-Default' {
            $response = Invoke-Auth0Api "clients/$($tenant.ClientId)" -OutputType Response
            $shown = $_ -eq 'Out-Default' ? (42, $response | Out-String -Width 400) : ($response | & $_ | Out-String -Width 400)

            $response.ReadText().Contains((Get-PlainText $tenant.ClientSecret)) | Should -BeTrue
            $shown.Contains((Get-PlainText $tenant.ClientSecret)) | Should -BeFalse
            $shown | Should -Match '200|OK'
            $shown | Should -BeLike "*GET $($tenant.Domain)/api/v2/clients/*"
        }
    }

    Context 'headers that are secret' {
        BeforeEach {
            $tenant.AddFault(@{ Path = '/api/v2/clients'; StatusCode = 200; Body = '[]'; Headers = @{ 'Set-Cookie' = 'auth0=s3cret-one'; 'X-Auth-Token' = 's3cret-two'; 'X-Api-Key' = 's3cret-three'; 'X-Plain' = 'seen' } })
        }

        It 'are masked in the response and in the variable, and written by nothing' {
            $response = Invoke-Auth0Api clients -OutputType Response -ResponseHeadersVariable headers

            foreach ($all in $response.Headers, $headers) {
                $all['Set-Cookie'], $all['X-Auth-Token'], $all['X-Api-Key'] | Should -Be ('********', '********', '********')
                $all['X-Plain'] | Should -Be 'seen'
            }
            $written = ($response | ConvertTo-Json -Depth 5), [Management.Automation.PSSerializer]::Serialize($response, 5), ($headers | Out-String), ($response | Format-Custom | Out-String)
            "$written" | Should -Not -BeLike '*s3cret*'
            "$written" | Should -BeLike '*seen*'
        }

        It 'are there for whoever asks for one' {
            $response = Invoke-Auth0Api clients -OutputType Response

            $response.ReadHeader('set-cookie') | Should -Be 'auth0=s3cret-one'
            $response.ReadHeader('X-Auth-Token') | Should -Be 's3cret-two'
            $response.ReadHeader('Content-Type') | Should -BeLike 'application/json*'
            $response.ReadHeader('X-None') | Should -BeNullOrEmpty
        }
    }

    Context 'the status and the headers beside it' {
        It 'come into variables' {
            $client = Invoke-Auth0Api clients -Method POST -Body @{ name = 'created' } -StatusCodeVariable status -ResponseHeadersVariable headers

            $client.name | Should -Be 'created'
            $status | Should -Be 201
            $headers['Content-Type'] | Should -BeLike 'application/json*'
            [int]$headers['x-ratelimit-remaining'][0] | Should -BeLessThan 1000
        }

        It 'are those of the last answer where objects are piped' {
            'nope', $tenant.ClientId | Invoke-Auth0Api 'clients/{id}' -StatusCodeVariable status -SkipHttpErrorCheck | Should -HaveCount 2

            $status | Should -Be 200
        }
    }

    Context '-SkipHttpErrorCheck' {
        It 'gives a refusal as an answer' {
            $refusal = Invoke-Auth0Api clients/nope -SkipHttpErrorCheck -StatusCodeVariable status

            $status | Should -Be 404
            $refusal.errorCode | Should -Be 'inexistent_client'
        }

        It 'lets a script ask whether there is such an object' {
            $exists = 'nope', $tenant.ClientId | ForEach-Object { (Invoke-Auth0Api "clients/$_" -SkipHttpErrorCheck -OutputType Response).IsSuccess }

            $exists | Should -Be $false, $true
        }

        It 'hides no lost connection' {
            $tenant.AddFault(@{ Path = '/api/v2/clients'; Kind = 'Reset'; Times = 0 })

            (Get-Failure { Invoke-Auth0Api clients -SkipHttpErrorCheck }).FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
        }
    }

    Context '-CorrelationId' {
        It 'goes with the call, for the tenant''s log' {
            Invoke-Auth0Api clients -Method POST -Body @{ name = 'traced' } -CorrelationId 'CHG-4711' | Out-Null

            ($tenant.Requests | Select-Object -Last 1).Headers['X-Correlation-ID'] | Should -Be 'CHG-4711'
        }

        It 'has at most 64 characters, as Auth0 takes' {
            { Invoke-Auth0Api clients -CorrelationId ('x' * 65) } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
        }
    }
}
