BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $portal = $tenant.GetApplication('Web Portal')
    $alice = $tenant.GetUser('alice')
    $browser = [System.Net.Http.HttpClient]::new([System.Net.Http.SocketsHttpHandler]@{ AllowAutoRedirect = $false; UseProxy = $false })

    # Adds another callback URL to the application.
    function Register([string] $Callback) { $tenant.ConfigureApplication($portal.ClientId, (@{ callbacks = @($Callback) } | ConvertTo-Json)) }

    function Read-Query([uri] $Address) {
        $query = [System.Web.HttpUtility]::ParseQueryString($Address.Query)
        $fields = [ordered]@{}
        $query.AllKeys | ForEach-Object { $fields[$_] = $query[$_] }
        $fields
    }

    # The browser's response: alice is already signed in at the tenant, and the page posts its form itself.
    function Read-Answer([uri] $Address) {
        $response = $browser.GetAsync($Address).GetAwaiter().GetResult()
        if ($response.Headers.Location) { return Read-Query $response.Headers.Location }
        $fields = [ordered]@{}
        $page = $response.Content.ReadAsStringAsync().GetAwaiter().GetResult()
        [regex]::Matches($page, '<input type="hidden" name="([^"]+)" value="([^"]*)">') | ForEach-Object { $fields[$_.Groups[1].Value] = [System.Net.WebUtility]::HtmlDecode($_.Groups[2].Value) }
        $fields
    }

    # Sends the browser's response; as a task, because the login may have to continue before it is answered.
    function Send-Answer([string] $Callback, $Fields, [switch] $Query) {
        $pairs = [System.Collections.Generic.Dictionary[string, string]]::new()
        $Fields.GetEnumerator() | ForEach-Object { $pairs[$_.Key] = $_.Value }
        $content = [System.Net.Http.FormUrlEncodedContent]::new($pairs)
        $Query ? $browser.GetAsync("${Callback}?$($content.ReadAsStringAsync().GetAwaiter().GetResult())") : $browser.PostAsync($Callback, $content)
    }

    # Simulates the browser: opens the address that the login shows, and returns. Gives the token.
    function Use-Browser([scriptblock] $Command, [scriptblock] $Change = { }, [switch] $Query, $Addresses = [System.Collections.Generic.List[uri]]::new()) {
        & $Command 6>&1 | ForEach-Object {
            if ($_ -isnot [System.Management.Automation.InformationRecord]) { $_ }
            elseif ("$_" -like 'http*') {
                $Addresses.Add("$_")
                $callback = (Read-Query "$_").redirect_uri
                if ($callback) { Register $callback } else { $callback = $redirectUri }
                $fields = Read-Answer "$_"
                . $Change
                $script:page = Send-Answer $callback $fields -Query:$Query
            }
        }
    }

    function Get-Page { $script:page.GetAwaiter().GetResult().Content.ReadAsStringAsync().GetAwaiter().GetResult() }

    # Below those that systems give to connections: the many of the tests that run beside would take one of theirs before it is used.
    function Get-FreePort {
        do { $port = Get-Random -Minimum 12000 -Maximum 30000 } until (Test-PortIsFree $port)
        $port
    }

    # Starts a login in a separate runspace, and returns the address that it shows.
    function Start-Login([string] $Command, [string] $Callback) {
        Register $Callback
        $other = Start-InNewRunspace $Command @{ session = $session; callback = $Callback }
        Wait-Until { $other.Shell.Streams.Information.Count -ge 2 -or $other.Shell.InvocationStateInfo.State -ne 'Running' }
        if ($other.Shell.InvocationStateInfo.State -ne 'Running') {
            throw "The login ended: $($other.Shell.Streams.Error) $($other.Shell.InvocationStateInfo.Reason)"
        }

        $other | Add-Member Address ([uri] "$($other.Shell.Streams.Information[1])") -PassThru
    }

    # Whether another program can listen on the port now.
    function Test-PortIsFree([int] $Port) {
        $listener = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, $Port)
        try { $listener.Start(); $true } catch [System.Net.Sockets.SocketException] { $false } finally { $listener.Stop() }
    }
}

AfterAll {
    $browser.Dispose()
    $tenant | Stop-Auth0LocalTenant
}

Describe 'Start-Auth0BrowserLogin' {
    BeforeEach {
        $connection = Get-ApplicationParameter $tenant 'Web Portal'
        $session = Connect-Auth0 @connection -Audience $Orders
        $tenant.SignInAs = $alice
        $tenant.ClearRequests()
    }

    AfterEach { . Disconnect-Tenant }

    It 'signs a user in, and the session keeps the token: <ResponseType>' -ForEach @(
        @{ ResponseType = 'code'; Fields = 'code', 'state'; HasFrontChannelToken = $false }
        @{ ResponseType = 'code id_token'; Fields = 'code', 'id_token', 'state'; HasFrontChannelToken = $false }
        @{ ResponseType = 'code token'; Fields = 'access_token', 'code', 'expires_in', 'scope', 'state', 'token_type'; HasFrontChannelToken = $true }
        @{ ResponseType = 'code id_token token'; Fields = 'access_token', 'code', 'expires_in', 'id_token', 'scope', 'state', 'token_type'; HasFrontChannelToken = $true }
    ) {
        $brought = @{}
        $token = Use-Browser { Start-Auth0BrowserLogin -NoBrowser -Port 0 -ResponseType $ResponseType -Scope read:orders, offline_access } { $fields.Keys.ForEach({ $brought[$_] = $fields[$_] }) }

        $token | Should -HaveCount 1
        $brought.Keys | Where-Object { $_ -in 'code', 'id_token', 'access_token', 'state' } | Sort-Object | Should -Be ($Fields | Where-Object { $_ -in 'code', 'id_token', 'access_token', 'state' })
        $token.GrantType | Should -Be 'AuthorizationCode'
        $token.Subject | Should -Be $alice.UserId
        $token.IdClaims.sub | Should -Be $alice.UserId
        $token.Scope | Should -Contain 'read:orders'
        $token.RefreshToken | Should -Not -BeNullOrEmpty
        $session.Tokens | Should -Be $token
        Get-Auth0Token | Should -Be $token
        $token.FrontChannelAccessToken -is [Auth0Secret] | Should -Be $HasFrontChannelToken
        if ($HasFrontChannelToken) {
            Get-PlainText $token.FrontChannelAccessToken | Should -BeExactly $brought.access_token
            Get-PlainText $token.AccessToken | Should -Not -Be $brought.access_token
        }
        Get-Page | Should -BeLike '*You are signed in*'
    }

    It 'exchanges the code with its verifier, at the address that was asked for' {
        $addresses = [System.Collections.Generic.List[uri]]::new()
        Use-Browser { Start-Auth0BrowserLogin -NoBrowser -Port 0 -Organization acme -LoginHint alice@example.com -Prompt login -MaxAge 00:05:00 -Connection Username-Password-Authentication } -Addresses $addresses | Out-Null
        $query = Read-Query $addresses[0]
        $exchange = $tenant.Requests.Where({ $_.Path -eq '/oauth/token' })

        $addresses | Should -HaveCount 1
        $addresses[0].GetLeftPart('Path') | Should -Be "$($tenant.Domain)/authorize"
        $query.client_id | Should -Be $portal.ClientId
        $query.response_type | Should -Be 'code'
        $query.response_mode | Should -Be 'form_post'
        $query.redirect_uri | Should -Match '^http://127\.0\.0\.1:[1-9]\d*/callback$'
        $query.scope | Should -Be 'openid'
        $query.audience | Should -Be $Orders
        $query.organization | Should -Be 'acme'
        $query.login_hint | Should -Be 'alice@example.com'
        $query.prompt | Should -Be 'login'
        $query.max_age | Should -Be '300'
        $query.connection | Should -Be 'Username-Password-Authentication'
        $query.code_challenge_method | Should -Be 'S256'
        $exchange | Should -HaveCount 1
        $exchange.Form['grant_type'] | Should -Be 'authorization_code'
        $exchange.Form['redirect_uri'] | Should -Be $query.redirect_uri
        [System.Buffers.Text.Base64Url]::EncodeToString([System.Security.Cryptography.SHA256]::HashData([System.Text.Encoding]::ASCII.GetBytes($exchange.Form['code_verifier']))) | Should -Be $query.code_challenge
    }

    It 'shows an address that can be copied whole, on the information stream alone' {
        $output = Use-Browser { Start-Auth0BrowserLogin -NoBrowser -Port 0 -ResponseType 'code id_token' -Scope read:orders, offline_access -InformationVariable script:shown }

        $output.GetType().Name | Should -Be 'Auth0Token'
        $shown | Should -HaveCount 2
        "$($shown[0])" | Should -BeLike 'Open this address*'
        "$($shown[1])" | Should -Not -Match '\s'
    }

    It 'takes the answer from the address, with -ResponseMode Query' {
        $token = Use-Browser { Start-Auth0BrowserLogin -NoBrowser -Port 0 -ResponseMode Query } -Query

        $token.Subject | Should -Be $alice.UserId
        (Read-Query $tenant.Requests.Where({ $_.Path -eq '/authorize' })[0].Query).response_mode | Should -BeIn $null, 'query'
    }

    It 'pushes the parameters to the tenant, and the browser carries none of them' {
        $redirectUri = "http://127.0.0.1:$(Get-FreePort)/callback"
        Register $redirectUri
        $addresses = [System.Collections.Generic.List[uri]]::new()
        $token = Use-Browser { Start-Auth0BrowserLogin -NoBrowser -RedirectUri $redirectUri -Pushed -ResponseType 'code id_token' } -Addresses $addresses
        $pushed = $tenant.Requests.Where({ $_.Path -eq '/oauth/par' })

        $token.Subject | Should -Be $alice.UserId
        (Read-Query $addresses[0]).Keys | Should -Be 'client_id', 'request_uri'
        $pushed | Should -HaveCount 1
        $pushed.Form['redirect_uri'] | Should -Be $redirectUri
        $pushed.Form['client_secret'] | Should -Be (Get-PlainText $portal.ClientSecret)
    }

    It 'listens at the port that is given' {
        $port = Get-FreePort
        $addresses = [System.Collections.Generic.List[uri]]::new()
        Use-Browser { Start-Auth0BrowserLogin -NoBrowser -Port $port -RedirectUri http://localhost:1/back } -Addresses $addresses | Out-Null

        (Read-Query $addresses[0]).redirect_uri | Should -Be "http://localhost:$port/back"
        Test-PortIsFree $port | Should -BeTrue
    }

    It 'refuses a wrong answer at the door, and waits on: <Name>' -ForEach @(
        @{ Name = 'a wrong state'; Fields = @{ state = 'wrong'; code = 'x' } }
        @{ Name = 'no state'; Fields = @{ code = 'x' } }
        @{ Name = 'an error of nobody knows whom'; Fields = @{ error = 'access_denied'; state = 'wrong' } }
    ) {
        $redirectUri = "http://127.0.0.1:$(Get-FreePort)/callback"
        $other = Start-Login 'Start-Auth0BrowserLogin -NoBrowser -RedirectUri $callback -Session $session' $redirectUri
        try {
            $refusal = (Send-Answer $redirectUri $Fields).GetAwaiter().GetResult()
            [int] $refusal.StatusCode | Should -Be 400
            $other.Shell.InvocationStateInfo.State | Should -Be 'Running'
            $tenant.CountRequests('POST', '/oauth/token') | Should -Be 0

            $page = (Send-Answer $redirectUri (Read-Answer $other.Address)).GetAwaiter().GetResult()
            [int] $page.StatusCode | Should -Be 200
            $other.Shell.EndInvoke($other.Invocation).Subject | Should -Be $alice.UserId
            $other.Shell.Streams.Error | Should -BeNullOrEmpty
        }
        finally {
            $other.Shell.Dispose()
        }
    }

    It 'says of <Name>: <Id>, keeps nothing, and tells the browser so' -ForEach @(
        @{ Name = 'a user who says no'; Id = 'AccessDenied'; Category = 'PermissionDenied'; Advice = '*Monitoring, Logs*'
            Change = { $state = $fields.state; $fields.Clear(); $fields.state = $state; $fields.error = 'access_denied'; $fields.error_description = 'User did not authorize the request' } }
        @{ Name = 'a user who would have to be asked'; Id = 'LoginRequired'; Category = 'AuthenticationError'; Advice = '*-Prompt none*'
            Change = { $state = $fields.state; $fields.Clear(); $fields.state = $state; $fields.error = 'login_required' } }
        @{ Name = 'a code that was swapped'; Id = 'IdTokenCodeHashMismatch'; Category = 'SecurityError'; Advice = '*swapped*'; Change = { $fields.code += 'A' } }
        @{ Name = 'an ID token that was left out'; Id = 'MissingIdToken'; Category = 'InvalidData'; Advice = '*ID token*'; Change = { $fields.Remove('id_token') } }
        @{ Name = 'an ID token without a signature'; Id = 'IdTokenAlgorithmRefused'; Category = 'SecurityError'; Advice = '*RS256*'; Fault = @{ Kind = 'AlgorithmNone' } }
        @{ Name = 'another nonce'; Id = 'IdTokenNonceMismatch'; Category = 'SecurityError'; Advice = '*swapped*'; Fault = @{ Claims = @{ nonce = 'another' } } }
    ) {
        if ($Fault) { $tenant.AddIdTokenFault($Fault) }
        $change = $Change ?? { }
        $failure = Get-Failure { Use-Browser { Start-Auth0BrowserLogin -NoBrowser -Port 0 -ResponseType 'code id_token' } $change }

        $failure.FullyQualifiedErrorId | Should -Be "$Id,Auth0Flows.PowerShell.StartAuth0BrowserLoginCommand"
        $failure.CategoryInfo.Category | Should -Be $Category
        $failure.ErrorDetails.RecommendedAction | Should -BeLike $Advice
        $session.Tokens | Should -BeNullOrEmpty
        Get-Page | Should -BeLike '*You are not signed in*'
    }

    It 'says where no answer comes in time: AuthorizationTimeout, and gives the port back' {
        $port = Get-FreePort
        $failure = Get-Failure { Start-Auth0BrowserLogin -NoBrowser -Port $port -Timeout 00:00:00.3 6> $null }

        $failure.FullyQualifiedErrorId | Should -Be 'AuthorizationTimeout,Auth0Flows.PowerShell.StartAuth0BrowserLoginCommand'
        $failure.CategoryInfo.Category | Should -Be 'OperationTimeout'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*in time*'
        Test-PortIsFree $port | Should -BeTrue
    }

    It 'says of a port in use: PortInUse, before anything is shown' {
        $listener = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $listener.Start()
        try {
            $failure = Get-Failure { Start-Auth0BrowserLogin -NoBrowser -Port $listener.LocalEndpoint.Port -InformationVariable script:shown }
        }
        finally {
            $listener.Stop()
        }

        $failure.FullyQualifiedErrorId | Should -BeLike 'PortInUse,*'
        $failure.CategoryInfo.Category | Should -Be 'ResourceUnavailable'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*0 selects a free one*'
        $shown | Should -BeNullOrEmpty
    }

    It 'listens at no other address than a loopback one: <_>' -ForEach 'http://192.0.2.1:8484/callback', 'http://example.com/callback', 'https://127.0.0.1:8484/callback', 'app://callback', '/callback' {
        $failure = Get-Failure { Start-Auth0BrowserLogin -NoBrowser -RedirectUri $_ }

        $failure.FullyQualifiedErrorId | Should -Be 'InvalidRedirectUri,Auth0Flows.PowerShell.StartAuth0BrowserLoginCommand'
        $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*http://127.0.0.1:8484/callback*'
        $tenant.CountRequests() | Should -Be 0
    }

    It 'says so of half an address also where a port is named' {
        (Get-Failure { Start-Auth0BrowserLogin -NoBrowser -RedirectUri /callback -Port 8484 }).FullyQualifiedErrorId | Should -BeLike 'InvalidRedirectUri,*'
    }

    It 'takes no <Name>' -ForEach @(
        @{ Name = 'hybrid answer in an address'; Command = { Start-Auth0BrowserLogin -NoBrowser -Port 0 -ResponseType 'code id_token' -ResponseMode Query }; Id = 'ConflictingParameters,*' }
        @{ Name = 'invitation without an organization'; Command = { Start-Auth0BrowserLogin -NoBrowser -Port 0 -Invitation ticket }; Id = 'MissingParameter,*' }
        @{ Name = 'response type without a code'; Command = { Start-Auth0BrowserLogin -NoBrowser -Port 0 -ResponseType token }; Id = 'ParameterArgumentValidationError,*' }
    ) {
        (Get-Failure $Command).FullyQualifiedErrorId | Should -BeLike $Id
        $tenant.CountRequests() | Should -Be 0
    }

    It 'does nothing with -WhatIf' {
        Start-Auth0BrowserLogin -WhatIf -NoBrowser -Port 0 | Should -BeNullOrEmpty

        $tenant.CountRequests() | Should -Be 0
    }

    It 'is stopped by Ctrl+C within 200 ms, and gives the port back' {
        $redirectUri = "http://127.0.0.1:$(Get-FreePort)/callback"
        $other = Start-Login 'Start-Auth0BrowserLogin -NoBrowser -RedirectUri $callback -Session $session' $redirectUri
        try {
            Test-PortIsFree ([uri] $redirectUri).Port | Should -BeFalse
            $stopping = Measure-Command { $other.Shell.Stop() }

            $stopping.TotalMilliseconds | Should -BeLessThan 200
            $other.Shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $other.Shell.Streams.Error | Should -BeNullOrEmpty
            Test-PortIsFree ([uri] $redirectUri).Port | Should -BeTrue
        }
        finally {
            $other.Shell.Dispose()
        }
    }

    It 'opens the system''s browser, and shows nothing' -Skip:(-not $IsLinux) {
        Set-Content "$TestDrive/xdg-open" "#!/bin/sh`nprintf %s `"`$1`" > '$TestDrive/opened.new' && mv '$TestDrive/opened.new' '$TestDrive/opened.txt'"
        chmod +x "$TestDrive/xdg-open"
        $redirectUri = "http://127.0.0.1:$(Get-FreePort)/callback"
        Register $redirectUri
        $before = @{ PATH = $env:PATH; DISPLAY = $env:DISPLAY; WSL_DISTRO_NAME = $env:WSL_DISTRO_NAME }
        try {
            $env:PATH, $env:DISPLAY, $env:WSL_DISTRO_NAME = "$TestDrive$([System.IO.Path]::PathSeparator)$env:PATH", ':99', $null
            $other = Start-InNewRunspace 'Start-Auth0BrowserLogin -RedirectUri $callback -Session $session -ResponseType "code id_token"' @{ session = $session; callback = $redirectUri }
            Wait-Until { Test-Path "$TestDrive/opened.txt" }
        }
        finally {
            $before.Keys | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $before[$_]) }
        }

        try {
            $null = (Send-Answer $redirectUri (Read-Answer (Get-Content "$TestDrive/opened.txt" -Raw))).GetAwaiter().GetResult()
            $other.Shell.EndInvoke($other.Invocation).Subject | Should -Be $alice.UserId
            $other.Shell.Streams.Information | Should -BeNullOrEmpty
        }
        finally {
            $other.Shell.Dispose()
        }
    }

    It 'says where there is neither a browser nor anybody to open one: NoBrowser' -Skip:(-not $IsLinux) {
        $failure = Invoke-InNewProcess @"
            'DISPLAY', 'WAYLAND_DISPLAY', 'WSL_DISTRO_NAME' | ForEach-Object { [Environment]::SetEnvironmentVariable(`$_, `$null) }
            Import-Module '$ModulePath'
            Connect-Auth0 $($tenant.Domain) $($portal.ClientId) | Out-Null
            try { Start-Auth0BrowserLogin -Port 0 } catch { @{ Id = `$_.FullyQualifiedErrorId; Category = "`$(`$_.CategoryInfo.Category)"; Advice = `$_.ErrorDetails.RecommendedAction } | ConvertTo-Json }
"@

        $failure.Id | Should -Be 'NoBrowser,Auth0Flows.PowerShell.StartAuth0BrowserLoginCommand'
        $failure.Category | Should -Be 'ResourceUnavailable'
        $failure.Advice | Should -BeLike '*Start-Auth0DeviceLogin*-NoBrowser*'
    }

    It 'shows the address where there is no browser, but somebody' -Skip:(-not $IsLinux) {
        . $PSScriptRoot/../Helpers/ScriptedHost.ps1
        $before = @{ DISPLAY = $env:DISPLAY; WAYLAND_DISPLAY = $env:WAYLAND_DISPLAY; WSL_DISTRO_NAME = $env:WSL_DISTRO_NAME }
        try {
            $before.Keys | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $null) }
            $run = Invoke-AtPrompt 'Start-Auth0BrowserLogin -Port 0 -Session $session -Timeout 00:00:00.3' @{ session = $session }
        }
        finally {
            $before.Keys | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $before[$_]) }
        }

        $run.Failure.FullyQualifiedErrorId | Should -BeLike 'AuthorizationTimeout,*'
        $run.Lines[0] | Should -BeLike '*no browser*Start-Auth0DeviceLogin*'
        $run.Lines[1] | Should -BeLike "$($tenant.Domain)/authorize?*"
    }
}

Describe 'New-Auth0AuthorizeUri and Complete-Auth0BrowserLogin' {
    BeforeEach {
        $connection = Get-ApplicationParameter $tenant 'Web Portal'
        $session = Connect-Auth0 @connection -Audience $Orders
        $redirectUri = 'https://app.example.com/callback' # any address: the browser is driven by somebody else
        Register $redirectUri
        $tenant.SignInAs = $alice
        $tenant.ClearRequests()
    }

    AfterEach { . Disconnect-Tenant }

    It 'gives the address, and its secrets masked' {
        $request = New-Auth0AuthorizeUri -RedirectUri $redirectUri -ResponseType 'code id_token' -Scope read:orders
        $query = Read-Query $request.Uri

        $request.GetType().Name | Should -Be 'Auth0AuthorizeRequest'
        $request.Uri.GetLeftPart('Path') | Should -Be "$($tenant.Domain)/authorize"
        "$($request.Uri)" | Should -Not -Match '\s'
        $request.RedirectUri | Should -Be $redirectUri
        $request.ResponseType | Should -Be 'code id_token'
        $request.State, $request.Nonce, $request.CodeVerifier | ForEach-Object { $_ | Should -BeOfType [Auth0Secret]; (Get-PlainText $_).Length | Should -Be 43 }
        $query.state | Should -BeExactly (Get-PlainText $request.State)
        $query.nonce | Should -BeExactly (Get-PlainText $request.Nonce)
        $query.scope -split ' ' | Sort-Object | Should -Be 'openid', 'read:orders'
        $request.Uri.Query.Contains((Get-PlainText $request.CodeVerifier)) | Should -BeFalse
        $tenant.CountRequests() | Should -Be 0
    }

    It 'shows the code verifier nowhere, and beside the address nothing of state and nonce' {
        $made = @{}
        $shown = Get-Shown {
            $request = $made.Request = New-Auth0AuthorizeUri -RedirectUri $redirectUri -ResponseType 'code id_token token' -Verbose -Debug
            $request
            $request | Select-Object * -ExcludeProperty Uri | ConvertTo-Json -Depth 5
            [System.Management.Automation.PSSerializer]::Serialize($request, 5)
            $made.Form = Read-Answer $request.Uri
            Complete-Auth0BrowserLogin $request $made.Form -Verbose -Debug
            Complete-Auth0BrowserLogin $request $made.Form -Verbose -Debug
        }
        $secrets = @(Get-PlainText $made.Request.CodeVerifier) + @($made.Form['code', 'id_token', 'access_token'])
        $elsewhere = $shown -replace 'https?://\S+\s*'

        $secrets | Should -HaveCount 4
        foreach ($secret in $secrets) {
            $shown.Contains($secret) | Should -BeFalse
            $shown.Contains([Convert]::ToHexString([System.Text.Encoding]::Unicode.GetBytes($secret)), [System.StringComparison]::OrdinalIgnoreCase) | Should -BeFalse
        }
        foreach ($piece in $made.Request.State, $made.Request.Nonce) { $elsewhere.Contains((Get-PlainText $piece)) | Should -BeFalse }
    }

    It 'completes the login: <Name>' -ForEach @(
        @{ Name = 'the form as hashtable'; Complete = { $request | Complete-Auth0BrowserLogin -Form ([hashtable] $form) } }
        @{ Name = 'ordered'; Complete = { Complete-Auth0BrowserLogin $request $form } }
        @{ Name = 'with something else beside it'; Complete = { $form.more = 'x'; Complete-Auth0BrowserLogin $request $form } }
        @{ Name = 'in another session of the application, by name'; Complete = { $script:session = Connect-Auth0 @connection -Name there; Connect-Auth0 @connection | Out-Null; Complete-Auth0BrowserLogin $request $form -Session there } }
    ) {
        foreach ($type in 'code', 'code id_token', 'code token', 'code id_token token') {
            $request = New-Auth0AuthorizeUri -RedirectUri $redirectUri -ResponseType $type -Scope offline_access
            $form = Read-Answer $request.Uri
            $token = & $Complete

            $token.Subject | Should -Be $alice.UserId
            $token.RefreshToken | Should -Not -BeNullOrEmpty
            [bool] $token.FrontChannelAccessToken | Should -Be ($type -like '* token')
        }
        $tenant.CountRequests('POST', '/oauth/token') | Should -Be 4
    }

    It 'completes a login that was pushed, and one by query' {
        foreach ($parameters in @{ Pushed = $true }, @{ ResponseMode = 'Query' }) {
            $request = New-Auth0AuthorizeUri -RedirectUri $redirectUri @parameters

            ($request | Complete-Auth0BrowserLogin -Form (Read-Answer $request.Uri)).Subject | Should -Be $alice.UserId
        }
        $tenant.CountRequests('POST', '/oauth/par') | Should -Be 1
    }

    It 'says of <Name>: <Id>, sends nothing and keeps nothing' -ForEach @(
        @{ Name = 'a wrong state'; Id = 'StateMismatch'; Category = 'SecurityError'; Advice = '*Start the login again*'; Change = { $form.state = 'another' } }
        @{ Name = 'no state'; Id = 'StateMismatch'; Category = 'SecurityError'; Advice = '*Start the login again*'; Change = { $form.Remove('state') } }
        @{ Name = 'an empty form'; Id = 'StateMismatch'; Category = 'SecurityError'; Advice = '*Start the login again*'; Change = { $form.Clear() } }
        @{ Name = 'the answer to another login'; Id = 'StateMismatch'; Category = 'SecurityError'; Advice = '*another login*'; Change = { $form = Read-Answer (New-Auth0AuthorizeUri -RedirectUri $redirectUri -ResponseType 'code id_token').Uri } }
        @{ Name = 'no code'; Id = 'IncompleteAuthorization'; Category = 'SecurityError'; Advice = '*swapped*'; Change = { $form.Remove('code') } }
        @{ Name = 'a swapped code'; Id = 'IdTokenCodeHashMismatch'; Category = 'SecurityError'; Advice = '*swapped*'; Change = { $form.code = 'another' } }
        @{ Name = 'an error form'; Id = 'AccessDenied'; Category = 'PermissionDenied'; Advice = '*Monitoring, Logs*'; Message = '*User did not authorize the request*'
            Change = { $form = @{ state = $form.state; error = 'access_denied'; error_description = 'User did not authorize the request' } } }
        @{ Name = 'an error form of an unknown API'; Id = 'UnknownAudience'; Category = 'ObjectNotFound'; Advice = '*https://orders.example.com/*'; Message = '*Service not found*'
            Change = { $form = @{ state = $form.state; error = 'access_denied'; error_description = 'Service not found: https://orders.example.com/' } } }
    ) {
        $request = New-Auth0AuthorizeUri -RedirectUri $redirectUri -ResponseType 'code id_token'
        $form = Read-Answer $request.Uri
        . $Change
        $failure = Get-Failure { $request | Complete-Auth0BrowserLogin -Form $form }

        $failure.FullyQualifiedErrorId | Should -Be "$Id,Auth0Flows.PowerShell.CompleteAuth0BrowserLoginCommand"
        $failure.CategoryInfo.Category | Should -Be $Category
        $failure.ErrorDetails.RecommendedAction | Should -BeLike $Advice
        if ($Message) { "$failure" | Should -BeLike $Message }
        $failure.TargetObject | Should -Be $request
        $tenant.CountRequests('POST', '/oauth/token') | Should -Be 0
        $session.Tokens | Should -BeNullOrEmpty
    }

    It 'tells code and verifier to no other tenant, and to no other application' {
        $request = New-Auth0AuthorizeUri -RedirectUri $redirectUri
        $form = Read-Answer $request.Uri
        $other = Start-Auth0LocalTenant
        $elsewhere = @(Connect-Auth0 $other.Domain $portal.ClientId; Connect-Auth0 $tenant.Domain $tenant.GetApplication('Mobile for iOS').ClientId)
        foreach ($one in $elsewhere) {
            (Get-Failure { $request | Complete-Auth0BrowserLogin -Form $form -Session $one }).FullyQualifiedErrorId | Should -BeLike 'ClientMismatch,*'
        }
        $other.CountRequests() + $tenant.CountRequests('POST', '/oauth/token') | Should -Be 0
        ($request | Complete-Auth0BrowserLogin -Form $form -Session $session).Subject | Should -Be $alice.UserId
        $other | Stop-Auth0LocalTenant
    }

    It 'takes one answer, once' {
        $request = New-Auth0AuthorizeUri -RedirectUri $redirectUri
        $form = Read-Answer $request.Uri
        $token = $request | Complete-Auth0BrowserLogin -Form $form
        $failure = Get-Failure { $request | Complete-Auth0BrowserLogin -Form $form }

        $failure.FullyQualifiedErrorId | Should -BeLike 'StateMismatch,*'
        $tenant.CountRequests('POST', '/oauth/token') | Should -Be 1
        $session.Tokens | Should -Be $token
    }

    It 'says of a code that was used elsewhere: InvalidAuthorizationCode' {
        $request = New-Auth0AuthorizeUri -RedirectUri $redirectUri
        $form = Read-Answer $request.Uri
        Get-Auth0Token -Code $form.code -RedirectUri $redirectUri -CodeVerifier $request.CodeVerifier | Out-Null
        $failure = Get-Failure { $request | Complete-Auth0BrowserLogin -Form $form }

        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidAuthorizationCode,*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*new code*'
    }

    It 'sends nothing with -WhatIf' {
        New-Auth0AuthorizeUri -RedirectUri $redirectUri -Pushed -WhatIf | Should -BeNullOrEmpty

        $tenant.CountRequests() | Should -Be 0
    }

    It 'says of parameters that the tenant does not take, where they are pushed: <Id>' -ForEach @(
        @{ Id = 'InvalidClient'; Fault = @{ StatusCode = 401; Body = '{"error":"invalid_client","error_description":"Unauthorized"}' } }
        @{ Id = 'ServerError'; Fault = @{ StatusCode = 503 } }
    ) {
        $tenant.AddFault($Fault + @{ Path = '/oauth/par' })

        (Get-Failure { New-Auth0AuthorizeUri -RedirectUri $redirectUri -Pushed }).FullyQualifiedErrorId | Should -Be "$Id,Auth0Flows.PowerShell.NewAuth0AuthorizeUriCommand"
    }
}
