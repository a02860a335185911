BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/ScriptedHost.ps1
    $tenant = Start-Auth0LocalTenant
    $mobile = $tenant.GetApplication('Mobile for iOS')
    $alice = $tenant.GetUser('alice')

    # The next login gets a code from the tenant that can be polled at once, not only after five seconds.
    function New-QuickCode([string] $Scope = 'openid offline_access read:orders', [double] $Lifetime = 900) {
        $form = @{ client_id = $mobile.ClientId; audience = $Orders; scope = $Scope }
        $code = Invoke-RestMethod "$($tenant.Domain)/oauth/device/code" -Method Post -Body $form
        $code.interval = 0.05
        $code.expires_in = $Lifetime
        $tenant.ClearRequests()
        $tenant.AddFault(@{ Path = '/oauth/device/code'; StatusCode = 200; Body = $code | ConvertTo-Json })
        $code
    }

    function Approve($Code) { $tenant.ApproveDevice($Code.user_code, $alice) }
    function Get-Pending { @{ Path = '/oauth/token'; StatusCode = 403; Times = 1000; Body = '{"error":"authorization_pending","error_description":"User has yet to authorize device code."}' } }
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Start-Auth0DeviceLogin' {
    BeforeEach {
        $connection = Get-ApplicationParameter $tenant 'Mobile for iOS'
        $session = Connect-Auth0 @connection -Audience $Orders
        $tenant.ClearRequests()
    }

    AfterEach { . Disconnect-Tenant }

    It 'asks for a code and polls, as the tenant says, and the session keeps the token with its refresh token' {
        # With the tenant's own interval of five seconds.
        $token = Start-Auth0DeviceLogin -Scope openid, offline_access, read:orders 6>&1 | ForEach-Object {
            if ($_ -isnot [System.Management.Automation.InformationRecord]) { $_ }
            elseif ("$_" -match 'the code (?<code>[A-Z]{4}-[A-Z]{4})$') { $tenant.ApproveDevice($Matches.code, $alice) }
        }
        $begun, $polled = $tenant.Requests[0, 1]

        "$begun" | Should -Be 'POST /oauth/device/code 200'
        $begun.Form.Keys | Sort-Object | Should -Be 'audience', 'client_id', 'scope'
        $begun.Form['client_id'] | Should -Be $mobile.ClientId
        $begun.Form['audience'] | Should -Be $Orders
        $begun.Form['scope'] -split ' ' | Sort-Object | Should -Be 'offline_access', 'openid', 'read:orders'
        "$polled" | Should -Be 'POST /oauth/token 200'
        $polled.Form.Keys | Sort-Object | Should -Be 'client_id', 'device_code', 'grant_type'
        $polled.Form['grant_type'] | Should -Be 'urn:ietf:params:oauth:grant-type:device_code'
        ($polled.ReceivedAt - $begun.ReceivedAt).TotalSeconds | Should -BeGreaterOrEqual 4.9
        $token | Should -HaveCount 1
        $token.GrantType | Should -Be 'DeviceCode'
        $token.Subject | Should -Be $alice.UserId
        $token.IdClaims.sub | Should -Be $alice.UserId
        $token.RefreshToken | Should -Not -BeNullOrEmpty
        $session.Tokens | Should -Be $token
        Get-Auth0Token | Should -Be $token
        ($token | Update-Auth0Token -Force).Subject | Should -Be $alice.UserId
    }

    It 'asks for the API and the scopes that are named: <Name>' -ForEach @(
        @{ Name = 'in place of the session''s'; Parameters = @{ Audience = 'https://elsewhere.example.com/'; Scope = 'openid' }; Form = @{ audience = 'https://elsewhere.example.com/'; scope = 'openid' } }
        @{ Name = 'none'; Parameters = @{}; Form = @{ audience = 'https://orders.example.com/'; scope = $null } }
    ) {
        $tenant.AddFault(@{ Path = '/oauth/device/code'; StatusCode = 400; Body = '{"error":"invalid_request"}' })
        Get-Failure { Start-Auth0DeviceLogin @Parameters } | Out-Null

        $Form.Keys | ForEach-Object { $tenant.Requests[0].Form[$_] | Should -Be $Form[$_] }
    }

    It 'shows address, code and QR code on the host, and gives the token alone: <Name>' -ForEach @(
        @{ Name = 'assigned'; Script = '$token = Start-Auth0DeviceLogin; $token' }
        @{ Name = 'in a function'; Script = 'function Get-It { $token = Start-Auth0DeviceLogin; $token }; $it = Get-It; $it' }
        @{ Name = 'in a pipeline that throws its output away'; Script = 'Start-Auth0DeviceLogin | Out-Null; Get-Auth0Token' }
        @{ Name = 'with -PassThru'; Script = 'Start-Auth0DeviceLogin -PassThru' }
        @{ Name = 'where information is silent, as it is unless one asks'; Script = '$InformationPreference = "SilentlyContinue"; Start-Auth0DeviceLogin' }
    ) {
        $code = New-QuickCode
        Approve $code
        $run = Invoke-AtPrompt "`$null = Connect-Auth0 -Session `$session; $Script" @{ session = $session }

        $run.Failure | Should -BeNullOrEmpty
        $run.Output | Should -HaveCount 1
        $run.Output[0].Subject | Should -Be $alice.UserId
        $run.Lines[0] | Should -Be "Open $($code.verification_uri) on any device and enter the code $($code.user_code)"
        $run.Lines[1] | Should -Be 'or scan this:'
        $run.Lines.Count | Should -BeGreaterThan 15
        ($run.Lines[2..15] -match '[█▀▄]{5}').Count | Should -BeGreaterThan 3 # which line has how much black lies with the code
        $run.Questions | Should -BeNullOrEmpty
    }

    It 'shows them in a job''s information stream' {
        $code = New-QuickCode
        Approve $code
        $job = Start-ThreadJob { Import-Module $using:ModulePath; Start-Auth0DeviceLogin -Session $using:session }
        try {
            $job | Wait-Job -Timeout 30 | Should -Be $job
            $job.Output.Subject | Should -Be $alice.UserId
            "$($job.Information[0])" | Should -BeLike "*$($code.verification_uri)*$($code.user_code)"
            $job.Information.Count | Should -BeGreaterThan 15
        }
        finally {
            $job | Remove-Job -Force
        }
    }

    It 'shows them where the information stream goes: <Name>' -ForEach @(
        @{ Name = '6> a file'; Script = { Start-Auth0DeviceLogin 6> "$TestDrive/shown.txt"; Get-Content "$TestDrive/shown.txt" -Raw } }
        @{ Name = '*> a file'; Script = { Start-Auth0DeviceLogin *> "$TestDrive/shown.txt"; $session.Tokens; Get-Content "$TestDrive/shown.txt" -Raw } }
        @{ Name = '-InformationVariable'; Script = { Start-Auth0DeviceLogin -InformationVariable records 6> $null; $records -join "`n" } }
    ) {
        $code = New-QuickCode
        Approve $code
        $token, $shown = & $Script

        $token.Subject | Should -Be $alice.UserId
        $shown | Should -BeLike "*Open $($code.verification_uri) on any device and enter the code $($code.user_code)*"
        $shown | Should -Match '[█▀▄]{5}'
    }

    It 'shows no QR code with -NoQRCode' {
        Approve (New-QuickCode)
        Start-Auth0DeviceLogin -NoQRCode -InformationVariable shown 6> $null | Out-Null

        $shown | Should -HaveCount 1
        $shown[0] | Should -BeLike 'Open *'
    }

    It 'shows while it waits how much time is left, and takes the progress bar away' {
        $code = New-QuickCode
        $fault = Get-Pending
        $fault.Times = 3
        $tenant.AddFault($fault)
        Approve $code
        $run = Invoke-AtPrompt 'Start-Auth0DeviceLogin -Session $session' @{ session = $session }

        $run.Output.Subject | Should -Be $alice.UserId
        $run.Progress.Count | Should -BeGreaterThan 3
        $run.Progress[0].StatusDescription | Should -BeLike "Waiting for $($code.user_code) to be confirmed at $($code.verification_uri)*"
        $run.Progress[0].SecondsRemaining | Should -BeGreaterThan 890
        $run.Progress[0].SecondsRemaining | Should -BeLessOrEqual 900
        $run.Progress[-1].RecordType | Should -Be 'Completed'
        $run.Progress[0..($run.Progress.Count - 2)].RecordType | Should -Not -Contain 'Completed'
    }

    It 'says where there is no <Name>, and goes on' -Skip:(-not $IsLinux) -ForEach @(
        @{ Name = 'browser'; Parameters = @{ OpenBrowser = $true }; Warning = '*no browser*' }
        @{ Name = 'clipboard'; Parameters = @{ Clipboard = $true }; Warning = '*clipboard*' }
    ) {
        Approve (New-QuickCode)
        $before = @{ PATH = $env:PATH; DISPLAY = $env:DISPLAY; WAYLAND_DISPLAY = $env:WAYLAND_DISPLAY; WSL_DISTRO_NAME = $env:WSL_DISTRO_NAME }
        try {
            $before.Keys | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $null) }
            $token = Start-Auth0DeviceLogin @Parameters -WarningVariable warnings -WarningAction SilentlyContinue 6> $null
        }
        finally {
            $before.Keys | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $before[$_]) }
        }

        $token.Subject | Should -Be $alice.UserId
        $warnings | Should -HaveCount 1
        $warnings[0] | Should -BeLike $Warning
    }

    It 'opens the browser at the address with the code, and puts the code into the clipboard' -Skip:(-not $IsLinux) {
        $code = New-QuickCode
        Approve $code
        'xdg-open', 'xclip' | ForEach-Object { Set-Content "$TestDrive/$_" "#!/bin/sh`n$($_ -eq 'xclip' ? 'cat' : 'printf %s "$1"') > '$TestDrive/$_.new' && mv '$TestDrive/$_.new' '$TestDrive/$_.txt'" }
        chmod +x "$TestDrive/xdg-open" "$TestDrive/xclip"
        $before = @{ PATH = $env:PATH; DISPLAY = $env:DISPLAY; WSL_DISTRO_NAME = $env:WSL_DISTRO_NAME }
        try {
            $env:PATH, $env:DISPLAY, $env:WSL_DISTRO_NAME = "$TestDrive$([System.IO.Path]::PathSeparator)$env:PATH", ':99', $null
            Start-Auth0DeviceLogin -OpenBrowser -Clipboard -WarningVariable warnings 6> $null | Out-Null
        }
        finally {
            $before.Keys | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $before[$_]) }
        }

        $warnings | Should -BeNullOrEmpty
        Wait-Until { (Test-Path "$TestDrive/xdg-open.txt") -and (Test-Path "$TestDrive/xclip.txt") }
        Get-Content "$TestDrive/xdg-open.txt" -Raw | Should -BeExactly $code.verification_uri_complete
        Get-Content "$TestDrive/xclip.txt" -Raw | Should -Match "^$($code.user_code)\s*$"
    }

    It 'sends nothing and shows nothing with -WhatIf' {
        Start-Auth0DeviceLogin -WhatIf -InformationVariable shown | Should -BeNullOrEmpty

        $shown | Where-Object { "$_" -notlike 'What if:*' } | Should -BeNullOrEmpty
        $tenant.CountRequests() | Should -Be 0
    }

    It 'says of an application with a secret: UnauthorizedClient' {
        $connection = Get-ApplicationParameter $tenant 'Web Portal'
        Connect-Auth0 @connection | Out-Null
        $failure = Get-Failure { Start-Auth0DeviceLogin -Audience $Orders }

        $failure.FullyQualifiedErrorId | Should -Be 'UnauthorizedClient,Auth0Flows.PowerShell.StartAuth0DeviceLoginCommand'
        $failure.CategoryInfo.Category | Should -Be 'PermissionDenied'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike "*$($connection.ClientId)*Grant Types*"
    }

    It 'says of an unknown API: UnknownAudience' {
        $failure = Get-Failure { Start-Auth0DeviceLogin https://nowhere.example.com/ }

        $failure.FullyQualifiedErrorId | Should -BeLike 'UnknownAudience,*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*https://nowhere.example.com/*'
    }

    It 'says where nobody is connected: NotConnected' {
        Disconnect-Auth0

        (Invoke-WithEnvironment @{} { Get-Failure { Start-Auth0DeviceLogin } }).FullyQualifiedErrorId | Should -BeLike 'NotConnected,*'
    }

    It 'takes no <Name>' -ForEach @(
        @{ Name = '-NoWait with what is shown'; Command = { Start-Auth0DeviceLogin -NoWait -NoQRCode }; Id = 'AmbiguousParameterSet,*' }
        @{ Name = 'time of nothing'; Command = { Start-Auth0DeviceLogin -Timeout 0 }; Id = 'ParameterArgumentValidationError,*' }
    ) {
        (Get-Failure $Command).FullyQualifiedErrorId | Should -BeLike $Id
        $tenant.CountRequests() | Should -Be 0
    }
}

Describe 'Start-Auth0DeviceLogin -NoWait and Wait-Auth0DeviceLogin' {
    BeforeEach {
        $connection = Get-ApplicationParameter $tenant 'Mobile for iOS'
        $session = Connect-Auth0 @connection -Audience $Orders
        $tenant.ClearRequests()
    }

    AfterEach { . Disconnect-Tenant }

    It 'gives what a person needs, and shows nothing' {
        $code = Start-Auth0DeviceLogin -NoWait -Scope openid -InformationVariable shown

        $shown | Should -BeNullOrEmpty
        $code.GetType().Name | Should -Be 'Auth0DeviceCode'
        $code.UserCode | Should -Match '^[A-Z]{4}-[A-Z]{4}$'
        $code.VerificationUri | Should -Be "$($tenant.Domain)/activate"
        $code.VerificationUriComplete | Should -Be "$($tenant.Domain)/activate?user_code=$($code.UserCode)"
        ($code.ExpiresAt - [System.DateTimeOffset]::Now).TotalSeconds | Should -BeGreaterThan 880
        $code.Interval | Should -Be ([timespan]'00:00:05')
        $code.Audience | Should -Be $Orders
        $code.Scope | Should -Be 'openid'
        "$code" | Should -Be "$($code.UserCode) at $($code.VerificationUri)"
        $tenant.CountRequests() | Should -Be 1
    }

    It 'goes on by the pipeline: <Name>' -ForEach @(
        @{ Name = 'at once'; Command = { Start-Auth0DeviceLogin -NoWait | ForEach-Object { Approve @{ user_code = $_.UserCode }; $_ } | Wait-Auth0DeviceLogin } }
        @{ Name = 'later'; Command = { $code = Start-Auth0DeviceLogin -NoWait; Approve @{ user_code = $code.UserCode }; $code | Wait-Auth0DeviceLogin -Timeout 00:01:00 } }
        @{ Name = 'as an argument, in another session of the same application'
            Command = { $code = Start-Auth0DeviceLogin -NoWait; Approve @{ user_code = $code.UserCode }; $session = Connect-Auth0 @connection; Wait-Auth0DeviceLogin $code } }
    ) {
        New-QuickCode | Out-Null
        $token = . $Command

        $token.Subject | Should -Be $alice.UserId
        $token.RefreshToken | Should -Not -BeNullOrEmpty
        $session.Tokens | Should -Be $token
    }

    It 'shows the device code nowhere' {
        $secret = (New-QuickCode).device_code
        $shown = Get-Shown {
            $code = Start-Auth0DeviceLogin -NoWait -Verbose -Debug
            $code
            $code | ConvertTo-Json -Depth 5
            $code | ConvertTo-Csv
            $code | Get-Member -Force
            [System.Management.Automation.PSSerializer]::Serialize($code, 5)
            Approve @{ user_code = $code.UserCode }
            $code | Wait-Auth0DeviceLogin -Verbose -Debug
            $code | Wait-Auth0DeviceLogin -Verbose -Debug
        }

        $shown | Should -BeLike '*answered 200 in*' -Because 'all streams are looked at'
        $shown | Should -BeLike '*DeviceCodeExpired*' -Because 'the code was used'
        $tenant.Requests[-1].Form['device_code'] | Should -BeExactly $secret
        $shown.Contains($secret) | Should -BeFalse
        $shown.Contains([Convert]::ToHexString([System.Text.Encoding]::Unicode.GetBytes($secret)), [System.StringComparison]::OrdinalIgnoreCase) | Should -BeFalse
    }

    It 'says of <Name>: <Id>, and keeps nothing' -ForEach @(
        @{ Name = 'a user who declined'; Id = 'DeviceLoginDenied'; Category = 'PermissionDenied'; Advice = '*declined*'; Prepare = { $tenant.DenyDevice($code.user_code) } }
        @{ Name = 'a user who is blocked'; Id = 'DeviceLoginDenied'; Category = 'PermissionDenied'; Advice = '*Action*'; Prepare = { $tenant.ApproveDevice($code.user_code, $tenant.GetUser('bob')) } }
        @{ Name = 'a code that the tenant holds for too old'; Id = 'DeviceCodeExpired'; Category = 'AuthenticationError'; Advice = '*again*new code*'
            Prepare = { $tenant.AddFault(@{ Path = '/oauth/token'; StatusCode = 403; Body = '{"error":"expired_token","error_description":"The device code has expired."}' }) } }
        @{ Name = 'nobody who answers while the code lives'; Id = 'DeviceCodeExpired'; Category = 'AuthenticationError'; Advice = '*again*new code*'; Lifetime = 0.5; Prepare = { $tenant.AddFault((Get-Pending)) } }
        @{ Name = 'nobody who answers in time'; Id = 'AuthorizationTimeout'; Category = 'OperationTimeout'; Advice = '*again*in time*'; Timeout = '00:00:00.5'; Prepare = { $tenant.AddFault((Get-Pending)) } }
    ) {
        foreach ($way in 'Start', 'Wait') {
            $code = New-QuickCode -Lifetime ($Lifetime ?? 900)
            & $Prepare
            $parameters = $Timeout ? @{ Timeout = $Timeout } : @{}
            $failure = $way -eq 'Start' ? (Get-Failure { Start-Auth0DeviceLogin @parameters 6> $null }) : (Get-Failure { Start-Auth0DeviceLogin -NoWait | Wait-Auth0DeviceLogin @parameters })

            $failure.FullyQualifiedErrorId | Should -Be "$Id,Auth0Flows.PowerShell.${way}Auth0DeviceLoginCommand"
            $failure.CategoryInfo.Category | Should -Be $Category
            $failure.ErrorDetails.RecommendedAction | Should -BeLike $Advice
            if ($way -eq 'Wait') { $failure.TargetObject.UserCode | Should -Be $code.user_code }
            $session.Tokens | Should -BeNullOrEmpty
            $tenant.ClearFaults()
        }
    }

    It 'does not wait where there is less time than until the first question' {
        $code = Start-Auth0DeviceLogin -NoWait
        $waiting = Measure-Command { $failure = Get-Failure { $code | Wait-Auth0DeviceLogin -Timeout 00:00:01 } }

        $failure.FullyQualifiedErrorId | Should -BeLike 'AuthorizationTimeout,*'
        $waiting.TotalSeconds | Should -BeLessThan 2
        $tenant.CountRequests('POST', '/oauth/token') | Should -Be 0
    }

    It 'goes on where <Name>' -ForEach @(
        @{ Name = 'a connection is lost'; Fault = @{ Kind = 'Reset' } }
        @{ Name = 'the tenant fails'; Fault = @{ StatusCode = 503 } }
        @{ Name = 'the user has not answered yet'; Fault = @{ StatusCode = 403; Body = '{"error":"authorization_pending"}' } }
    ) {
        $code = New-QuickCode
        $tenant.AddFault($Fault + @{ Path = '/oauth/token' })
        Approve $code

        (Start-Auth0DeviceLogin -NoWait | Wait-Auth0DeviceLogin).Subject | Should -Be $alice.UserId
        $tenant.CountRequests('POST', '/oauth/token') | Should -Be 2
    }

    It 'tells the device code to no other tenant, and to no other application' {
        $code = Start-Auth0DeviceLogin -NoWait
        $other = Start-Auth0LocalTenant
        $elsewhere = $mobile, $tenant.GetApplication('Web Portal') | ForEach-Object { Connect-Auth0 ($_ -eq $mobile ? $other.Domain : $tenant.Domain) $_.ClientId }
        foreach ($session in $elsewhere) {
            $failure = Get-Failure { $code | Wait-Auth0DeviceLogin -Session $session }

            $failure.FullyQualifiedErrorId | Should -BeLike 'ClientMismatch,*'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-Session*'
        }
        $other.CountRequests() + $tenant.CountRequests('POST', '/oauth/token') | Should -Be 0
        $other | Stop-Auth0LocalTenant
    }

    It 'takes no other object than a code' {
        (Get-Failure { 'QTZL-MCBW' | Wait-Auth0DeviceLogin }).FullyQualifiedErrorId | Should -BeLike 'InputObjectNotBound,*'
        (Get-Failure { Wait-Auth0DeviceLogin $null }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentValidationError*'
        $tenant.CountRequests() | Should -Be 0
    }

    It 'is stopped by Ctrl+C within 200 ms, while <Name>' -ForEach @(
        @{ Name = 'it waits to ask'; IsQuick = $false; Prepare = { } }
        @{ Name = 'it asks over and over'; IsQuick = $true; Prepare = { $tenant.AddFault((Get-Pending)) } }
        @{ Name = 'the tenant keeps silent'; IsQuick = $true; Prepare = { $tenant.AddFault(@{ Path = '/oauth/token'; Kind = 'Hold' }) } }
    ) {
        if ($IsQuick) { New-QuickCode | Out-Null }
        & $Prepare
        $other = Start-InNewRunspace 'Start-Auth0DeviceLogin -Session $session' @{ session = $session }
        try {
            Wait-Until { $IsQuick ? $tenant.CountRequests('POST', '/oauth/token') -gt 0 : $other.Shell.Streams.Progress.Count -gt 0 }
            $stopping = Measure-Command { $other.Shell.Stop() }

            $stopping.TotalMilliseconds | Should -BeLessThan 200
            $other.Shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $other.Shell.Streams.Error | Should -BeNullOrEmpty
            $session.Tokens | Should -BeNullOrEmpty
        }
        finally {
            $other.Shell.Dispose()
        }
    }
}
