BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant -ClientCount 60
    $elsewhere = Start-Auth0LocalTenant
    $echo = "$($tenant.Domain)/echo" # an API of one's own, which says back what arrived
}

AfterAll { $tenant, $elsewhere | Stop-Auth0LocalTenant }

Describe 'Invoke-Auth0Api, its tokens and answers' {
    BeforeEach {
        $connection = Get-ConnectParameter $tenant
        Connect-Auth0 @connection -Name here | Out-Null
        $tenant, $elsewhere | ForEach-Object { $_.ClearRequests() }
    }

    AfterEach { . Disconnect-Tenant }

    Context 'the token' {
        It 'comes from the pipeline, or by -Token' {
            $token = Get-Auth0Token $Orders
            $piped = $token | Invoke-Auth0Api -Uri $echo/orders
            $named = [pscustomobject]@{ id = 7 } | Invoke-Auth0Api -Uri "$echo/orders/{id}" -Token $token

            $piped.audience, $named.audience | Should -Be $Orders, $Orders
            $named.path | Should -Be '/echo/orders/7'
            $tenant.CountRequests('POST', '/oauth/token') | Should -Be 1
        }

        It 'is the session''s for the audience that is named, or for the session''s own' {
            (Invoke-Auth0Api -Uri $echo/reports -Audience urn:example:reports).audience | Should -Be 'urn:example:reports'
            Connect-Auth0 @connection -Audience $Orders -Name orders | Out-Null
            (Invoke-Auth0Api -Uri "http://localhost:$($tenant.Port)/echo/orders").audience | Should -Be $Orders
        }

        It 'is fetched once more where it was revoked' {
            Invoke-Auth0Api clients | Out-Null
            $tenant.RevokeTokens()

            (Invoke-Auth0Api clients -Query @{ per_page = 1 }).name | Should -Be 'Automation'
            $tenant.Requests.ForEach({ "$_" }) | Should -Be @(
                'POST /oauth/token 200', 'GET /api/v2/clients 200',
                'GET /api/v2/clients 401', 'POST /oauth/token 200', 'GET /api/v2/clients 200')
        }

        It 'is not fetched a third time' {
            $tenant.AddFault(@{ Path = '/api/v2/clients'; StatusCode = 401; Times = 0; Body = '{"statusCode":401,"error":"Unauthorized","message":"Invalid token"}' })
            $failure = Get-Failure { Invoke-Auth0Api clients }

            $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidToken,*'
            $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
            $tenant.CountRequests('GET', '/api/v2/clients') | Should -Be 2
        }

        It 'that one brought along is not replaced where it is refused' {
            $token = Get-Auth0Token $Orders
            $tenant.RevokeTokens()
            $failure = Get-Failure { $token | Invoke-Auth0Api -Uri $echo/orders }

            $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidToken,*'
            $tenant.CountRequests('POST', '/oauth/token') | Should -Be 1
        }

        It 'for <Name> does not leave' -ForEach @(
            @{ Name = 'the Management API, to another host'; Command = { Get-Auth0Token $tenant.ManagementAudience | Invoke-Auth0Api -Uri "$($elsewhere.Domain)/api/v2/clients" } }
            @{ Name = 'the Management API, asked for by its audience'; Command = { Invoke-Auth0Api -Uri "$($elsewhere.Domain)/api/v2/clients" -Audience $tenant.ManagementAudience } }
            @{ Name = 'another API, to the Management API'; Command = { Get-Auth0Token $Orders | Invoke-Auth0Api clients } }
        ) {
            $failure = Get-Failure $Command

            $failure.FullyQualifiedErrorId | Should -BeLike 'TokenAudienceMismatch,*'
            $failure.CategoryInfo.Category | Should -Be 'SecurityError'
            $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            $elsewhere.CountRequests() | Should -Be 0
            $tenant.CountRequests('GET', '/api/v2/*') | Should -Be 0
        }

        It 'does not follow a redirect to another host, of <_>' -ForEach 'GET', 'POST' {
            $tenant.AddFault(@{ Path = '/api/v2/clients'; StatusCode = 307; Headers = @{ Location = "$($elsewhere.Domain)/api/v2/clients" } })
            $failure = Get-Failure { Invoke-Auth0Api clients -Method $_ }

            $failure.FullyQualifiedErrorId | Should -BeLike 'RedirectRefused,*'
            $failure.CategoryInfo.Category | Should -Be 'SecurityError'
            "$failure" | Should -BeLike "*$($elsewhere.Domain)*"
            $elsewhere.CountRequests() | Should -Be 0
        }

        It 'follows a redirect on the same host' {
            (Invoke-Auth0Api -Uri "$($tenant.Domain)/redirect" -Query @{ to = '/echo/there' } -Audience $Orders).path | Should -Be '/echo/there'
        }

        It 'does not go where an object says: <_>' -ForEach '@evil.example', '.evil.example', '1' {
            $failure = Get-Failure { [pscustomobject]@{ host = $_ } | Invoke-Auth0Api -Uri "$($tenant.Domain){host}/echo/x" -Audience $Orders }

            $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidApiAddress,*'
            $tenant.CountRequests() | Should -Be 0
        }

        It 'does not go over plain http, and not without knowing whose it is' {
            (Get-Failure { Invoke-Auth0Api -Uri http://orders.example.com/ -Audience $Orders }).FullyQualifiedErrorId | Should -BeLike 'InvalidApiAddress,*'
            (Get-Failure { Invoke-Auth0Api -Uri https://orders.example.com/ }).FullyQualifiedErrorId | Should -BeLike 'MissingAudience,*'
            $tenant.CountRequests() | Should -Be 1 -Because 'the tenant was asked for a token of its default audience'
        }

        It 'repeats nothing secret of what was typed: <Values>' -ForEach @(
            @{ Values = @{ Uri = 'https://me:s3cret@orders.example.com/' } }
            @{ Values = @{ Uri = 'http://me:s3cret@orders.example.com/a?key=s3cret#s3cret' } }
            @{ Values = @{ Path = 'clients#access_token=s3cret' } }
            @{ Values = @{ Path = '../clients?secret=s3cret' } }
        ) {
            $failure = Get-Failure { Invoke-Auth0Api @Values }

            $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidApiAddress,*'
            "$failure$($failure.TargetObject)$($failure.Exception)" | Should -Not -Match 's3cret'
        }

        It 'is shown on no stream' {
            $Error.Clear()
            $shown = Get-Shown {
                Invoke-Auth0Api clients -Query @{ fields = 'name' }
                Invoke-Auth0Api nowhere
            }

            $shown -like '*GET */api/v2/clients answered 200 in *' | Should -BeTrue
            $shown.Contains((Get-PlainText (Get-Auth0Token $tenant.ManagementAudience).AccessToken)) | Should -BeFalse
            $shown.Contains((Get-PlainText $tenant.ClientSecret)) | Should -BeFalse
        }
    }

    Context 'the answer' {
        It 'is objects with properties of real types, under the API''s own names' {
            $tenant.AddFault(@{ Path = '/api/v2/things'; StatusCode = 200
                    Body = '[{"name":"é","count":3000000000,"share":0.1,"on":true,"none":null,"list":[1,[2]],"inner":{"deep_name":"x"},"at":"2026-01-01T00:00:00Z"},{"name":"b"}]' })
            $first, $second = Invoke-Auth0Api things

            $first.name | Should -Be 'é'
            $first.count | Should -Be 3000000000
            $first.count | Should -BeOfType [long]
            $first.share | Should -BeOfType [decimal]
            $first.on | Should -BeOfType [bool]
            $first.none | Should -BeNullOrEmpty
            $first.list[1][0] | Should -Be 2
            $first.inner.deep_name | Should -Be 'x'
            $first.at | Should -BeOfType [string] -Because 'only the API knows which texts are dates'
            $second.name | Should -Be 'b'
        }

        It 'keeps the rest where it has names that PowerShell can''t take' {
            $tenant.AddFault(@{ Path = '/api/v2/things'; StatusCode = 200; Body = '[{"psobject":1,"":2,"name":"a"},{"inner":{"psbase":3,"name":"b"}}]' })
            $first, $second = Invoke-Auth0Api things

            $first.name | Should -Be 'a'
            $second.inner.name | Should -Be 'b'
        }

        It 'is text with -Raw' {
            $text = Invoke-Auth0Api clients -Query @{ per_page = 2; fields = 'name'; include_fields = $true } -Raw

            $text | Should -BeExactly '[{"name":"Automation"},{"name":"web-shop"}]'
        }

        It 'of one''s own API is text where it is not JSON' {
            $tenant.AddFault(@{ Path = '/echo/*'; StatusCode = 200; Body = "a,b`n1,2"; ContentType = 'text/csv; charset=utf-8' })

            (Invoke-Auth0Api -Uri $echo/report -Audience $Orders | ConvertFrom-Csv).b | Should -Be 2
        }

        It 'warns where just Auth0''s first page of 50 came' {
            $all = Invoke-Auth0Api clients -WarningVariable warnings -WarningAction SilentlyContinue
            $asked = Invoke-Auth0Api clients -Query @{ per_page = 50 } -WarningVariable none

            $all | Should -HaveCount 50
            "$warnings" | Should -BeLike '*50 objects*-All*'
            $asked | Should -HaveCount 50
            $none | Should -BeNullOrEmpty
        }

        It 'is an error for <Name>: <Id>' -ForEach @(
            @{ Name = 'an unknown path'; Id = 'NotFound'; Category = 'ObjectNotFound'; Message = 'GET */api/v2/things: Not Found*HTTP 404)*'; Fault = $null }
            @{ Name = 'a missing scope'; Id = 'InsufficientScope'; Category = 'PermissionDenied'; Message = '*expected any of: read:things*(insufficient_scope, HTTP 403)*'
                Fault = @{ StatusCode = 403; Body = '{"statusCode":403,"error":"Forbidden","message":"Insufficient scope, expected any of: read:things","errorCode":"insufficient_scope"}' } }
            @{ Name = 'a 403 without a reason'; Id = 'Forbidden'; Category = 'PermissionDenied'; Message = '*403*'; Fault = @{ StatusCode = 403 } }
            @{ Name = 'a wrong query'; Id = 'InvalidQuery'; Category = 'InvalidArgument'; Message = '*on property page*(invalid_query_string, HTTP 400)*'
                Fault = @{ StatusCode = 400; Body = '{"statusCode":400,"error":"Bad Request","message":"Query validation error: ''x'' on property page","errorCode":"invalid_query_string"}' } }
            @{ Name = 'a conflict'; Id = 'Conflict'; Category = 'ResourceExists'; Message = '*: It exists*(conflict, HTTP 409)*'
                Fault = @{ StatusCode = 409; Body = '{"statusCode":409,"error":"Conflict","message":"It exists","errorCode":"conflict"}' } }
            @{ Name = 'a 429'; Id = 'RateLimited'; Category = 'LimitsExceeded'; Message = '*wait 3600 s*'; Fault = @{ StatusCode = 429; Headers = @{ 'Retry-After' = 3600 } } }
            @{ Name = 'a 500'; Id = 'ServerError'; Category = 'ConnectionError'; Message = '*500*'; Fault = @{ StatusCode = 500 } }
            @{ Name = 'a 418'; Id = 'RequestFailed'; Category = 'InvalidResult'; Message = '*418*'; Fault = @{ StatusCode = 418 } }
            @{ Name = 'an HTML page'; Id = 'UnexpectedContentType'; Category = 'InvalidData'; Message = '*text/html instead of JSON.'; Fault = @{ StatusCode = 200; ContentType = 'text/html'; Body = '<html/>' } }
            @{ Name = 'JSON cut short'; Id = 'InvalidJson'; Category = 'InvalidData'; Message = '*incomplete JSON*'; Fault = @{ StatusCode = 200; Body = '[{"name":' } }
        ) {
            if ($Fault) { $tenant.AddFault(@{ Path = '/api/v2/things' } + $Fault) }
            $failure = Get-Failure { Invoke-Auth0Api things }

            $failure.FullyQualifiedErrorId | Should -Be "$Id,Auth0Flows.PowerShell.InvokeAuth0ApiCommand"
            $failure.CategoryInfo.Category | Should -Be $Category
            "$failure" | Should -BeLike $Message
            $failure.TargetObject | Should -Be 'things'
            $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            $failure.Exception.Request | Should -Be "GET $($tenant.Domain)/api/v2/things"
            (Get-Auth0Client -First 1).Name | Should -Be 'Automation' -Because 'the session stays usable'
        }

        It 'is not asked for twice where a POST may have happened' {
            $connection.MaximumRetryCount = 3
            Connect-Auth0 @connection -Name patient | Out-Null
            $tenant.AddFault(@{ Method = 'POST'; Path = '/api/v2/clients'; Kind = 'Truncate' })

            (Get-Failure { Invoke-Auth0Api clients -Method POST -Body @{ name = 'once' } }).FullyQualifiedErrorId | Should -BeLike 'IncompleteResponse,*'
            $tenant.CountRequests('POST', '/api/v2/clients') | Should -Be 1
            (Get-Auth0Client once) | Should -HaveCount 1
        }
    }
}

Describe 'An application''s secret in the Management API''s answer' {
    BeforeAll {
        $tenant = Start-Auth0LocalTenant
        Connect-Auth0 $tenant.Domain $tenant.ClientId $tenant.ClientSecret | Out-Null
        $plain = $tenant.ClientSecret | ConvertFrom-SecureString -AsPlainText
    }

    AfterAll {
        Disconnect-Auth0
        Stop-Auth0LocalTenant
    }

    It 'comes as a SecureString, and is on no screen' {
        $client = Invoke-Auth0Api "clients/$($tenant.ClientId)"

        $client.client_secret | Should -BeOfType [Auth0Secret]
        $client.client_secret | ConvertFrom-SecureString -AsPlainText | Should -Be $plain
        ($client | Format-List * | Out-String -Width 500) | Should -Not -BeLike "*$plain*"
        (Invoke-Auth0Api clients | Out-String -Width 500) | Should -Not -BeLike "*$plain*"
    }

    It 'goes back as it came' {
        Invoke-Auth0Api "clients/$($tenant.ClientId)" -Method PATCH -Body @{ client_secret = (Invoke-Auth0Api "clients/$($tenant.ClientId)").client_secret } | Out-Null

        ($tenant.Requests[-1].ReadBody() | ConvertFrom-Json).client_secret | Should -Be $plain
    }

    It 'is there as it is with -Raw' {
        Invoke-Auth0Api "clients/$($tenant.ClientId)" -Raw | Should -BeLike "*$plain*"
    }
}
