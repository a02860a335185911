#Requires -Version 7.6
<#
.SYNOPSIS
    Demonstrates the module's cmdlets with a local tenant, and checks their results.
.DESCRIPTION
    Requires PowerShell 7.6 and a build of the repository, but no network and no Auth0 tenant. Shows each command as a user types it, and
    its real output. The exit code is 0 if every step gave the correct result.
.EXAMPLE
    pwsh -File samples/Tour/Tour.ps1
.EXAMPLE
    pwsh -File samples/Tour/Tour.ps1 -Module Auth0Flows
    Uses the installed module.
#>
[CmdletBinding()]
param(
    # The module's manifest, or its name if it is installed.
    [string]$Module = './Auth0Flows.psd1'
)

$ErrorActionPreference = 'Continue'
Push-Location (Split-Path (Split-Path $PSScriptRoot))
if ($Module -eq './Auth0Flows.psd1' -and -not (Test-Path bin/Auth0Flows.PowerShell.dll)) {
    'The module is not built yet: run dotnet build, or dotnet run --project samples/Tour.'
    exit 1
}

$orders = 'https://orders.example.com/'

# Counts the requests that the tenant received, such as "POST /oauth/token" or "GET /api/v2/*".
function Get-RequestCount([string]$Method, [string]$Path) { $tenant.CountRequests($Method, $Path) }

# The last request to a path.
function Get-LastRequest([string]$Path) { ($tenant.Requests | Where-Object Path -EQ $Path)[-1] }

# A step: its purpose, the command that a user types, and the checks of the result (in $output).
$steps = @(
    @{
        Shows  = 'The module'
        Types  = "Import-Module $Module", 'Get-Command -Module Auth0Flows | Format-Wide Name -Column 3'
        Checks = { @(Get-Command -Module Auth0Flows).Count -eq (Import-PowerShellDataFile ./Auth0Flows.psd1).CmdletsToExport.Count }
    }
    @{
        Shows  = 'An Auth0 tenant inside this process, to try things on. With one of your own: -Domain acme.eu.auth0.com'
        Types  = '$tenant = Start-Auth0LocalTenant', '$tenant'
        Checks = { $tenant.IsRunning }
    }
    @{
        Shows  = 'A session with it. Nothing is sent yet'
        Types  = '$session = Connect-Auth0 -Domain $tenant.Domain -ClientId $tenant.ClientId -ClientSecret $tenant.ClientSecret -Name tour', '$session'
        Checks = { (Get-Auth0Session) -eq $session -and (Get-RequestCount) -eq 0 }
    }
    @{
        Shows  = 'A token for the orders API'
        Types  = "`$token = Get-Auth0Token -GrantType ClientCredentials -Audience $orders", '$token'
        Checks = { $token.Audience -eq $orders -and -not $token.IsExpired -and $token.AccessToken -is [Auth0Secret] }
    }
    @{
        Shows  = 'What stands in it'
        Types  = '$token.Claims'
        Checks = { $token.Claims['aud'] -eq $orders -and $token.Claims['iss'] -eq $tenant.Issuer -and $token.Claims['exp'] -is [DateTimeOffset] }
    }
    @{
        Shows  = 'The same again comes from the cache: the tenant was asked for a token once'
        Types  = "`$again = Get-Auth0Token -GrantType ClientCredentials -Audience $orders", '$again.Claims[''jti''] -eq $token.Claims[''jti'']',
        '$tenant.CountRequests(''POST'', ''/oauth/token'')'
        Checks = { $output[0] -eq $true -and $output[1] -eq 1 }
    }
    @{
        Shows  = 'Sixteen runspaces ask at once for a token that is not held: one request goes out'
        Types  = ('$tokens = 1..16 | ForEach-Object -ThrottleLimit 16 -Parallel {{ Import-Module {0}; Get-Auth0Token urn:example:reports -Session $using:session }}' -f $Module),
        '$tokens.Count', '$tenant.CountRequests(''POST'', ''/oauth/token'')'
        Checks = { $output[0] -eq 16 -and $output[1] -eq 2 -and @($tokens.ForEach({ $_.Claims['jti'] }) | Sort-Object -Unique).Count -eq 1 }
    }
    @{
        Shows  = 'The tenant''s applications. The token for the Management API is fetched unasked'
        Types  = , 'Get-Auth0Client'
        Checks = { $output.Count -eq 12 -and $output[0].ClientId -eq $tenant.ClientId }
    }
    @{
        Shows  = 'The single-page applications whose name begins with web'
        Types  = , 'Get-Auth0Client -Name web* | Where-Object AppType -eq spa | Select-Object Name, ClientId, Callbacks'
        Checks = { $output.Count -gt 0 -and -not ($output.Name -notlike 'web*') -and $output[0].Callbacks[0] -like 'https://*' }
    }
    @{
        Shows  = 'The credentials of every application'
        Types  = , 'Get-Auth0Client | Invoke-Auth0Api ''clients/{client_id}/credentials'' | Format-Table name, credential_type, alg, kid'
        Checks = { (Get-RequestCount GET '/api/v2/clients/*') -eq 12 -and $shown -match 'billing-worker key' }
    }
    @{
        Shows  = 'A token in a pipeline: calls are made with it'
        Types  = , 'Get-Auth0Token -GrantType ClientCredentials -Audience $tenant.ManagementAudience | Invoke-Auth0Api clients | Select-Object -First 3 name, app_type, client_id'
        Checks = { $output.Count -eq 3 -and $output[0].client_id -eq $tenant.ClientId }
    }
    @{
        Shows  = 'What changes something can be tried first'
        Types  = , 'Invoke-Auth0Api clients -Method POST -Body @{ name = ''Tour''; app_type = ''spa'' } -WhatIf'
        Checks = { $output.Count -eq 0 -and (Get-RequestCount POST '/api/v2/clients') -eq 0 }
    }
    @{
        Shows  = 'And then done: an application comes and goes'
        Types  = '$app = Invoke-Auth0Api clients -Method POST -Body @{ name = ''Tour''; app_type = ''spa'' }', '$app | Get-Auth0Client',
        '$app | Invoke-Auth0Api ''clients/{client_id}'' -Method DELETE'
        Checks = { $output.Count -eq 1 -and $output[0].Name -eq 'Tour' -and @(Get-Auth0Client).Count -eq 12 }
    }
    @{
        Shows  = 'A whole list of any endpoint, page by page. The properties keep the API''s names. The tenant has more applications, and a rate limit'
        Types  = '$large = Start-Auth0LocalTenant -ClientCount 250 -RateLimit 10 -RateLimitPerSecond 10',
        '$many = Connect-Auth0 $large.Domain $large.ClientId $large.ClientSecret -Name many', 'Connect-Auth0 -Session $session | Out-Null',
        'Invoke-Auth0Api clients -All -Session $many | Group-Object app_type | Select-Object Count, Name'
        Checks = { ($output | Measure-Object Count -Sum).Sum -eq 250 -and $large.CountRequests('GET', '/api/v2/clients') -eq 3 }
    }
    @{
        Shows  = 'From an organization to its members, to these users: objects bind by the names of their properties'
        Types  = , 'Get-Auth0Organization acme | Get-Auth0OrganizationMember | Get-Auth0User'
        Checks = { $output.Count -eq 3 -and $output[0] -is [Auth0User] -and $output[0].Email -eq 'alice@example.com' }
    }
    @{
        Shows  = 'A change, first as what it would be: before and after, each field. Then it is made'
        Types  = 'Get-Auth0User -Email bob@example.com | Set-Auth0User -Nickname bobby -AppMetadata @{ plan = ''gold'' } -WhatIf', '$before = $tenant.CountRequests(''PATCH'', ''/api/v2/users/*'')',
        'Get-Auth0User -Email bob@example.com | Set-Auth0User -Nickname bobby -AppMetadata @{ plan = ''gold'' } -PassThru | Format-List Email, Nickname, AppMetadata'
        Checks = { $before -eq 0 -and (Get-RequestCount PATCH '/api/v2/users/*') -eq 1 -and (Get-Auth0User -Email bob@example.com).Nickname -eq 'bobby' }
    }
    @{
        Shows  = 'An application that may read applications alone: the error names the scope that is missing, and the command that grants it'
        Types  = '$worker = $tenant.GetApplication(''nightly-export'')', 'New-Auth0ClientGrant $worker.ClientId $tenant.ManagementAudience -Scope read:clients',
        '$limited = Connect-Auth0 $tenant.Domain $worker.ClientId $worker.ClientSecret -Name limited', 'Connect-Auth0 -Session $session | Out-Null', 'Get-Auth0Role -Session $limited'
        Checks = { $output.Count -eq 2 -and $output[-1].FullyQualifiedErrorId -like 'InsufficientScope,*' -and $shown -match 'Set-Auth0ClientGrant .* -AddScope read:roles' }
    }
    @{
        Shows  = 'That command, as it stands there'
        Types  = '$command = [regex]::Match($Error[0].ErrorDetails.RecommendedAction, ''Set-Auth0ClientGrant [^;]+'').Value', '$command', 'Invoke-Expression $command',
        'Get-Auth0Token -Audience $tenant.ManagementAudience -Session $limited -Force | Out-Null', 'Get-Auth0Role -Session $limited'
        Checks = { $output[0] -like '* -AddScope read:roles' -and $output.Count -eq 4 -and $output[-1] -is [Auth0Role] }
    }
    @{
        Shows  = 'More users than any list gives, by a job: as objects, or into a file'
        Types  = 'Export-Auth0User Username-Password-Authentication | Select-Object -First 2', '$file = New-TemporaryFile', 'Export-Auth0User Username-Password-Authentication -OutFile $file',
        '(Get-Content $file).Count'
        Checks = { $output[0] -is [Auth0User] -and $output[-1] -eq @($tenant.Users.Where({ $_.Connection -eq 'Username-Password-Authentication' })).Count -and (Get-RequestCount POST /api/v2/jobs/users-exports) -eq 2 }
    }
    @{
        Shows  = 'Users of a table come in by a job'
        Types  = '"email,given_name`nzoe@example.com,Zoe`nyan@example.com,Yan" | Set-Content $file', 'Import-Csv $file | Import-Auth0User Username-Password-Authentication',
        'Get-Auth0User -Email zoe@example.com', 'Remove-Item $file'
        Checks = { $output[0] -is [Auth0Job] -and $output[0].Status -eq 'completed' -and $output[1].GivenName -eq 'Zoe' }
    }
    @{
        Shows  = 'The tenant''s log: all behind an entry, by checkpoint, and then what is being written'
        Types  = '$last = Get-Auth0Log -First 1', '$null = $tenant.AddLog(''fdecc''), $tenant.AddLog(''sede'')', 'Get-Auth0Log -After $last.LogId',
        'Get-Auth0Log -Tail -After $last.LogId -Type sede | Select-Object -First 1'
        Checks = { "$($output.Type)" -eq 'fdecc sede sede' -and (Get-LastRequest /api/v2/logs).Query -match 'from=' }
    }
    @{
        Shows  = 'That tenant takes ten requests at once and then ten a second: forty objects, eight under way, in order, and no 429'
        Types  = '$clients = Get-Auth0Client -First 40 -Session $many', '$large.ClearRequests()',
        '$answers = $clients | Invoke-Auth0Api ''clients/{client_id}'' -ThrottleLimit 8 -Session $many', '$large.Requests | Group-Object StatusCode | Select-Object Count, Name',
        '"$($answers.client_id)" -eq "$($clients.ClientId)"', '$large | Stop-Auth0LocalTenant'
        Checks = { $output.Count -eq 2 -and $output[0].Name -eq '200' -and $output[0].Count -eq 40 -and $output[1] -eq $true }
    }
    @{
        Shows  = 'An API of one''s own gets the token of its own audience'
        Types  = , "Invoke-Auth0Api -Uri ""`$(`$tenant.Domain)/echo/orders/7"" -Audience $orders"
        Checks = { $output.Count -eq 1 -and $output[0].audience -eq $orders -and $output[0].path -eq '/echo/orders/7' }
    }
    @{
        Shows  = 'A wrong secret: what the tenant said, and what to do'
        Types  = '$wrong = Connect-Auth0 -Domain $tenant.Domain -ClientId $tenant.ClientId -ClientSecret (ConvertTo-SecureString wrong -AsPlainText) -Name wrong',
        "Get-Auth0Token -GrantType ClientCredentials -Audience $orders"
        Checks = {
            $output.Count -eq 1 -and $output[0].FullyQualifiedErrorId -like 'InvalidClient,*' -and $output[0].CategoryInfo.Category -eq 'AuthenticationError' -and
            $output[0].ErrorDetails.RecommendedAction -match 'secret' -and $shown -notmatch '\n\s+at '
        }
    }
    @{
        Shows  = 'The tenant revokes all tokens. The next call notices, gets a new one, and goes on'
        Types  = 'Connect-Auth0 -Session $session | Out-Null', '$tenant.RevokeTokens()', 'Get-Auth0Client -First 2', '$tenant.Requests | Select-Object -Last 3'
        Checks = { $output.Count -eq 5 -and "$($output[-3..-1].StatusCode)" -eq '401 200 200' -and $output[-2].Path -eq '/oauth/token' }
    }
    @{
        Shows  = 'An application that users sign in to, and a user of a certain directory'
        Types  = '$portal = $tenant.GetApplication(''Web Portal'')',
        "Connect-Auth0 `$tenant.Domain `$portal.ClientId `$portal.ClientSecret -Name portal -Audience $orders | Out-Null",
        '$grace = Get-Auth0Token -GrantType Password -Credential $tenant.GetUser(''grace'').Credential -Realm employees -Scope openid, profile, email', '$grace'
        Checks = {
            $form = (Get-LastRequest /oauth/token).Form
            $grace.Subject -eq $tenant.GetUser('grace').UserId -and $grace.IdClaims['aud'] -eq $portal.ClientId -and
            $form['realm'] -eq 'employees' -and $form['grant_type'] -like '*/password-realm'
        }
    }
    @{
        Shows  = 'What the tenant says of her'
        Types  = , 'Get-Auth0UserInfo | Format-List'
        Checks = { $shown -match 'Email +: grace@example.com' -and (Get-RequestCount GET /userinfo) -eq 1 }
    }
    @{
        Shows  = 'From the login on, the session calls the API as this user'
        Types  = , 'Invoke-Auth0Api -Uri "$($tenant.Domain)/echo/orders"'
        Checks = { $output.Count -eq 1 -and $output[0].subject -eq $grace.Subject }
    }
    @{
        Shows  = 'A second factor in a script: the error''s target is the login, and goes on'
        Types  = '$dave = $tenant.GetUser(''dave'')', '$login = try { Get-Auth0Token -GrantType Password -Credential $dave.Credential -NonInteractive } catch { $_.TargetObject }',
        '$login | Get-Auth0MfaAuthenticator', '$login | Get-Auth0Token -GrantType MfaOtp -Otp $tenant.GetOtp($dave)'
        Checks = { "$($output[0..1].Type)" -eq 'Otp RecoveryCode' -and $output[2].GrantType -eq 'MfaOtp' -and $output[2].Subject -eq $dave.UserId }
    }
    @{
        Shows  = 'A login without a password, by the code in an e-mail'
        Types  = '$login = Start-Auth0PasswordlessLogin alice@example.com -Scope openid',
        '$login | Get-Auth0Token -GrantType PasswordlessOtp -Otp $tenant.LastMessageTo(''alice@example.com'')'
        Checks = { $output.Count -eq 1 -and $output[0].GrantType -eq 'PasswordlessOtp' -and $output[0].Subject -like 'email|*' }
    }
    @{
        Shows  = 'An authorization code from elsewhere, with PKCE (the values of RFC 7636, appendix B)'
        Types  = '$alice = $tenant.GetUser(''alice'')',
        '$code = $tenant.IssueAuthorizationCode($alice, $portal.ClientId, ''http://localhost:3000/callback'', ''openid'', $null, ''E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'')',
        '$token = Get-Auth0Token -GrantType AuthorizationCode -Code $code -RedirectUri http://localhost:3000/callback -CodeVerifier dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
        '$token.IdClaims'
        Checks = { $token.GrantType -eq 'AuthorizationCode' -and $token.IdClaims['sub'] -eq $alice.UserId -and (Get-LastRequest /oauth/token).Form['code_verifier'] }
    }
    @{
        Shows  = 'Exchange a token of another issuer'
        Types  = '$tenant.AddSubjectToken(''urn:example:legacy-token'', ''legacy-alice'', $alice)', '$legacy = ConvertTo-SecureString legacy-alice -AsPlainText',
        'Get-Auth0Token -GrantType TokenExchange -SubjectToken $legacy -SubjectTokenType urn:example:legacy-token -Scope openid'
        Checks = { $output.Count -eq 1 -and $output[0].GrantType -eq 'TokenExchange' -and $output[0].Subject -eq $alice.UserId }
    }
    @{
        Shows  = 'A login at another device. The tenant is asked after five seconds, as it says; with a person: Start-Auth0DeviceLogin'
        Types  = '$phone = $tenant.GetApplication(''Mobile for iOS'')', "Connect-Auth0 `$tenant.Domain `$phone.ClientId -Name device -Audience $orders | Out-Null",
        '$code = Start-Auth0DeviceLogin -Scope openid, read:orders, offline_access -NoWait', '$code', '$tenant.ApproveDevice($code.UserCode, $alice)',
        '$token = $code | Wait-Auth0DeviceLogin', '$token'
        Checks = {
            $output.Count -eq 2 -and $shown -match $code.UserCode -and $token.GrantType -eq 'DeviceCode' -and $token.Subject -eq $alice.UserId -and
            $null -ne $token.RefreshToken -and (Get-Auth0Token) -eq $token
        }
    }
    @{
        Shows  = 'A user who declines: the error says so, and no token is kept'
        Types  = "Connect-Auth0 `$tenant.Domain `$phone.ClientId -Name declined -Audience $orders | Out-Null", '$code = Start-Auth0DeviceLogin -NoWait',
        '$tenant.DenyDevice($code.UserCode)', '$code | Wait-Auth0DeviceLogin'
        Checks = {
            $output.Count -eq 1 -and $output[0].FullyQualifiedErrorId -like 'DeviceLoginDenied,*' -and $output[0].TargetObject -eq $code -and
            @((Get-Auth0Session).Tokens).Count -eq 0
        }
    }
    @{
        Shows  = 'A login in the browser by the hybrid flow; Invoke-WebRequest is the browser. With a person: Start-Auth0BrowserLogin'
        Types  = "Connect-Auth0 `$tenant.Domain `$portal.ClientId `$portal.ClientSecret -Name browser -Audience $orders | Out-Null", '$tenant.SignInAs = $alice',
        '$login = New-Auth0AuthorizeUri -RedirectUri http://localhost:3000/callback -ResponseType ''code id_token token'' -Scope read:orders, offline_access -Pushed',
        '$form = @{}', '(Invoke-WebRequest $login.Uri).InputFields | ForEach-Object { $form[$_.name] = $_.value }', '$form.Keys | Sort-Object',
        '$token = $login | Complete-Auth0BrowserLogin -Form $form', '$token'
        Checks = {
            $output[-1].Subject -eq $alice.UserId -and 'id_token' -in $output -and $token.FrontChannelAccessToken -is [Auth0Secret] -and
            (Get-LastRequest /oauth/token).Form['code_verifier'] -and (Get-RequestCount POST /oauth/par) -eq 1
        }
    }
    @{
        Shows  = 'A forged answer: the ID token belongs to another code. Nothing is exchanged'
        Types  = '$tenant.AddIdTokenFault(@{ Claims = @{ c_hash = ''LDktKdoQak3Pk0cnXxCltA'' } })', '$before = $tenant.CountRequests(''POST'', ''/oauth/token'')',
        '$login = New-Auth0AuthorizeUri -RedirectUri http://localhost:3000/callback -ResponseType ''code id_token''',
        '$form = @{}', '(Invoke-WebRequest $login.Uri).InputFields | ForEach-Object { $form[$_.name] = $_.value }', '$login | Complete-Auth0BrowserLogin -Form $form'
        Checks = {
            $output.Count -eq 1 -and $output[0].FullyQualifiedErrorId -like 'IdTokenCodeHashMismatch,*' -and (Get-RequestCount POST /oauth/token) -eq $before
        }
    }
    @{
        Shows  = 'What stands in any token, for reading. Nobody is asked, and nothing is verified'
        Types  = , '$token.IdToken | ConvertFrom-Auth0Token | Format-List'
        Checks = { $shown -match "Issuer +: $([regex]::Escape($tenant.Issuer))" -and $shown -match 'nonce' -and ($token.IdToken | ConvertFrom-Auth0Token).Audience -eq $portal.ClientId }
    }
    @{
        Shows  = 'A token examined as an API does that receives it, and what another API finds'
        Types  = '$token | Test-Auth0Token -RequireScope read:orders -RequireClaim @{ azp = $portal.ClientId }',
        '$token | Test-Auth0Token -Audience urn:example:reports', '($token | Test-Auth0Token -Audience urn:example:reports -Detailed).Checks'
        Checks = {
            $output[0] -eq $true -and $output[1] -eq $false -and "$($output.Where({ $_ -isnot [bool] -and -not $_.IsPassed }).Name)" -eq 'Audience'
        }
    }
    @{
        Shows  = 'Refresh tokens that rotate, in a public application: sixteen runspaces renew one token, one request goes out'
        Types  = '$phone = $tenant.GetApplication(''Mobile for iOS'')',
        "`$session = Connect-Auth0 `$tenant.Domain `$phone.ClientId -Name phone -Audience $orders",
        '$token = Get-Auth0Token -GrantType Password -Credential $alice.Credential -Scope read:orders, offline_access', '$first = $token.RefreshToken',
        ('$tokens = 1..16 | ForEach-Object -ThrottleLimit 16 -Parallel {{ Import-Module {0}; $using:token | Update-Auth0Token -Session $using:session }}' -f $Module),
        '$tokens | Group-Object { $_.Claims[''jti''] } | Select-Object Count, Name', '(ConvertFrom-SecureString $token.RefreshToken -AsPlainText) -eq (ConvertFrom-SecureString $first -AsPlainText)'
        Checks = {
            $refreshes = @($tenant.Requests | Where-Object { $_.Form['grant_type'] -eq 'refresh_token' }).Count
            $output.Count -eq 2 -and $output[0].Count -eq 16 -and $output[1] -eq $false -and $refreshes -eq 1
        }
    }
    @{
        Shows  = 'The user is signed out: what was kept is worth nothing, and the error says what to do'
        Types  = '$kept = $token.RefreshToken', '$token | Revoke-Auth0Token', 'Update-Auth0Token -RefreshToken $kept'
        Checks = {
            $output.Count -eq 1 -and $output[0].FullyQualifiedErrorId -like 'InvalidRefreshToken,*' -and $output[0].ErrorDetails.RecommendedAction -match 'Sign in again' -and
            (Get-RequestCount POST /oauth/revoke) -eq 1 -and $null -eq $token.RefreshToken
        }
    }
    @{
        Shows  = 'A private key in the place of the secret'
        Types  = '$key = [System.Security.Cryptography.RSA]::Create(2048)', '$key.ExportPkcs8PrivateKeyPem() | Set-Content ($file = New-TemporaryFile)',
        '$kid = $tenant.AddClientCredential($tenant.ClientId, $key.ExportSubjectPublicKeyInfoPem())',
        'Connect-Auth0 $tenant.Domain $tenant.ClientId -PrivateKeyPath $file -KeyId $kid -Name key | Format-List Name, ClientAuthenticationMethod',
        "Get-Auth0Token -GrantType ClientCredentials -Audience $orders -Force", 'Remove-Item $file'
        Checks = {
            $form = (Get-LastRequest /oauth/token).Form
            $shown -match 'PrivateKeyJwt' -and $form['client_assertion'] -like '*.*.*' -and -not $form.ContainsKey('client_secret') -and $output[-1].Audience -eq $orders
        }
    }
    @{
        Shows  = 'The end: the sessions are closed, the tenant stopped'
        Types  = 'Get-Auth0Session -ListAvailable | Disconnect-Auth0', 'Stop-Auth0LocalTenant'
        Checks = { $session.IsClosed -and -not $tenant.IsRunning -and @($output).Count -eq 0 -and @(Get-Auth0Session -ListAvailable).Count -eq 0 }
    }
)

if ([Console]::IsOutputRedirected -or $env:NO_COLOR) {
    $PSStyle.OutputRendering = 'PlainText'
}

$width = [Console]::IsOutputRedirected ? 120 : [Math]::Clamp($Host.UI.RawUI.BufferSize.Width, 80, 140)
$failed = 0
for ($number = 1; $number -le $steps.Count; $number++) {
    $step = $steps[$number - 1]
    "$($PSStyle.Bold)$number. $($step.Shows)$($PSStyle.Reset)"
    ''
    $output = @()
    $shown = ''
    foreach ($line in $step.Types) {
        "$($PSStyle.Foreground.BrightBlack)PS>$($PSStyle.Reset) $line"
        # In this scope, so that the next command finds the variables; from text, so that errors look as they do at a prompt.
        $result = @(. ([scriptblock]::Create($line)) 2>&1)
        $text = ($result | Out-String -Width $width).Trim("`r", "`n")
        if ($text) {
            ''
            $text
            ''
        }

        $output += $result
        $shown += $text
    }

    # The error of a check that throws is shown, and its step has failed.
    $passed = try { [bool](. $step.Checks) } catch { $_; $false }
    if ($passed -ne $true) {
        $failed++
        "$($PSStyle.Foreground.BrightRed)FAILED: this is not what the step should give. Checked was: $("$($step.Checks)".Trim())$($PSStyle.Reset)"
    }

    ''
}

Pop-Location
"Tour: $($steps.Count) steps, $($steps.Count - $failed) passed, $failed failed"
exit [int]($failed -gt 0)
