BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $mobile, $player = 'Mobile for iOS', 'TV Player' | ForEach-Object { $tenant.GetApplication($_) }
    $alice = $tenant.GetUser('alice')
    $type = 'urn:acme:ci'
    $workload = $tenant.AddWorkload($type, 'repo:acme/app:ref:refs/heads/main', $alice)
    $connection = @{ Domain = $tenant.Domain; ClientId = $mobile.ClientId; SubjectTokenType = $type; MaximumRetryCount = 0 }
    $variables = 'GITHUB_ACTIONS', 'ACTIONS_ID_TOKEN_REQUEST_URL', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'SYSTEM_OIDCREQUESTURI', 'SYSTEM_ACCESSTOKEN',
    'AZURESUBSCRIPTION_SERVICE_CONNECTION_ID', 'GITLAB_CI', 'AUTH0_ID_TOKEN'
    $outside = Get-Item $variables.ForEach({ "Env:$_" }) -ErrorAction Ignore # the tests themselves may run in a CI

    # As a job of the CI has it.
    function Set-GitHub {
        $env:GITHUB_ACTIONS = 'true'
        $env:ACTIONS_ID_TOKEN_REQUEST_URL = $workload.RequestUrl
        $env:ACTIONS_ID_TOKEN_REQUEST_TOKEN = Get-PlainText $workload.RequestToken
    }

    function Set-AzurePipeline {
        $env:SYSTEM_OIDCREQUESTURI = $workload.OidcRequestUri
        $env:SYSTEM_ACCESSTOKEN = Get-PlainText $workload.RequestToken
    }
}

AfterAll {
    $outside | ForEach-Object { Set-Item "Env:$($_.Name)" $_.Value }
    $tenant | Stop-Auth0LocalTenant
}

Describe 'Connect-Auth0 -FederatedToken' {
    BeforeEach {
        Remove-Item $variables.ForEach({ "Env:$_" }) -ErrorAction Ignore
        $tenant.ClearRequests()
    }

    AfterEach {
        Remove-Item $variables.ForEach({ "Env:$_" }) -ErrorAction Ignore
        . Disconnect-Tenant
    }

    It 'gets tokens in a job of GitHub, without a secret' {
        Set-GitHub
        $session = Connect-Auth0 @connection -FederatedToken GitHub -Audience $Orders -Scope read:orders
        $tenant.CountRequests() | Should -Be 0
        $token = Get-Auth0Token
        $asked, $exchange = $tenant.Requests

        "$asked" | Should -BeLike 'GET /workloads/*/token*200'
        $asked.Query | Should -Be "api-version=2.0&audience=$([uri]::EscapeDataString($tenant.Issuer))"
        $asked.Headers['Authorization'] | Should -BeExactly "Bearer $(Get-PlainText $workload.RequestToken)"
        $exchange.Form.Keys | Sort-Object | Should -Be 'audience', 'client_id', 'grant_type', 'scope', 'subject_token', 'subject_token_type'
        $exchange.Form['grant_type'] | Should -Be 'urn:ietf:params:oauth:grant-type:token-exchange'
        $exchange.Form['subject_token_type'] | Should -BeExactly $type
        (Read-Jwt $exchange.Form['subject_token']).Claims.sub | Should -Be 'repo:acme/app:ref:refs/heads/main'
        (Read-Jwt $exchange.Form['subject_token']).Claims.aud | Should -Be $tenant.Issuer
        $token.Subject | Should -Be $alice.UserId
        $token.Scope | Should -Be 'read:orders'
        $session.FederatedToken | Should -Be 'GitHub'
        $session.ClientAuthenticationMethod | Should -Be 'None'
    }

    It 'carries the calls of an API, with one exchange for all runspaces' {
        Set-GitHub
        $session = Connect-Auth0 @connection -FederatedToken GitHub -Audience $Orders
        $subjects = 1..20 | ForEach-Object -Parallel {
            Import-Module $using:ModulePath
            (Invoke-Auth0Api -Uri "$(($using:tenant).Domain)/echo/orders" -Session $using:session).subject
        } -ThrottleLimit 20

        $subjects | Select-Object -Unique | Should -Be $alice.UserId
        $tenant.CountRequests('POST', '/oauth/token') | Should -Be 1
        $tenant.CountRequests('GET', '/workloads/*') | Should -Be 1
    }

    It 'asks GitHub for another audience: -FederatedTokenAudience' {
        Set-GitHub
        $other = $tenant.AddWorkload('urn:acme:other', 'repo:acme/app:ref:refs/heads/main', $alice, 'https://acme.example.com/')
        $env:ACTIONS_ID_TOKEN_REQUEST_URL, $env:ACTIONS_ID_TOKEN_REQUEST_TOKEN = $other.RequestUrl, (Get-PlainText $other.RequestToken)
        Connect-Auth0 $tenant.Domain $mobile.ClientId -FederatedToken github -SubjectTokenType urn:acme:other -FederatedTokenAudience https://acme.example.com/ | Out-Null

        (Get-Auth0Token $Orders).Subject | Should -Be $alice.UserId
        $tenant.Requests[0].Query | Should -BeLike '*&audience=https%3A%2F%2Facme.example.com%2F'
    }

    It 'gets tokens in a job of Azure Pipelines' {
        Set-AzurePipeline
        Connect-Auth0 @connection -FederatedToken AzureDevOps:c0ffee | Out-Null

        (Get-Auth0Token $Orders).Subject | Should -Be $alice.UserId
        "$($tenant.Requests[0])" | Should -BeLike 'POST /workloads/*/token*200'
        $tenant.Requests[0].Query | Should -Be 'api-version=7.1&serviceConnectionId=c0ffee'
        $tenant.Requests[0].Headers['Authorization'] | Should -BeExactly "Bearer $(Get-PlainText $workload.RequestToken)"
    }

    It 'takes a token from a variable: <Source>' -ForEach @(
        @{ Source = 'GitLab'; Variable = 'AUTH0_ID_TOKEN' }
        @{ Source = 'env:SYSTEM_ACCESSTOKEN'; Variable = 'SYSTEM_ACCESSTOKEN' }
    ) {
        Set-Item "Env:$Variable" (Get-PlainText $workload.IssueToken())
        Connect-Auth0 @connection -FederatedToken $Source | Out-Null

        (Get-Auth0Token $Orders).Subject | Should -Be $alice.UserId
        $tenant.Requests[0].Form['subject_token'] | Should -BeExactly (Get-Item "Env:$Variable").Value
    }

    It 'takes a token from a file, which it reads again, and whose path is PowerShell''s' {
        Set-Content TestDrive:/token (Get-PlainText $workload.IssueToken())
        $session = Connect-Auth0 @connection -FederatedToken TestDrive:/token
        Get-Auth0Token $Orders | Out-Null
        $rotated = Get-PlainText $workload.IssueToken()
        Set-Content TestDrive:/token $rotated
        Get-Auth0Token $Orders -Force | Out-Null

        $tenant.Requests[-1].Form['subject_token'] | Should -BeExactly $rotated
        "$($session.FederatedToken)" | Should -Be (Join-Path $TestDrive token)
    }

    It 'goes with a private key' {
        $rsa = [System.Security.Cryptography.RSA]::Create(2048)
        $portal = $tenant.GetApplication('Web Portal')
        $null = $tenant.AddClientCredential($portal.ClientId, $rsa.ExportSubjectPublicKeyInfoPem())
        Set-Content TestDrive:/app.pem $rsa.ExportPkcs8PrivateKeyPem()
        Set-GitHub
        Connect-Auth0 $tenant.Domain $portal.ClientId -PrivateKeyPath TestDrive:/app.pem -FederatedToken GitHub -SubjectTokenType $type | Out-Null

        (Get-Auth0Token $Orders).Subject | Should -Be $alice.UserId
        $tenant.Requests[-1].Form.Keys | Should -Contain 'client_assertion'
    }

    It 'is saved with a profile, which needs no secret then' {
        Set-GitHub
        Invoke-WithEnvironment @{ AUTH0_CONFIG_FOLDER = (Join-Path $TestDrive profiles) } {
            Connect-Auth0 @connection -FederatedToken GitHub -FederatedTokenAudience $tenant.Issuer -SaveAs ci | Disconnect-Auth0
            Connect-Auth0 ci | Out-Null

            (Get-Auth0Token $Orders).Subject | Should -Be $alice.UserId
            $saved = Get-Auth0Profile ci
            $saved.FederatedToken, $saved.SubjectTokenType, $saved.FederatedTokenAudience | Should -Be 'GitHub', $type, $tenant.Issuer
            Get-Content (Join-Path $TestDrive profiles/profiles/ci.json) -Raw | Should -Not -Match 'eyJ.{4}iOi'
        }
    }

    It 'needs no Connect-Auth0: the environment says <Name>' -ForEach @(
        @{ Name = 'AUTH0_FEDERATED_TOKEN'; Variables = { @{ AUTH0_FEDERATED_TOKEN = 'GitHub' } } }
        @{ Name = 'AUTH0_FEDERATED_TOKEN_FILE'; Variables = { @{ AUTH0_FEDERATED_TOKEN_FILE = (Join-Path $TestDrive 'projected') } } }
    ) {
        Set-GitHub
        Set-Content TestDrive:/projected (Get-PlainText $workload.IssueToken())
        $all = @{ AUTH0_DOMAIN = $tenant.Domain; AUTH0_CLIENT_ID = $mobile.ClientId; AUTH0_FEDERATED_TOKEN_TYPE = $type } + (& $Variables)
        Disconnect-Auth0 -ErrorAction Ignore
        Invoke-WithEnvironment $all { (Get-Auth0Token $Orders).Subject | Should -Be $alice.UserId }
    }

    It 'gives another job''s token no access token of the first one, where the environment connects' {
        $first, $second = (Get-PlainText $workload.IssueToken()), (Get-PlainText $tenant.AddWorkload('urn:acme:fork', 'repo:acme/fork', $alice).IssueToken())
        $all = @{ AUTH0_DOMAIN = $tenant.Domain; AUTH0_CLIENT_ID = $mobile.ClientId; AUTH0_FEDERATED_TOKEN_TYPE = $type; AUTH0_FEDERATED_TOKEN = 'env:AUTH0_ID_TOKEN' }
        Disconnect-Auth0 -ErrorAction Ignore
        Invoke-WithEnvironment $all {
            $env:AUTH0_ID_TOKEN = $first
            $token = Get-Auth0Token $Orders
            (Get-Auth0Token $Orders).IssuedAt | Should -Be $token.IssuedAt
            $env:AUTH0_ID_TOKEN = $second
            (Get-Failure { Get-Auth0Token $Orders }).FullyQualifiedErrorId | Should -BeLike 'InvalidSubjectToken,*'
        }

        $sent = $tenant.Requests | Where-Object Path -EQ '/oauth/token'
        $sent.ForEach({ $_.Form['subject_token'] }) | Should -BeExactly $first, $second
    }

    It 'says of <Name>: <Id>, and exchanges nothing' -ForEach @(
        @{ Name = 'a workflow without id-token: write'; Id = 'FederatedTokenNotPermitted'; Category = 'PermissionDenied'; Advice = '*id-token: write*'
            Attempt = { $env:GITHUB_ACTIONS = 'true'; Connect-Auth0 @connection -FederatedToken GitHub; Get-Auth0Token $Orders } }
        @{ Name = 'a pipeline without its access token'; Id = 'FederatedTokenNotPermitted'; Category = 'PermissionDenied'; Advice = '*SYSTEM_ACCESSTOKEN: $(System.AccessToken)'
            Attempt = { Set-AzurePipeline; $env:SYSTEM_ACCESSTOKEN = $null; Connect-Auth0 @connection -FederatedToken AzureDevOps; Get-Auth0Token $Orders } }
        @{ Name = 'a machine that is no CI'; Id = 'FederatedTokenMissing'; Category = 'ObjectNotFound'; Advice = '*in the CI*'
            Attempt = { Connect-Auth0 @connection -FederatedToken GitHub; Get-Auth0Token $Orders } }
        @{ Name = 'a file that is not there'; Id = 'FederatedTokenMissing'; Category = 'ObjectNotFound'; Advice = '*projected*'
            Attempt = { Connect-Auth0 @connection -FederatedToken ./no/such/token; Get-Auth0Token $Orders } }
        @{ Name = 'a CI that is down'; Id = 'FederatedTokenUnavailable'; Category = 'ConnectionError'; Advice = '*later*'
            Attempt = { Set-GitHub; $tenant.AddFault(@{ Path = '/workloads/*'; StatusCode = 503 }); Connect-Auth0 @connection -FederatedToken GitHub; Get-Auth0Token $Orders } }
        @{ Name = 'a CI that refuses'; Id = 'FederatedTokenRefused'; Category = 'PermissionDenied'; Advice = '*service connection*'
            Attempt = { Set-AzurePipeline; $env:SYSTEM_ACCESSTOKEN = 'CANARY-wrong'; Connect-Auth0 @connection -FederatedToken AzureDevOps; Get-Auth0Token $Orders } }
        @{ Name = 'a variable without a token'; Id = 'InvalidFederatedToken'; Category = 'InvalidData'; Advice = '*JWT*'
            Attempt = { $env:AUTH0_ID_TOKEN = 'CANARY-no-token'; Connect-Auth0 @connection -FederatedToken GitLab; Get-Auth0Token $Orders } }
        @{ Name = 'an expired token'; Id = 'FederatedTokenExpired'; Category = 'SecurityError'; Advice = '*clock*'
            Attempt = { $env:AUTH0_ID_TOKEN = Get-PlainText $workload.IssueToken($null, [timespan] '-00:01:00'); Connect-Auth0 @connection -FederatedToken GitLab; Get-Auth0Token $Orders } }
        @{ Name = 'a token for another audience'; Id = 'FederatedTokenAudienceMismatch'; Category = 'SecurityError'; Advice = '*-FederatedTokenAudience*'
            Attempt = { $env:AUTH0_ID_TOKEN = Get-PlainText $workload.IssueToken('https://vault.example.com/'); Connect-Auth0 @connection -FederatedToken GitLab -FederatedTokenAudience $tenant.Issuer; Get-Auth0Token $Orders } }
        @{ Name = 'an address that is not https'; Id = 'InvalidFederatedTokenSource'; Category = 'InvalidArgument'; Advice = '*'
            Attempt = { Set-GitHub; $env:ACTIONS_ID_TOKEN_REQUEST_URL = 'http://ci.example.com/'; Connect-Auth0 @connection -FederatedToken GitHub; Get-Auth0Token $Orders } }
        @{ Name = 'a source that nobody knows'; Id = 'InvalidFederatedTokenSource'; Category = 'InvalidArgument'; Advice = '*AzureDevOps*'
            Attempt = { Connect-Auth0 @connection -FederatedToken Jenkins } }
        @{ Name = 'a type that Auth0 reserves'; Id = 'InvalidSubjectTokenType'; Category = 'InvalidArgument'; Advice = '*Get-Auth0TokenExchangeProfile*'
            Attempt = { Connect-Auth0 $tenant.Domain $mobile.ClientId -FederatedToken GitHub -SubjectTokenType urn:ietf:params:oauth:token-type:jwt } }
        @{ Name = 'no type'; Id = 'MissingParameter'; Category = 'InvalidArgument'; Advice = '*'
            Attempt = { Connect-Auth0 $tenant.Domain $mobile.ClientId -FederatedToken GitHub } }
    ) {
        $failure = Get-Failure $Attempt

        $failure.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $failure.CategoryInfo.Category | Should -Be $Category
        $failure.ErrorDetails.RecommendedAction | Should -BeLike $Advice
        "$failure$($failure | Format-List * -Force | Out-String)" | Should -Not -BeLike '*CANARY*'
        $tenant.CountRequests('POST', '/oauth/token') | Should -Be 0
    }

    It 'says of what the tenant refuses, <Name>: <Id>' -ForEach @(
        @{ Name = 'a type without a profile'; Id = 'UnknownSubjectTokenType'; Category = 'ObjectNotFound'; Change = @{ SubjectTokenType = 'urn:acme:unknown' }; Advice = '*New-Auth0TokenExchangeProfile' }
        @{ Name = 'an application that may not exchange'; Id = 'TokenExchangeNotAllowed'; Category = 'PermissionDenied'; Change = { @{ ClientId = $player.ClientId } }; Advice = '*allow_any_profile_of_type*' }
    ) {
        Set-GitHub
        $changed = $connection.Clone()
        ($Change -is [scriptblock] ? (& $Change) : $Change).GetEnumerator() | ForEach-Object { $changed[$_.Key] = $_.Value }
        Connect-Auth0 @changed -FederatedToken GitHub | Out-Null
        $failure = Get-Failure { Get-Auth0Token $Orders }

        $failure.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $failure.CategoryInfo.Category | Should -Be $Category
        $failure.ErrorDetails.RecommendedAction | Should -BeLike $Advice
    }

    It 'does not repeat a token that is specified in the place of its source' {
        $token = Get-PlainText $workload.IssueToken()
        $shown = Get-Shown { Connect-Auth0 @connection -FederatedToken $token }

        "$($Error[0].FullyQualifiedErrorId)" | Should -BeLike 'InvalidFederatedTokenSource,*'
        $Error[0].Exception.Message | Should -BeLike 'The text is no source*'
        $shown | Should -Not -BeLike "*$($token.Substring(0, 32))*"
    }

    It 'does not repeat a job''s token that is specified in the place of its source, <With>' -ForEach @(
        @{ With = 'as a value'; Source = 'ghs_0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1wX' }
        @{ With = 'behind env:'; Source = 'env:ghs_0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1wX' }
        @{ With = 'GitLab''s'; Source = 'glcbt-64_abcDEF123456ghi789' }
    ) {
        $shown = Get-Shown { Connect-Auth0 @connection -FederatedToken $Source }

        "$($Error[0].FullyQualifiedErrorId)" | Should -BeLike 'InvalidFederatedTokenSource,*'
        $Error[0].Exception.Message | Should -BeLike 'The text is no source*'
        $shown | Should -Not -Match '0aB1cD2e|abcDEF123456'
    }

    It 'shows neither the identity token nor the job''s, in any stream' {
        Set-GitHub
        $shown = Get-Shown {
            $session = Connect-Auth0 @connection -FederatedToken GitHub -Verbose -Debug
            $session; $session | ConvertTo-Json -Depth 3 -WarningAction Ignore
            $token = Get-Auth0Token $Orders -Verbose -Debug
            $token; $token | ConvertTo-Json -Depth 3 -WarningAction Ignore
            $workload; $workload | ConvertTo-Json -Depth 3 -WarningAction Ignore
        }

        $shown | Should -BeLike '*/oauth/token answered 200 in*' -Because 'the verbose stream is there'
        foreach ($secret in (Get-PlainText $workload.RequestToken), $tenant.Requests[-1].Form['subject_token']) {
            $secret.Length | Should -BeGreaterThan 20
            $shown.Contains($secret) | Should -BeFalse
        }
    }

    It 'completes the sources' {
        $text = 'Connect-Auth0 acme.eu.auth0.com client -FederatedToken G'
        (TabExpansion2 $text $text.Length).CompletionMatches.CompletionText | Should -Be 'GitHub', 'GitLab'
    }
}
