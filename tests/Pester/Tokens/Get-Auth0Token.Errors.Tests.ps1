BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Get-Auth0Token, where it fails' {
    BeforeEach { . Connect-Application }

    AfterEach { . Disconnect-Tenant }

    It 'says of <Name>: <Id>' -ForEach @(
        @{ Name = 'a 429 that names a wait'; Id = 'RateLimited'; Category = 'LimitsExceeded'; Message = '*wait 7200 s*Quota gone*(too_many_requests, HTTP 429)*'
            Fault = @{ StatusCode = 429; Headers = @{ 'Retry-After' = 7200 }; Body = '{"error":"too_many_requests","error_description":"Quota gone"}' } }
        @{ Name = 'a 429 that names none'; Id = 'RateLimited'; Category = 'LimitsExceeded'; Message = "*the server doesn't say how long to wait*"; Fault = @{ StatusCode = 429 } }
        @{ Name = 'a 500'; Id = 'ServerError'; Category = 'ConnectionError'; Message = "No token for https://orders.example.com/: *500*"; Fault = @{ StatusCode = 500 } }
        @{ Name = 'a 503 with an HTML page'; Id = 'ServerError'; Category = 'ConnectionError'; Message = '*503*text/html*'
            Fault = @{ StatusCode = 503; ContentType = 'text/html'; Body = '<html>Sorry</html>' } }
        @{ Name = 'an HTML page instead of JSON'; Id = 'UnexpectedContentType'; Category = 'InvalidData'; Message = '*text/html instead of JSON.'
            Fault = @{ StatusCode = 200; ContentType = 'text/html'; Body = '<html>Log in</html>' } }
        @{ Name = 'JSON cut short'; Id = 'InvalidJson'; Category = 'InvalidData'; Message = '*incomplete JSON*'; Fault = @{ StatusCode = 200; Body = '{"access_token":"ey' } }
        @{ Name = 'a JSON array'; Id = 'InvalidJson'; Category = 'InvalidData'; Message = '*/oauth/token returned *'; Fault = @{ StatusCode = 200; Body = '[]' } }
        @{ Name = 'a connection that ends within the answer'; Id = 'IncompleteResponse'; Category = 'ConnectionError'; Message = '*in the middle of an answer.'; Fault = @{ Kind = 'Truncate' } }
        @{ Name = 'a connection that is reset'; Id = 'ConnectionFailed'; Category = 'ConnectionError'; Message = 'No connection to 127.0.0.1:*'; Fault = @{ Kind = 'Reset' } }
        @{ Name = 'no access_token'; Id = 'MissingAccessToken'; Category = 'InvalidData'; Message = '*no usable access_token.'; Fault = @{ StatusCode = 200; Body = '{"expires_in":86400}' } }
        @{ Name = 'no expires_in'; Id = 'MissingExpiresIn'; Category = 'InvalidData'; Message = '*no expires_in*'; Fault = @{ StatusCode = 200; Body = '{"access_token":"a"}' } }
        @{ Name = 'expires_in 0'; Id = 'InvalidExpiresIn'; Category = 'InvalidData'; Message = '*expires_in = 0;*'; Fault = @{ StatusCode = 200; Body = '{"access_token":"a","expires_in":0}' } }
        @{ Name = 'expires_in -5'; Id = 'InvalidExpiresIn'; Category = 'InvalidData'; Message = '*expires_in = -5;*'; Fault = @{ StatusCode = 200; Body = '{"access_token":"a","expires_in":-5}' } }
        @{ Name = 'expires_in in words'; Id = 'InvalidExpiresIn'; Category = 'InvalidData'; Message = '*expires_in = "soon";*'; Fault = @{ StatusCode = 200; Body = '{"access_token":"a","expires_in":"soon"}' } }
        @{ Name = 'a token that is no bearer token'; Id = 'UnsupportedTokenType'; Category = 'InvalidData'; Message = "*'mac'*"; Fault = @{ StatusCode = 200; Body = '{"access_token":"a","expires_in":60,"token_type":"mac"}' } }
        @{ Name = 'a token of a key that the session has not'; Id = 'DPoPKeyMissing'; Category = 'InvalidOperation'; Message = '*connected without DPoP*'; Fault = @{ StatusCode = 200; Body = '{"access_token":"a","expires_in":60,"token_type":"DPoP"}' } }
        @{ Name = 'a refusal by a rule'; Id = 'AccessDenied'; Category = 'PermissionDenied'; Message = '*Not on Sundays*(access_denied, HTTP 403)*'
            Fault = @{ StatusCode = 403; Body = '{"error":"access_denied","error_description":"Not on Sundays"}' } }
        @{ Name = 'a grant that is not allowed'; Id = 'UnauthorizedClient'; Category = 'PermissionDenied'; Message = '*Not for you*(unauthorized_client, HTTP 403)*'
            Fault = @{ StatusCode = 403; Body = '{"error":"unauthorized_client","error_description":"Not for you"}' } }
        @{ Name = 'invalid_grant'; Id = 'InvalidGrant'; Category = 'AuthenticationError'; Message = '*Used up*(invalid_grant, HTTP 403)*'
            Fault = @{ StatusCode = 403; Body = '{"error":"invalid_grant","error_description":"Used up"}' } }
        @{ Name = 'invalid_request'; Id = 'InvalidRequest'; Category = 'InvalidArgument'; Message = '*Hm?*(invalid_request, HTTP 400)*'
            Fault = @{ StatusCode = 400; Body = '{"error":"invalid_request","error_description":"Hm?"}' } }
        @{ Name = 'an error that is not in the books'; Id = 'RequestFailed'; Category = 'InvalidResult'; Message = '*Lunch break*(out_to_lunch, HTTP 418)*'
            Fault = @{ StatusCode = 418; Body = '{"error":"out_to_lunch","error_description":"Lunch break"}' } }
    ) {
        $tenant.AddFault(@{ Path = '/oauth/token' } + $Fault)
        $failure = Get-Failure { Get-Auth0Token $Orders }

        $failure.FullyQualifiedErrorId | Should -Be "$Id,Auth0Flows.PowerShell.GetAuth0TokenCommand"
        $failure.CategoryInfo.Category | Should -Be $Category
        "$failure" | Should -BeLike $Message
        $failure.Exception | Should -BeOfType [Auth0Exception]
        $failure.TargetObject | Should -Be $Orders
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        (Get-Auth0Token $Orders).Audience | Should -Be $Orders -Because 'the session stays usable'
    }


    It 'says of a wrong <Name>: InvalidClient, and which application' -ForEach @(
        @{ Name = 'secret'; Wrong = @{ ClientSecret = ConvertTo-SecureString 'wrong' -AsPlainText -Force } }
        @{ Name = 'client id'; Wrong = @{ ClientId = 'nobody' } }
    ) {
        $Wrong.Keys | ForEach-Object { $connection[$_] = $Wrong[$_] }
        Connect-Auth0 @connection | Out-Null
        $failure = Get-Failure { Get-Auth0Token $Orders }

        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidClient,*'
        $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
        "$failure" | Should -BeLike "*${Orders}: Unauthorized*(access_denied, HTTP 40?)*"
        $failure.Exception.Error | Should -Be 'access_denied'
        $failure.Exception.ErrorDescription | Should -Be 'Unauthorized'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike "*$($connection.ClientId)*Connect-Auth0*"
        $tenant.CountRequests() | Should -Be 1 -Because 'a wrong secret is not tried twice'
    }

    It 'says of an unknown audience: UnknownAudience, and which' {
        $failure = Get-Failure { Get-Auth0Token https://orders.example.com }

        $failure.FullyQualifiedErrorId | Should -BeLike 'UnknownAudience,*'
        $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        "$failure" | Should -BeLike '*Service not found: https://orders.example.com*(access_denied, HTTP 403)*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*https://orders.example.com*'
        (Get-Auth0Token $Orders).Audience | Should -Be $Orders
    }

    It 'says of a scope that is not granted: ScopeNotGranted, and to whom to grant it' {
        $failure = Get-Failure { Get-Auth0Token $Orders -Scope read:orders, burn:orders }

        $failure.FullyQualifiedErrorId | Should -BeLike 'ScopeNotGranted,*'
        $failure.CategoryInfo.Category | Should -Be 'PermissionDenied'
        "$failure" | Should -BeLike '*not been granted scopes: burn:orders*(access_denied, HTTP 403)*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike "Grant *burn:orders*$($tenant.ClientId)*"
        (Get-Auth0Token $Orders -Scope read:orders).Scope | Should -Be 'read:orders'
    }

    It 'says of an application without a client grant: ClientGrantMissing' {
        $application = Invoke-Auth0Api clients -Method POST -Body @{ name = 'newcomer'; grant_types = @('client_credentials') }
        $connection.ClientId = $application.client_id
        $connection.ClientSecret = $application.client_secret
        Connect-Auth0 @connection | Out-Null
        $failure = Get-Failure { Get-Auth0Token $Orders }

        $failure.FullyQualifiedErrorId | Should -BeLike 'ClientGrantMissing,*'
        $failure.CategoryInfo.Category | Should -Be 'PermissionDenied'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike "*$($application.client_id)*$Orders*"

        $tenant.AddClientGrant($application.client_id, $Orders, 'read:orders')
        (Get-Auth0Token $Orders).Scope | Should -Be 'read:orders'
    }

    It 'says of an unknown organization: InvalidOrganization' {
        $failure = Get-Failure { Get-Auth0Token $Orders -Organization nowhere }

        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidOrganization,*'
        "$failure" | Should -BeLike '*organization*(invalid_request, HTTP 400)*'
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'says of a tenant that is not there: ConnectionFailed' {
        $gone = Start-Auth0LocalTenant
        $gone | Stop-Auth0LocalTenant
        Connect-Auth0 $gone.Domain $gone.ClientId $gone.ClientSecret -MaximumRetryCount 0 | Out-Null
        $failure = Get-Failure { Get-Auth0Token $Orders }

        $failure.FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
        $failure.CategoryInfo.Category | Should -Be 'ConnectionError'
        "$failure" | Should -BeLike "No connection to 127.0.0.1:$($gone.Port):*"
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-Domain*'
    }

    It 'says of a host that nobody knows: HostNotFound' {
        Connect-Auth0 acme.invalid client $tenant.ClientSecret -MaximumRetryCount 0 | Out-Null
        $failure = Get-Failure { Get-Auth0Token $Orders }

        $failure.FullyQualifiedErrorId | Should -BeLike 'HostNotFound,*'
        $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        "$failure" | Should -Be 'The host acme.invalid was not found.'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-Domain*'
    }

    It 'says of a tenant that does not answer in time: RequestTimeout' {
        $tenant.AddFault(@{ Path = '/oauth/token'; Kind = 'Hold' })
        Connect-Auth0 @connection -TimeoutSec 1 | Out-Null
        $failure = Get-Failure { Get-Auth0Token $Orders }

        $failure.FullyQualifiedErrorId | Should -BeLike 'RequestTimeout,*'
        $failure.CategoryInfo.Category | Should -Be 'OperationTimeout'
        "$failure" | Should -BeLike '*did not answer within 1 s.'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-TimeoutSec*'
    }

    It 'says of <Name>: <Id>, and sends nothing' -ForEach @(
        @{ Name = 'a closed session'; Id = 'SessionClosed'; Category = 'InvalidOperation'; Advice = '*Connect-Auth0*'
            Command = { Disconnect-Auth0 $session; Get-Auth0Token $Orders -Session $session } }
        @{ Name = 'no session'; Id = 'NotConnected'; Category = 'InvalidOperation'; Advice = '*Connect-Auth0*AUTH0_DOMAIN*'
            Command = { Disconnect-Auth0; Invoke-WithEnvironment @{} { Get-Auth0Token $Orders } } }
        @{ Name = 'an application without a secret'; Id = 'MissingClientSecret'; Category = 'AuthenticationError'; Advice = '*-ClientSecret*'
            Command = { Connect-Auth0 $tenant.Domain $tenant.ClientId | Out-Null; Get-Auth0Token $Orders } }
    ) {
        $failure = Get-Failure $Command

        $failure.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $failure.CategoryInfo.Category | Should -Be $Category
        $failure.ErrorDetails.RecommendedAction | Should -BeLike $Advice
        $tenant.CountRequests() | Should -Be 0
    }

    It 'says of no audience, where the tenant has no default: MissingAudience' {
        $failure = Get-Failure { Get-Auth0Token }

        $failure.FullyQualifiedErrorId | Should -BeLike 'MissingAudience,*'
        $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-Audience*default audience*'
        "$failure" | Should -BeLike '*No audience parameter was provided*'
        $tenant.CountRequests() | Should -Be 1
    }

    It 'tries again after <Name>, and says so' -ForEach @(
        @{ Name = '429'; Fault = @{ StatusCode = 429; Headers = @{ 'Retry-After' = 0 } } }
        @{ Name = '503'; Fault = @{ StatusCode = 503; Headers = @{ 'Retry-After' = 0 } } }
        @{ Name = 'a lost connection'; Fault = @{ Kind = 'Reset' } }
    ) {
        $tenant.AddFault(@{ Path = '/oauth/token' } + $Fault)
        $connection.MaximumRetryCount = 1
        Connect-Auth0 @connection | Out-Null
        $shown = Get-Auth0Token $Orders -Verbose 4>&1

        $shown[-1].Audience | Should -Be $Orders
        "$shown" | Should -BeLike '*Trying again in *'
        $tenant.CountRequests('POST', '/oauth/token') | Should -Be 2
    }

    It 'refuses a session that was serialised on its way, where the current one would be meant' {
        $session = Connect-Auth0 @connection
        $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($session))

        (Get-Failure { $copy | Get-Auth0Token $Orders }).FullyQualifiedErrorId | Should -BeLike 'SessionClosed,*'
        $tenant.CountRequests('POST', '/oauth/token') | Should -Be 0
    }

    It 'is stopped by Ctrl+C while the tenant keeps silent' {
        $tenant.AddFault(@{ Path = '/oauth/token'; Kind = 'Hold' })
        $other = Start-InNewRunspace 'Get-Auth0Token $Orders -Session $session' @{ Orders = $Orders; session = $session }
        Wait-Until { $tenant.CountRequests('POST', '/oauth/token') -eq 1 }
        $stopping = Measure-Command { $other.Shell.Stop() }

        $stopping.TotalMilliseconds | Should -BeLessThan 2000
        $other.Shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $other.Shell.Streams.Error | Should -BeNullOrEmpty
        (Get-Auth0Token $Orders).Audience | Should -Be $Orders
    }
}
