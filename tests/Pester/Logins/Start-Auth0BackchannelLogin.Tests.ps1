BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/ScriptedHost.ps1
    $tenant = Start-Auth0LocalTenant
    $portal = $tenant.GetApplication('Web Portal')
    $frank = $tenant.GetUser('frank')
    $message = 'Order 4711: refund 20 EUR'

    # The next login gets an id from the tenant that can be polled at once, not only after five seconds.
    function New-QuickLogin([string] $Scope = 'openid offline_access read:orders', [double] $Lifetime = 300) {
        $hint = @{ format = 'iss_sub'; iss = $tenant.Issuer; sub = $frank.UserId } | ConvertTo-Json -Compress
        $form = @{ client_id = $portal.ClientId; client_secret = Get-PlainText $portal.ClientSecret; audience = $Orders; scope = $Scope; login_hint = $hint; binding_message = $message }
        $login = Invoke-RestMethod "$($tenant.Domain)/bc-authorize" -Method Post -Body $form
        $login.interval = 0.05
        $login.expires_in = $Lifetime
        $tenant.ClearRequests()
        $tenant.AddFault(@{ Path = '/bc-authorize'; StatusCode = 200; Body = $login | ConvertTo-Json })
        $login
    }

    function Approve { $tenant.ApproveBackchannelLogin($frank) }
    function Get-Pending { @{ Path = '/oauth/token'; StatusCode = 400; Times = 1000; Body = '{"error":"authorization_pending","error_description":"The end-user authorization is pending"}' } }
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Start-Auth0BackchannelLogin' {
    BeforeEach { . Connect-Portal }

    AfterEach {
        . Disconnect-Tenant
        if ($tenant.BackchannelLogins.Count) { $tenant.DenyBackchannelLogin($frank) }
    }

    It 'asks the user and polls, as the tenant says, and the session keeps the token with its refresh token' {
        # With the tenant's own interval of five seconds.
        $token = Start-Auth0BackchannelLogin $frank.UserId $message -Scope offline_access, read:orders -InformationVariable shown 6>&1 | ForEach-Object {
            if ($_ -isnot [System.Management.Automation.InformationRecord]) { $_ }
            else { Approve }
        }
        $begun, $polled = $tenant.Requests[0, 1]

        "$begun" | Should -Be 'POST /bc-authorize 200'
        $begun.Form.Keys | Sort-Object | Should -Be 'audience', 'binding_message', 'client_id', 'client_secret', 'login_hint', 'scope'
        $begun.Form['binding_message'] | Should -BeExactly $message
        $begun.Form['audience'] | Should -Be $Orders
        $begun.Form['scope'] -split ' ' | Sort-Object | Should -Be 'offline_access', 'openid', 'read:orders'
        $hint = $begun.Form['login_hint'] | ConvertFrom-Json -AsHashtable
        $hint.Keys | Sort-Object | Should -Be 'format', 'iss', 'sub'
        $hint.format, $hint.iss, $hint.sub | Should -Be 'iss_sub', $tenant.Issuer, $frank.UserId
        "$polled" | Should -Be 'POST /oauth/token 200'
        $polled.Form.Keys | Sort-Object | Should -Be 'auth_req_id', 'client_id', 'client_secret', 'grant_type'
        $polled.Form['grant_type'] | Should -Be 'urn:openid:params:grant-type:ciba'
        ($polled.ReceivedAt - $begun.ReceivedAt).TotalSeconds | Should -BeGreaterOrEqual 4.9
        "$shown" | Should -Be "Asked $($frank.UserId) to approve on their device: $message"
        $token | Should -HaveCount 1
        $token.GrantType | Should -Be 'Ciba'
        $token.Subject | Should -Be $frank.UserId
        $token.IdClaims.sub | Should -Be $frank.UserId
        $token.RefreshToken | Should -Not -BeNullOrEmpty
        $session.Tokens | Should -Be $token
        Get-Auth0Token | Should -Be $token
        ($token | Update-Auth0Token -Force).Subject | Should -Be $frank.UserId
        $automation = Get-ConnectParameter $tenant
        $reader = Connect-Auth0 @automation
        'ciba_start_succeeded', 'ciba_exchange_succeeded' | Should -BeIn (Get-Auth0Log -First 10 -Session $reader).Type -Because 'the tenant logs it'
    }

    It 'takes users from the pipeline' {
        New-QuickLogin | Out-Null
        Approve
        $token = [pscustomobject]@{ UserId = $frank.UserId } | Start-Auth0BackchannelLogin -BindingMessage $message 6> $null

        $token.Subject | Should -Be $frank.UserId
        ($tenant.Requests[0].Form['login_hint'] | ConvertFrom-Json).sub | Should -Be $frank.UserId
    }

    It 'sends what is named: <Name>' -ForEach @(
        @{ Name = 'an API, scopes'; Parameters = @{ Audience = 'https://elsewhere.example.com/'; Scope = 'email' }; Form = @{ audience = 'https://elsewhere.example.com/'; scope = 'email openid' } }
        @{ Name = 'seconds'; Parameters = @{ RequestedExpiry = 120 }; Form = @{ requested_expiry = '120' } }
        @{ Name = 'seconds as text'; Parameters = @{ RequestedExpiry = '120' }; Form = @{ requested_expiry = '120' } }
        @{ Name = 'a duration'; Parameters = @{ RequestedExpiry = '00:10:00' }; Form = @{ requested_expiry = '600' } }
        @{ Name = 'a hashtable of details'; Parameters = @{ AuthorizationDetails = @{ type = 'payment' } }; Form = @{ authorization_details = '[{"type":"payment"}]' } }
        @{ Name = 'several details, with an object'; Parameters = @{ AuthorizationDetails = @{ type = 'a' }, [pscustomobject]@{ type = 'b'; n = 1 } }; Form = @{ authorization_details = '[{"type":"a"},{"type":"b","n":1}]' } }
        @{ Name = 'JSON of details'; Parameters = @{ AuthorizationDetails = '[{"type":"a"}]' }; Form = @{ authorization_details = '[{"type":"a"}]' } }
        @{ Name = 'another kind of hint'; Parameters = @{ LoginHint = 'ann@example.com' }; Form = @{ login_hint = 'ann@example.com' } }
        @{ Name = 'a hint as JSON'; Parameters = @{ LoginHint = '{"format":"email"}' }; Form = @{ login_hint = '{"format":"email"}' } }
    ) {
        $tenant.AddFault(@{ Path = '/bc-authorize'; StatusCode = 400; Body = '{"error":"invalid_request"}' })
        $all = @{ LoginHint = $frank.UserId; BindingMessage = $message } + ($Parameters.Clone() | ForEach-Object { $_.Remove('LoginHint'); $_ })
        if ($Parameters.LoginHint) { $all.LoginHint = $Parameters.LoginHint }
        Get-Failure { Start-Auth0BackchannelLogin @all } | Out-Null

        $Form.Keys | ForEach-Object { $tenant.Requests[0].Form[$_] | Should -BeExactly $Form[$_] }
    }

    It 'shows while it waits how much time is left, and takes the progress bar away' {
        New-QuickLogin | Out-Null
        $fault = Get-Pending
        $fault.Times = 3
        $tenant.AddFault($fault)
        Approve
        $run = Invoke-AtPrompt 'Start-Auth0BackchannelLogin $user $message -Session $session' @{ session = $session; user = $frank.UserId; message = $message }

        $run.Output.Subject | Should -Be $frank.UserId
        $run.Progress.Count | Should -BeGreaterThan 3
        $run.Progress[0].StatusDescription | Should -BeLike "Waiting for $($frank.UserId) to approve '$message'*"
        $run.Progress[0].SecondsRemaining | Should -BeGreaterThan 290
        $run.Progress[0].SecondsRemaining | Should -BeLessOrEqual 300
        $run.Progress[-1].RecordType | Should -Be 'Completed'
        $run.Lines | Should -Contain "Asked $($frank.UserId) to approve on their device: $message"
    }

    It 'sends nothing and shows nothing with -WhatIf' {
        Start-Auth0BackchannelLogin $frank.UserId $message -WhatIf -InformationVariable shown | Should -BeNullOrEmpty

        $shown | Where-Object { "$_" -notlike 'What if:*' } | Should -BeNullOrEmpty
        $tenant.CountRequests() | Should -Be 0
    }

    It 'sends nothing for <Name>: <Id>' -ForEach @(
        @{ Name = 'a message that is too long'; Id = 'InvalidBindingMessage'; Parameters = @{ BindingMessage = 'x' * 65 }; Words = '*65 characters*64*'; Advice = '*64 characters*' }
        @{ Name = 'a message with other characters'; Id = 'InvalidBindingMessage'; Parameters = @{ BindingMessage = 'really?' }; Words = "*'?'*"; Advice = '*letters, digits*' }
        @{ Name = 'an empty message'; Id = 'InvalidBindingMessage'; Parameters = @{ BindingMessage = '' }; Words = '*empty*'; Advice = '*' }
        @{ Name = 'a hint that is half an object'; Id = 'InvalidLoginHint'; Parameters = @{ LoginHint = '{"sub":' }; Words = '*JSON*'; Advice = '*iss_sub*' }
        @{ Name = 'an expiry beyond three days'; Id = 'InvalidRequestedExpiry'; Parameters = @{ RequestedExpiry = '4.00:00:00' }; Words = '*345600 seconds*'; Advice = '*3.00:00:00*' }
        @{ Name = 'an expiry of nothing'; Id = 'InvalidRequestedExpiry'; Parameters = @{ RequestedExpiry = 0 }; Words = '*0 seconds*'; Advice = '*' }
        @{ Name = 'details without a type'; Id = 'InvalidAuthorizationDetails'; Parameters = @{ AuthorizationDetails = @{ amount = 5 } }; Words = '*no type*'; Advice = '*with a type*' }
        @{ Name = 'details that are no JSON'; Id = 'InvalidAuthorizationDetails'; Parameters = @{ AuthorizationDetails = 'payment' }; Words = '*not valid JSON*'; Advice = '*' }
    ) {
        $all = @{ LoginHint = $frank.UserId; BindingMessage = $message }
        $Parameters.Keys | ForEach-Object { $all[$_] = $Parameters[$_] }
        $failure = Get-Failure { Start-Auth0BackchannelLogin @all }

        $failure.FullyQualifiedErrorId | Should -Be "$Id,Auth0Flows.PowerShell.StartAuth0BackchannelLoginCommand"
        $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
        "$failure" | Should -BeLike $Words
        $failure.ErrorDetails.RecommendedAction | Should -BeLike $Advice
        $tenant.CountRequests() | Should -Be 0
    }

    It 'says of <Name>: <Id>' -ForEach @(
        @{ Name = 'a user who does not exist'; User = { 'auth0|nobody' }; Id = 'UnknownUser'; Category = 'ObjectNotFound'; Advice = '*Get-Auth0User*' }
        @{ Name = 'a user without a device'; User = { $tenant.GetUser('alice').UserId }; Id = 'NoBackchannelDevice'; Category = 'ObjectNotFound'; Advice = '*push notifications*' }
    ) {
        $failure = Get-Failure { Start-Auth0BackchannelLogin (& $User) $message }

        $failure.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $failure.CategoryInfo.Category | Should -Be $Category
        $failure.ErrorDetails.RecommendedAction | Should -BeLike $Advice
        $failure.TargetObject | Should -Be (& $User)
    }

    It 'says of an application that may not: <Id>' -ForEach @(
        @{ Id = 'UnauthorizedClient'; Application = 'Automation'; Advice = '*Grant Types*' }
        @{ Id = 'MissingClientSecret'; Application = 'Mobile for iOS'; Advice = '*-ClientSecret*' }
    ) {
        $connection = Get-ApplicationParameter $tenant $Application
        Connect-Auth0 @connection | Out-Null
        $failure = Get-Failure { Start-Auth0BackchannelLogin $frank.UserId $message }

        $failure.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $failure.ErrorDetails.RecommendedAction | Should -BeLike $Advice
    }

    It 'ends at once with Ctrl+C' {
        $tenant.AddFault((Get-Pending))
        $running = Start-InNewRunspace 'Start-Auth0BackchannelLogin $user $message -Session $session' @{ session = $session; user = $frank.UserId; message = $message }
        try {
            Wait-Until { $tenant.CountRequests('POST', '/bc-authorize') -eq 1 }
            $took = Measure-Command { $running.Shell.Stop() }
            $took.TotalSeconds | Should -BeLessThan 2
            $tenant.CountRequests('POST', '/oauth/token') | Should -Be 0
        }
        finally { $running.Shell.Dispose() }
    }
}

Describe 'Start-Auth0BackchannelLogin -NoWait and Wait-Auth0BackchannelLogin' {
    BeforeEach { . Connect-Portal }

    AfterEach {
        . Disconnect-Tenant
        if ($tenant.BackchannelLogins.Count) { $tenant.DenyBackchannelLogin($frank) }
    }

    It 'gives what a person needs, and shows nothing' {
        $login = Start-Auth0BackchannelLogin $frank.UserId $message -NoWait -Scope email -InformationVariable shown

        $shown | Should -BeNullOrEmpty
        $login.GetType().Name | Should -Be 'Auth0BackchannelLogin'
        $login.BindingMessage | Should -Be $message
        $login.UserId | Should -Be $frank.UserId
        ($login.ExpiresAt - [System.DateTimeOffset]::Now).TotalSeconds | Should -BeGreaterThan 280
        $login.Interval | Should -Be ([timespan]'00:00:05')
        $login.Audience | Should -Be $Orders
        $login.Scope | Should -Be 'email', 'openid'
        $tenant.CountRequests() | Should -Be 1
        $tenant.BackchannelLogins[0].User | Should -Be $frank
        ($tenant.BackchannelLogins | Out-String) | Should -BeLike "*$message*guardian-push*"
        ($login | Out-String) | Should -BeLike "*$message*$($frank.UserId)*"
    }

    It 'goes on by the pipeline: <Name>' -ForEach @(
        @{ Name = 'at once'; Command = { Start-Auth0BackchannelLogin $frank.UserId $message -NoWait | Wait-Auth0BackchannelLogin } }
        @{ Name = 'later'; Command = { $login = Start-Auth0BackchannelLogin $frank.UserId $message -NoWait; $login | Wait-Auth0BackchannelLogin -Timeout 00:01:00 } }
        @{ Name = 'polled once'; Command = { $login = Start-Auth0BackchannelLogin $frank.UserId $message -NoWait; $login | Get-Auth0Token -GrantType Ciba } }
        @{ Name = 'polled once, as an argument'; Command = { Get-Auth0Token -BackchannelLogin (Start-Auth0BackchannelLogin $frank.UserId $message -NoWait) } }
        @{ Name = 'as an argument, in another session of the same application'
            Command = { $login = Start-Auth0BackchannelLogin $frank.UserId $message -NoWait; $session = Connect-Auth0 @connection; Wait-Auth0BackchannelLogin $login } }
    ) {
        New-QuickLogin | Out-Null
        Approve
        $token = . $Command

        $token.Subject | Should -Be $frank.UserId
        $token.RefreshToken | Should -Not -BeNullOrEmpty
        $session.Tokens | Should -Be $token
    }

    It 'shows the id nowhere' {
        $secret = (New-QuickLogin).auth_req_id
        $shown = Get-Shown {
            $login = Start-Auth0BackchannelLogin $frank.UserId $message -NoWait -Verbose -Debug
            $login
            $login | ConvertTo-Json -Depth 5
            $login | ConvertTo-Csv
            $login | Get-Member -Force
            [System.Management.Automation.PSSerializer]::Serialize($login, 5)
            Approve
            $login | Wait-Auth0BackchannelLogin -Verbose -Debug
            $login | Wait-Auth0BackchannelLogin -Verbose -Debug
        }

        $shown | Should -BeLike '*answered 200 in*' -Because 'all streams are looked at'
        $shown | Should -BeLike '*BackchannelLoginExpired*' -Because 'the id was used'
        $tenant.Requests[-1].Form['auth_req_id'] | Should -BeExactly $secret
        $shown.Contains($secret) | Should -BeFalse
        $shown.Contains([Convert]::ToHexString([System.Text.Encoding]::Unicode.GetBytes($secret)), [System.StringComparison]::OrdinalIgnoreCase) | Should -BeFalse
        ($tenant.Requests[-1].Form | Out-String).Contains($secret) | Should -BeFalse -Because 'the local tenant masks it too'
    }

    It 'says of <Name>: <Id>, and keeps nothing' -ForEach @(
        @{ Name = 'a user who declined'; Id = 'BackchannelLoginDenied'; Category = 'PermissionDenied'; Advice = '*declined*'; Prepare = { $tenant.DenyBackchannelLogin($frank, $message) } }
        @{ Name = 'a login that the tenant holds for too old'; Id = 'BackchannelLoginExpired'; Category = 'AuthenticationError'; Advice = '*again*'
            Prepare = { $tenant.AddFault(@{ Path = '/oauth/token'; StatusCode = 400; Body = '{"error":"expired_token","error_description":"The auth_req_id has expired."}' }) } }
        @{ Name = 'nobody who answers while the login lives'; Id = 'BackchannelLoginExpired'; Category = 'AuthenticationError'; Advice = '*again*'; Lifetime = 0.5; Prepare = { $tenant.AddFault((Get-Pending)) } }
        @{ Name = 'nobody who answers in time'; Id = 'AuthorizationTimeout'; Category = 'OperationTimeout'; Advice = '*again*in time*'; Timeout = '00:00:00.5'; Prepare = { $tenant.AddFault((Get-Pending)) } }
    ) {
        foreach ($way in 'Start', 'Wait') {
            New-QuickLogin -Lifetime ($Lifetime ?? 300) | Out-Null
            & $Prepare
            $parameters = $Timeout ? @{ Timeout = $Timeout } : @{}
            $failure = $way -eq 'Start' ? (Get-Failure { Start-Auth0BackchannelLogin $frank.UserId $message @parameters 6> $null }) :
            (Get-Failure { Start-Auth0BackchannelLogin $frank.UserId $message -NoWait | Wait-Auth0BackchannelLogin @parameters })

            $failure.FullyQualifiedErrorId | Should -Be "$Id,Auth0Flows.PowerShell.${way}Auth0BackchannelLoginCommand"
            $failure.CategoryInfo.Category | Should -Be $Category
            $failure.ErrorDetails.RecommendedAction | Should -BeLike $Advice
            if ($way -eq 'Wait') { $failure.TargetObject.BindingMessage | Should -Be $message }
            $session.Tokens | Should -BeNullOrEmpty
            $tenant.ClearFaults()
        }
    }

    It 'does not wait where there is less time than until the first question' {
        $login = Start-Auth0BackchannelLogin $frank.UserId $message -NoWait
        $waiting = Measure-Command { $failure = Get-Failure { $login | Wait-Auth0BackchannelLogin -Timeout 00:00:01 } }

        $failure.FullyQualifiedErrorId | Should -BeLike 'AuthorizationTimeout,*'
        $waiting.TotalSeconds | Should -BeLessThan 2
        $tenant.CountRequests('POST', '/oauth/token') | Should -Be 0
    }

    It 'asked once before the user answers: AuthorizationPending, and again too soon: SlowDown' {
        $login = Start-Auth0BackchannelLogin $frank.UserId $message -NoWait

        (Get-Failure { $login | Get-Auth0Token -GrantType Ciba }).FullyQualifiedErrorId | Should -BeLike 'AuthorizationPending,*'
        (Get-Failure { $login | Get-Auth0Token -GrantType Ciba }).FullyQualifiedErrorId | Should -BeLike 'SlowDown,*'
    }

    It 'tells the id to no other application, and takes no text in its place' {
        $login = Start-Auth0BackchannelLogin $frank.UserId $message -NoWait
        $other = Get-ConnectParameter $tenant
        Connect-Auth0 @other | Out-Null
        $tenant.ClearRequests()

        (Get-Failure { $login | Wait-Auth0BackchannelLogin }).FullyQualifiedErrorId | Should -BeLike 'ClientMismatch,*'
        (Get-Failure { $login | Get-Auth0Token -GrantType Ciba }).FullyQualifiedErrorId | Should -BeLike 'ClientMismatch,*'
        (Get-Failure { Get-Auth0Token -GrantType Ciba }).FullyQualifiedErrorId | Should -BeLike 'MissingParameter,*'
        $failure = Get-Failure { Get-Auth0Token -BackchannelLogin s3cret }
        "$failure $($failure.Exception)" | Should -Not -BeLike '*s3cret*'
        $tenant.CountRequests() | Should -Be 0
    }
}
