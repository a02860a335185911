# Runs every flow, successful and failing, with the most verbose output: for Secrets.Tests.ps1, in a separate process. Secrets are only
# passed in variables. Output goes to the output streams and the transcript; objects and errors go to files in all formats, together with
# the secrets used.
param([string] $ModulePath, [string] $Folder)

$VerbosePreference = $DebugPreference = $InformationPreference = $WarningPreference = 'Continue'
Import-Module $ModulePath -Verbose:$false
$PSDefaultParameterValues = @{ '*-Auth0*:Verbose' = $true; '*-Auth0*:Debug' = $true; '*-Auth0*:WarningAction' = 'Continue' }
$objects = [System.Collections.Generic.List[object]]::new()
$secrets = [System.Collections.Generic.HashSet[string]]::new()
$Orders = 'https://orders.example.com/'

function Get-PlainText([securestring] $Secret) { ConvertFrom-SecureString $Secret -AsPlainText }
function Add-Secret([object[]] $Secret) { $Secret | Where-Object { $_ } | ForEach-Object { $null = $secrets.Add(($_ -is [securestring] -or $_ -is [Auth0Secret] -or $_ -is [Auth0LocalTenantSecret] ? (Get-PlainText $_) : "$_")) } }
filter Keep { if ($null -ne $_) { $objects.Add($_); $_ } }

# Runs a command that must fail, and continues.
function Invoke-Failing([scriptblock] $Command) {
    $before = $Error.Count
    try { & $Command } catch { $_ | Out-Default }
    if ($Error.Count -eq $before) { Write-Output "NOT FAILED: $Command" }
}

# No other command may fail: the process reports where it does.
trap { Write-Output "BROKEN: $_ $($_.InvocationInfo.PositionMessage)"; continue }

Start-Transcript "$Folder/transcript.txt" -IncludeInvocationHeader | Out-Null
$tenant = Start-Auth0LocalTenant
$tenant
$portal, $mobile = 'Web Portal', 'Mobile for iOS' | ForEach-Object { $tenant.GetApplication($_) }
$alice, $dave, $erin, $frank, $heidi = 'alice', 'dave', 'erin', 'frank', 'heidi' | ForEach-Object { $tenant.GetUser($_) }
$credential = [pscredential]::new($alice.Email, $alice.Password)
$ofDave, $ofErin, $ofFrank, $ofHeidi = $dave, $erin, $frank, $heidi | ForEach-Object { [pscredential]::new($_.Email, $_.Password) }
$wrong = [pscredential]::new($alice.Email, (ConvertTo-SecureString 'CANARY-wrong-password' -AsPlainText))
Add-Secret 'CANARY-wrong-password', $tenant.ClientSecret, $portal.ClientSecret, $alice.Password, $dave.Password, $erin.Password, $frank.Password, $heidi.Password, $dave.OtpSecret, $dave.RecoveryCode
$quick = @{ MaximumRetryCount = 0 }

# The application itself: with a secret in the body and in a header, and with a private key.
Connect-Auth0 $tenant.Domain $tenant.ClientId $tenant.ClientSecret @quick | Keep
Get-Auth0Token $Orders | Keep
Get-Auth0Client -First 2 | Keep
Invoke-Auth0Api clients | Select-Object -First 1 # only shown: the Management API's responses belong to the caller
Connect-Auth0 $tenant.Domain $tenant.ClientId $tenant.ClientSecret -ClientAuthenticationMethod ClientSecretBasic @quick | Keep
Get-Auth0Token $Orders -Force | Keep
$rsa = [System.Security.Cryptography.RSA]::Create(2048)
$passphrase, $wrongPassphrase, $wrongSecret = 'CANARY-passphrase', 'CANARY-wrong-passphrase', 'CANARY-wrong-secret' | ForEach-Object { ConvertTo-SecureString $_ -AsPlainText }
$tenant.AddClientCredential($tenant.ClientId, $rsa.ExportSubjectPublicKeyInfoPem()) | Out-Null
$pem = $rsa.ExportEncryptedPkcs8PrivateKeyPem((Get-PlainText $passphrase).ToCharArray(), [System.Security.Cryptography.PbeParameters]::new('Aes256Cbc', 'SHA256', 2000))
Set-Content "$Folder/encrypted.pem" $pem
Set-Content "$Folder/plain.pem" $rsa.ExportPkcs8PrivateKeyPem()
Set-Content "$Folder/damaged.pem" ($rsa.ExportPkcs8PrivateKeyPem().Remove(900, 4))
Add-Secret 'CANARY-passphrase', 'CANARY-wrong-passphrase'
Add-Secret (($pem, $rsa.ExportPkcs8PrivateKeyPem() -join "`n") -split '\r?\n' -notmatch '-----')
Connect-Auth0 $tenant.Domain $tenant.ClientId -PrivateKeyPath "$Folder/encrypted.pem" -PrivateKeyPassphrase $passphrase @quick | Keep
Get-Auth0Token $Orders | Keep
Invoke-Failing { Connect-Auth0 $tenant.Domain $tenant.ClientId -PrivateKeyPath "$Folder/encrypted.pem" -PrivateKeyPassphrase $wrongPassphrase }
Invoke-Failing { Connect-Auth0 $tenant.Domain $tenant.ClientId -PrivateKeyPath "$Folder/encrypted.pem" }
Invoke-Failing { Connect-Auth0 $tenant.Domain $tenant.ClientId -PrivateKeyPath "$Folder/damaged.pem" }
Connect-Auth0 $tenant.Domain $tenant.ClientId -PrivateKeyPath "$Folder/plain.pem" -KeyId nobody @quick | Keep
Invoke-Failing { Get-Auth0Token $Orders -Force }

# Certificates that are presented with TLS: the files, and tokens that are bound to them.
$bank = Start-Auth0LocalTenant -Mtls
$ec = [System.Security.Cryptography.ECDsa]::Create()
$request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=canary', $ec, 'SHA256')
$certificate = $request.CreateSelfSigned([DateTimeOffset]::Now.AddDays(-1), [DateTimeOffset]::Now.AddDays(1))
$ecPem = $ec.ExportEncryptedPkcs8PrivateKeyPem((Get-PlainText $passphrase).ToCharArray(), [System.Security.Cryptography.PbeParameters]::new('Aes256Cbc', 'SHA256', 2000))
Set-Content "$Folder/bank.pem" $certificate.ExportCertificatePem(), $ecPem
Set-Content "$Folder/other.pem" $certificate.ExportCertificatePem(), $rsa.ExportPkcs8PrivateKeyPem()
Add-Secret (($ecPem, $ec.ExportPkcs8PrivateKeyPem(), $ec.ExportECPrivateKeyPem() -join "`n") -split '\r?\n' -notmatch '-----' -ne '')
$bank.AddClientCertificate($bank.ClientId, $certificate.ExportCertificatePem())
$bank.ConfigureApplication($bank.ClientId, '{"require_proof_of_possession": true}')
$mtls = @{ ClientAuthenticationMethod = 'SelfSignedTlsClientAuth'; MaximumRetryCount = 0 }
Connect-Auth0 $bank.Domain $bank.ClientId -CertificatePath "$Folder/bank.pem" -CertificatePassphrase $passphrase @mtls | Keep
$bound = Get-Auth0Token $Orders | Keep
$bound | Test-Auth0Token -Audience $Orders -Certificate $certificate -Detailed | Keep
Invoke-Auth0Api -Uri "$($bank.MtlsDomain)/echo/orders" -Audience $Orders | Keep
Invoke-Failing { Connect-Auth0 $bank.Domain $bank.ClientId -CertificatePath "$Folder/bank.pem" -CertificatePassphrase $wrongPassphrase @mtls }
Invoke-Failing { Connect-Auth0 $bank.Domain $bank.ClientId -CertificatePath "$Folder/bank.pem" @mtls }
Invoke-Failing { Connect-Auth0 $bank.Domain $bank.ClientId -CertificatePath "$Folder/other.pem" @mtls }
# Keys in the places of their paths, also without the header by which they are known.
$bare = [Convert]::ToBase64String($ec.ExportPkcs8PrivateKey())
Add-Secret $bare
foreach ($pasted in $ecPem, $ec.ExportPkcs8PrivateKeyPem(), $bare) {
    foreach ($variable in 'AUTH0_CLIENT_CERTIFICATE_PATH', 'AUTH0_PRIVATE_KEY_PATH') {
        Disconnect-Auth0
        $env:AUTH0_DOMAIN, $env:AUTH0_CLIENT_ID = $bank.Domain, $bank.ClientId
        Set-Item "Env:$variable" $pasted
        Invoke-Failing { Get-Auth0Token $Orders }
        Remove-Item Env:AUTH0_DOMAIN, Env:AUTH0_CLIENT_ID, "Env:$variable"
    }
    Invoke-Failing { Connect-Auth0 $bank.Domain $bank.ClientId -CertificatePath $pasted @mtls }
    Invoke-Failing { Connect-Auth0 $bank.Domain $bank.ClientId -PrivateKeyPath $pasted @quick }
}
Remove-Variable pasted
$stranger = $request.CreateSelfSigned([DateTimeOffset]::Now.AddDays(-1), [DateTimeOffset]::Now.AddDays(1))
Connect-Auth0 $bank.Domain $bank.ClientId -Certificate $stranger @mtls | Keep
Invoke-Failing { Get-Auth0Token $Orders }
Invoke-Failing { $bound | Invoke-Auth0Api -Uri "$($bank.MtlsDomain)/echo/orders" }
$bank | Stop-Auth0LocalTenant

# Passwords, and their tokens.
Connect-Auth0 $tenant.Domain $portal.ClientId $portal.ClientSecret -Audience $Orders @quick | Keep
$token = Get-Auth0Token -GrantType Password -Credential $credential -Scope openid, profile, offline_access -ForwardedFor 203.0.113.7 | Keep
$grace = $tenant.GetUser('grace')
Add-Secret $grace.Password
$ofGrace = [pscredential]::new($grace.Email, $grace.Password)
Get-Auth0Token -GrantType Password -Credential $ofGrace -Realm employees | Keep
$token | Update-Auth0Token | Keep
Get-Auth0UserInfo $token | Keep
$token | Invoke-Auth0Api -Uri "$($tenant.Domain)/echo/orders" | Keep
Invoke-Failing { Get-Auth0Token -GrantType Password -Credential $wrong }
Invoke-Failing { Get-Auth0Token -GrantType Password -Credential $credential -Realm nowhere }
Invoke-Failing { $token | Update-Auth0Token -Scope no:such }
Invoke-Failing { Get-Auth0Token -GrantType RefreshToken }

# A public application with rotating refresh tokens.
Connect-Auth0 $tenant.Domain $mobile.ClientId -Audience $Orders @quick | Keep
$rotating = Get-Auth0Token -GrantType Password -Credential $credential -Scope openid, offline_access | Keep
Add-Secret $rotating.RefreshToken
$stolen = $rotating.RefreshToken
$rotating | Update-Auth0Token | Keep
Add-Secret $rotating.RefreshToken
$rotating | Update-Auth0Token -Force -Scope read:orders | Keep
Update-Auth0Token -RefreshToken $rotating.RefreshToken | Keep
$form = @{ grant_type = 'refresh_token'; client_id = $mobile.ClientId; refresh_token = Get-PlainText $stolen }
Invoke-RestMethod "$($tenant.Domain)/oauth/token" -Method Post -Body $form -SkipHttpErrorCheck -Verbose:$false -Debug:$false | Out-Null
Add-Secret $rotating.RefreshToken
Invoke-Failing { Update-Auth0Token -ErrorAction Stop }
$device = Invoke-RestMethod "$($tenant.Domain)/oauth/device/code" -Method Post -Body @{ client_id = $mobile.ClientId; scope = 'openid'; audience = $Orders } -Verbose:$false -Debug:$false
$deviceCode = $device.device_code
Invoke-Failing { Get-Auth0Token -GrantType DeviceCode -DeviceCode $deviceCode }
$tenant.ApproveDevice($device.user_code, $alice)
Get-Auth0Token -GrantType DeviceCode -DeviceCode $deviceCode | Keep
Invoke-Failing { Get-Auth0Token -GrantType DeviceCode -DeviceCode $deviceCode }

# Workloads: the job's token, and the identity tokens that come for it.
$workload = $tenant.AddWorkload('urn:acme:ci', 'repo:acme/app', $alice) | Keep
$env:GITHUB_ACTIONS, $env:ACTIONS_ID_TOKEN_REQUEST_URL, $env:ACTIONS_ID_TOKEN_REQUEST_TOKEN = 'true', $workload.RequestUrl, (Get-PlainText $workload.RequestToken)
Connect-Auth0 $tenant.Domain $mobile.ClientId -FederatedToken GitHub -SubjectTokenType urn:acme:ci @quick | Keep
Get-Auth0Token $Orders | Keep
$tenant.AddFault(@{ Path = '/workloads/*'; StatusCode = 403; Body = (@{ message = "Bad credentials: $env:ACTIONS_ID_TOKEN_REQUEST_TOKEN" } | ConvertTo-Json) })
Invoke-Failing { Get-Auth0Token $Orders -Force }
$tenant.AddFault(@{ Path = '/oauth/token'; StatusCode = 403; Body = '{"error":"invalid_grant","error_description":"unknown"}' })
Invoke-Failing { Get-Auth0Token $Orders -Force }
$env:ACTIONS_ID_TOKEN_REQUEST_TOKEN = 'CANARY-wrong-job'
Add-Secret 'CANARY-wrong-job', 'CANARY-no-identity'
Invoke-Failing { Get-Auth0Token $Orders -Force }
Remove-Item Env:GITHUB_ACTIONS, Env:ACTIONS_ID_TOKEN_REQUEST_URL, Env:ACTIONS_ID_TOKEN_REQUEST_TOKEN
$env:AUTH0_ID_TOKEN = 'CANARY-no-identity'
Connect-Auth0 $tenant.Domain $mobile.ClientId -FederatedToken GitLab -SubjectTokenType urn:acme:ci @quick | Keep
Invoke-Failing { Get-Auth0Token $Orders }
$env:AUTH0_ID_TOKEN = Get-PlainText $workload.IssueToken('https://elsewhere.example.com/')
Add-Secret $env:AUTH0_ID_TOKEN
Invoke-Failing { Get-Auth0Token $Orders }
$identity = $env:AUTH0_ID_TOKEN
Invoke-Failing { Connect-Auth0 $tenant.Domain $mobile.ClientId -FederatedToken $identity -SubjectTokenType urn:acme:ci }
Remove-Item Env:AUTH0_ID_TOKEN

# An API that acts for its user, and the user's account elsewhere.
$api, $vault = $tenant.GetApplication('web-admin'), 'urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token'
$tenant.ConfigureApplication($api.ClientId, "{`"app_type`":`"resource_server`",`"resource_server_identifier`":`"$Orders`",`"grant_types`":[`"$vault`"],`"token_exchange`":{`"allow_any_profile_of_type`":[`"on_behalf_of_token_exchange`"]}}")
$tenant.AddClientGrant($api.ClientId, 'urn:example:reports', [string[]] @('read:reports'))
$tenant.AddConnectedAccount($alice, 'google-oauth2', $null, [string[]] @('calendar'))
Add-Secret $api.ClientSecret
Connect-Auth0 $tenant.Domain $api.ClientId $api.ClientSecret @quick | Keep
$received = $token.AccessToken
Get-Auth0Token -OnBehalfOf $received -Audience urn:example:reports | Keep
Get-Auth0ConnectionToken google-oauth2 -AccessToken $received | Keep
Invoke-Failing { Get-Auth0ConnectionToken github -AccessToken $received }
$noToken = ConvertTo-SecureString 'CANARY-not-on-behalf' -AsPlainText
Add-Secret $noToken
Invoke-Failing { Get-Auth0Token -OnBehalfOf $noToken -Audience urn:example:reports }
Invoke-Failing { Get-Auth0ConnectionToken google-oauth2 -AccessToken $noToken }

# Codes, and external tokens.
$session = Connect-Auth0 $tenant.Domain $portal.ClientId $portal.ClientSecret -Audience $Orders @quick | Keep
$verifier, $challenge = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
$code = $tenant.IssueAuthorizationCode($alice, $portal.ClientId, 'https://app.example.com/', 'openid', $Orders, $challenge)
Get-Auth0Token -GrantType AuthorizationCode -Code $code -RedirectUri https://app.example.com/ -CodeVerifier $verifier | Keep
Invoke-Failing { Get-Auth0Token -GrantType AuthorizationCode -Code $code -RedirectUri https://app.example.com/ -CodeVerifier $verifier }
$subject, $actor = 'CANARY-subject-token', 'CANARY-actor-token' | ForEach-Object { ConvertTo-SecureString $_ -AsPlainText }
$tenant.AddSubjectToken('urn:legacy', (Get-PlainText $subject), $alice)
Get-Auth0Token -GrantType TokenExchange -SubjectToken $subject -SubjectTokenType urn:legacy -ActorToken $actor -ActorTokenType urn:actor | Keep
Invoke-Failing { Get-Auth0Token -GrantType TokenExchange -SubjectToken $actor -SubjectTokenType urn:legacy }
$login = Start-Auth0PasswordlessLogin someone@example.com | Keep
$otp = $tenant.LastMessageTo('someone@example.com')
$wrongOtp = 'CANARY-otp'
Invoke-Failing { $login | Get-Auth0Token -GrantType PasswordlessOtp -Otp $wrongOtp -ErrorAction Stop }
$login | Get-Auth0Token -GrantType PasswordlessOtp -Otp $otp | Keep
Start-Auth0PasswordlessLogin -PhoneNumber +15550133 | Keep
$otp = $tenant.LastMessageTo('+15550133')
Get-Auth0Token -GrantType PasswordlessOtp -PhoneNumber +15550133 -Otp $otp | Keep

# Logins on another device and in a browser, which this script simulates; and examined tokens.
Connect-Auth0 $tenant.Domain $mobile.ClientId -Audience $Orders @quick | Keep
$waiting = Start-Auth0DeviceLogin -NoWait -Scope openid, offline_access | Keep
$tenant.ApproveDevice($waiting.UserCode, $alice)
$waiting | Wait-Auth0DeviceLogin | Keep
Invoke-Failing { Start-Auth0DeviceLogin -Timeout 00:00:01 } # shows its code
$refused = Start-Auth0DeviceLogin -NoWait | Keep
$tenant.DenyDevice($refused.UserCode)
Invoke-Failing { $refused | Wait-Auth0DeviceLogin }
Connect-Auth0 -Session $session | Out-Null
$signup = ConvertTo-SecureString 'CANARY-signup-7x' -AsPlainText
Add-Secret 'CANARY-signup-7x'
Register-Auth0User Username-Password-Authentication new@example.com -Password $signup -UserMetadata @{ plan = 'gold' } | Keep
Invoke-Failing { Register-Auth0User Username-Password-Authentication new@example.com -Password $signup }
Register-Auth0User Username-Password-Authentication newer@example.com -Password $signup -WhatIf
Request-Auth0PasswordReset new@example.com Username-Password-Authentication
$ofNew = [pscredential]::new('new@example.com', $signup)
$leaving = Get-Auth0Token -GrantType Password -Credential $ofNew -Scope openid | Keep
$leaving | New-Auth0LogoutUri -RedirectUri https://web-portal.example.com -State xyz | Keep
New-Auth0LogoutUri -IdTokenHint $leaving.IdToken | Keep
$leaving | New-Auth0LogoutUri -Open -WhatIf
Invoke-Failing { New-Auth0LogoutUri -IdTokenHint $signup }
$tenant.ConfigureApplication($portal.ClientId, '{"session_transfer":{"can_create_session_transfer_token":true}}')
$moving = Get-Auth0Token -GrantType Password -Credential $credential -Scope openid, offline_access | Keep
$moving | Get-Auth0SessionTransferToken -Uri https://app.example.com/login | Keep
$tenant.ConfigureApplication($portal.ClientId, '{"session_transfer":null}')
Invoke-Failing { $moving | Get-Auth0SessionTransferToken -ErrorAction Stop }
$asking = Start-Auth0BackchannelLogin $frank.UserId 'Order 4711' -NoWait -Scope offline_access | Keep
Invoke-Failing { $asking | Get-Auth0Token -GrantType Ciba -ErrorAction Stop }
$tenant.BackchannelLogins
$tenant.ApproveBackchannelLogin($frank)
$asking | Wait-Auth0BackchannelLogin | Keep
Invoke-Failing { $asking | Wait-Auth0BackchannelLogin -ErrorAction Stop }
Start-Auth0BackchannelLogin $frank.UserId 'Order 4712' -WhatIf
Invoke-Failing { Start-Auth0BackchannelLogin $frank.UserId 'Order 4712' -Timeout 00:00:01 }
$tenant.DenyBackchannelLogin($frank)
$tenant.SignInAs = $alice
$callback = 'https://app.example.com/callback'
$tenant.ConfigureApplication($portal.ClientId, "{`"callbacks`":[`"$callback`"]}")
function Read-Form($Request) {
    $page = (Invoke-WebRequest $Request.Uri -Verbose:$false -Debug:$false -ProgressAction Ignore).Content
    $form = @{}
    [regex]::Matches($page, 'name="([^"]+)" value="([^"]*)"') | ForEach-Object { $form[$_.Groups[1].Value] = [System.Net.WebUtility]::HtmlDecode($_.Groups[2].Value) }
    Add-Secret $form['code', 'id_token', 'access_token']
    $form
}
foreach ($type in 'code', 'code id_token', 'code token', 'code id_token token') {
    $request = New-Auth0AuthorizeUri -RedirectUri $callback -ResponseType $type -Scope offline_access -Pushed:($type -eq 'code token') | Keep
    $form = Read-Form $request
    $request | Complete-Auth0BrowserLogin -Form $form | Keep
    Invoke-Failing { $request | Complete-Auth0BrowserLogin -Form $form }
    $request = New-Auth0AuthorizeUri -RedirectUri $callback -ResponseType $type | Keep
    $form = Read-Form $request
    $form.code = 'CANARY-code'
    Add-Secret 'CANARY-code'
    Invoke-Failing { $request | Complete-Auth0BrowserLogin -Form $form }
}

# Signed and rich authorization requests. The signed request itself is for the tenant alone, like an assertion.
$null = $tenant.AddRequestObjectCredential($portal.ClientId, $rsa.ExportSubjectPublicKeyInfoPem())
($tenant.Apis | Where-Object Identifier -EQ $Orders).AuthorizationDetailsTypes = 'payment_initiation'
$details = @{ type = 'payment_initiation'; amount = '10.00' }
$signing = @{ RedirectUri = $callback; RequestObjectKeyPath = "$Folder/encrypted.pem"; RequestObjectKeyPassphrase = $passphrase }
$request = New-Auth0AuthorizeUri @signing -AuthorizationDetails $details -IdTokenHint $token.IdToken -AdditionalParameter @{ 'ext-count' = 1 } -Pushed | Keep
Add-Secret @($tenant.Requests | Where-Object Path -EQ '/oauth/par' | ForEach-Object { $_.Form.request })
$tenant.Requests | Where-Object Path -EQ '/oauth/par' | Format-List
$rich = $request | Complete-Auth0BrowserLogin -Form (Read-Form $request) | Keep
$rich | Format-List
$signed = New-Auth0AuthorizeUri @signing # its address has the signed request: it is for the browser
Add-Secret ([System.Web.HttpUtility]::ParseQueryString($signed.Uri.Query)['request'])
$signed | Complete-Auth0BrowserLogin -Form (Read-Form $signed) | Keep
Start-Auth0BrowserLogin -RequestObjectKeyPath "$Folder/encrypted.pem" -RequestObjectKeyPassphrase $passphrase -IdTokenHint $token.IdToken -Pushed -WhatIf
Invoke-Failing { New-Auth0AuthorizeUri -RedirectUri $callback -RequestObjectKeyPath "$Folder/encrypted.pem" -RequestObjectKeyPassphrase $wrongPassphrase -ErrorAction Stop }
Invoke-Failing { New-Auth0AuthorizeUri -RedirectUri $callback -RequestObjectKeyPath "$Folder/damaged.pem" -ErrorAction Stop }
Invoke-Failing { New-Auth0AuthorizeUri -RedirectUri $callback -SignedRequest -ErrorAction Stop }
Invoke-Failing { New-Auth0AuthorizeUri -RedirectUri $callback -IdTokenHint $token.IdToken -ErrorAction Stop }
Invoke-Failing { New-Auth0AuthorizeUri -RedirectUri $callback -AdditionalParameter @{ state = $wrongOtp } -ErrorAction Stop }
Invoke-Failing { New-Auth0AuthorizeUri -RedirectUri $callback -AdditionalParameter @{ 'ext-pin' = $wrongSecret } -ErrorAction Stop }
Invoke-Failing { New-Auth0AuthorizeUri -RedirectUri $callback -AuthorizationDetails @{ type = 'payment_initiation'; pin = $wrongSecret } -ErrorAction Stop }
$tenant.ConfigureApplication($portal.ClientId, '{"signed_request_object":null}')
Invoke-Failing { New-Auth0AuthorizeUri @signing -Pushed -ErrorAction Stop } # the refusal repeats nothing of the request

$token | Test-Auth0Token -Audience https://elsewhere.example.com/ -Detailed -RequireClaim @{ sub = 'nobody' } | Keep
$token | ConvertFrom-Auth0Token | Keep
'CANARY-opaque' | Test-Auth0Token -Detailed | Keep
$opaque = ConvertTo-SecureString 'CANARY-opaque' -AsPlainText
Add-Secret 'CANARY-opaque'
Invoke-Failing { $opaque | ConvertFrom-Auth0Token }

# Second factors.
Invoke-Failing { Get-Auth0Token -GrantType Password -Credential $ofDave -Scope openid }
$mfa = $Error[0].TargetObject
$mfa | Get-Auth0MfaAuthenticator | Keep
Invoke-Failing { $mfa | Get-Auth0Token -GrantType MfaOtp -Otp $wrongOtp -ErrorAction Stop }
$otp = $tenant.GetOtp($dave)
$mfa | Get-Auth0Token -GrantType MfaOtp -Otp $otp | Keep
Invoke-Failing { Get-Auth0Token -GrantType Password -Credential $ofDave -Otp $otp }
$recoveryCode = Get-PlainText $dave.RecoveryCode
Invoke-Failing { Get-Auth0Token -GrantType Password -Credential $ofDave }
$Error[0].TargetObject | Get-Auth0Token -GrantType MfaRecoveryCode -RecoveryCode $recoveryCode | Keep
Add-Secret $dave.RecoveryCode
Invoke-Failing { Get-Auth0Token -GrantType Password -Credential $ofDave }
Invoke-Failing { $Error[0].TargetObject | Get-Auth0Token -GrantType MfaRecoveryCode -RecoveryCode $recoveryCode -ErrorAction Stop }
Invoke-Failing { Get-Auth0Token -GrantType Password -Credential $ofErin }
$asked = $Error[0].TargetObject | Request-Auth0MfaChallenge | Keep
Invoke-Failing { $asked | Get-Auth0Token -GrantType MfaOob -BindingCode $wrongOtp -ErrorAction Stop }
$bindingCode = $tenant.LastMessageTo($erin)
$asked | Get-Auth0Token -GrantType MfaOob -BindingCode $bindingCode | Keep
Invoke-Failing { Get-Auth0Token -GrantType Password -Credential $ofFrank }
$asked = $Error[0].TargetObject | Request-Auth0MfaChallenge | Keep
$tenant.DenyPush($frank)
Invoke-Failing { $asked | Get-Auth0Token -GrantType MfaOob -ErrorAction Stop }
Invoke-Failing { Get-Auth0Token -GrantType Password -Credential $ofHeidi }
$new = $Error[0].TargetObject | Add-Auth0MfaAuthenticator Otp | Keep
$otp = $tenant.GetOtp($heidi)
$new | Get-Auth0Token -GrantType MfaOtp -Otp $otp | Keep
$mfaToken = Get-Auth0Token -GrantType Password -Credential $credential -Audience "$($tenant.Issuer)mfa/" -Scope enroll, read:authenticators, remove:authenticators | Keep
$mfaToken | Add-Auth0MfaAuthenticator Push | Keep
$mfaToken | Add-Auth0MfaAuthenticator Sms -PhoneNumber +15550134 | Keep
Get-Auth0MfaAuthenticator | Keep
Get-Auth0MfaAuthenticator | Remove-Auth0MfaAuthenticator -Force
Invoke-Failing { Remove-Auth0MfaAuthenticator 'totp|dev_x' -Token $mfaToken -Force }

# Passkeys: what identifies the logins, and what the authenticator answered, also in a bad answer of the tenant and in a bad one of a program.
$tenant.EnablePasskeys()
$registration = Start-Auth0PasskeyRegistration pat@example.com -Scope openid, offline_access | Keep
$registration.Options | Keep
$made = $tenant.CreatePasskey($registration.OptionsJson)
$registration | Complete-Auth0PasskeyLogin -Answer $made | Keep
Invoke-Failing { $registration | Complete-Auth0PasskeyLogin -Answer $made }
$pat = $tenant.GetUser('pat@example.com')
$login = Start-Auth0PasskeyLogin -Scope openid | Keep
$other = Start-Auth0PasskeyLogin | Keep
$signed = $tenant.SignWithPasskey($pat, $login.OptionsJson)
[Auth0PasskeyAnswer]::Parse($signed) | Keep
$asObject = $signed | ConvertFrom-Json
# The user's handle stands in the options of the registration, which are there to be shown.
Add-Secret @($made, $signed | ConvertFrom-Json | ForEach-Object { $_.response.psobject.Properties } | Where-Object Name -NE userHandle | ForEach-Object Value)
Invoke-Failing { $other | Complete-Auth0PasskeyLogin -Answer $signed }
Invoke-Failing { $registration | Complete-Auth0PasskeyLogin -Answer $asObject }
$half = $signed.Remove($signed.Length - 20)
Invoke-Failing { $login | Complete-Auth0PasskeyLogin -Answer $half }
$tenant.AddFault(@{ Path = '/oauth/token'; StatusCode = 403; Body = (@{ error = 'invalid_grant'; error_description = "No: $signed $($asObject.response.signature) $(Get-PlainText $login.AuthSession)" } | ConvertTo-Json) })
Invoke-Failing { $login | Complete-Auth0PasskeyLogin -Answer $asObject }
$login | Complete-Auth0PasskeyLogin -Answer $asObject | Keep
Start-Auth0PasskeyLogin -WhatIf
Invoke-Failing { Start-Auth0PasskeyLogin -Realm nowhere }

# Tokens that are bound to a key, with a nonce that comes first; and proofs.
$tenant.Apis.Where({ $_.Identifier -eq $Orders })[0].DPoP = 'Allowed'
$bound = Connect-Auth0 $tenant.Domain $mobile.ClientId -Audience $Orders -DPoP -Name bound @quick | Keep
$boundToken = Get-Auth0Token -GrantType Password -Credential $credential -Scope openid, offline_access | Keep
$boundToken | Update-Auth0Token -Force | Keep
Invoke-Auth0Api -Uri "$($tenant.Domain)/echo/orders" | Keep
$proof = Get-Auth0Token | New-Auth0DPoPProof -Uri "$($tenant.Domain)/echo/orders" | Keep
Add-Secret $proof
Get-Auth0Token | Test-Auth0Token -DPoPProof $proof -Uri "$($tenant.Domain)/echo/other" -Detailed | Keep
$tenant.AddFault(@{ Path = '/echo/*'; StatusCode = 401; Headers = @{ 'WWW-Authenticate' = 'DPoP error="invalid_dpop_proof"' }; Body = '{}' })
Invoke-Failing { Invoke-Auth0Api -Uri "$($tenant.Domain)/echo/orders" }
Invoke-Failing { $boundToken | Invoke-Auth0Api -Uri "$($tenant.Domain)/echo/orders" -Session $session }
Connect-Auth0 -Session $session | Out-Null

# A failing tenant, and invalid responses.
$bodies = @(
    '{"access_token":"CANARY-answer-1","expires_in":"soon","refresh_token":"CANARY-answer-2"}'
    '{"access_token":"CANARY-answer-3","refresh_token":"CANARY-ans'
    '{"access_token":"CANARY-answer-4\u0007","expires_in":60}'
    '{"access_token":"CANARY-answer-5","expires_in":60,"token_type":"DPoP"}'
    '{"access_token":"CANARY-answer-6","expires_in":60,"id_token":"CANARY-answer-7.e30.x"}'
    '["CANARY-answer-8"]'
    '{"error":"mfa_required","mfa_token":"CANARY-answer-9"'
    '{"error":"mfa_required","mfa_token":["CANARY-answer-9"]}'
)
Add-Secret (1..9 | ForEach-Object { "CANARY-answer-$_" })
foreach ($body in $bodies) {
    $tenant.AddFault(@{ Path = '/oauth/token'; StatusCode = $body -like '*error*' ? 403 : 200; Body = $body })
    Invoke-Failing { Get-Auth0Token -GrantType Password -Credential $credential -Scope openid }
}
foreach ($fault in @{ StatusCode = 500 }, @{ StatusCode = 429; Headers = @{ 'Retry-After' = '7200' } }, @{ Kind = 'Truncate' }, @{ Kind = 'Reset' }, @{ StatusCode = 200; ContentType = 'text/html'; Body = '<p>CANARY-answer-1</p>' }) {
    foreach ($flow in { Get-Auth0Token -GrantType Password -Credential $credential }, { $token | Update-Auth0Token -Force }, { $token | Revoke-Auth0Token }, { Get-Auth0UserInfo $token }, { Start-Auth0PasswordlessLogin a@example.com }, { $asked | Get-Auth0MfaAuthenticator }) {
        if ($fault.ContentType -and "$flow" -match 'Revoke|Passwordless') { continue } # they do not read what comes with a 200
        $tenant.AddFault($fault)
        Invoke-Failing $flow
    }
}
foreach ($kind in 'UnpublishedKey', 'UnknownKey', 'AlgorithmNone', 'PublicKeyAsSecret', 'ModulusAsSecret', 'DamagedSignature', 'LeftOut') {
    $tenant.AddIdTokenFault(@{ Kind = $kind })
    Invoke-Failing { Get-Auth0Token -GrantType Password -Credential $credential -Scope openid, offline_access }
}
$tenant.ClearFaults()
Connect-Auth0 $tenant.Domain $portal.ClientId $wrongSecret @quick | Keep
Add-Secret 'CANARY-wrong-secret'
Invoke-Failing { Get-Auth0Token -GrantType Password -Credential $credential }
Connect-Auth0 -Session $session | Out-Null
$token | Revoke-Auth0Token
Invoke-Failing { $token | Update-Auth0Token -Force -ErrorAction Stop }
Get-Auth0Session -ListAvailable | Keep
$session | Disconnect-Auth0 -Revoke
Invoke-Failing { Get-Auth0Token $Orders -Session $session }
$tenant.Requests | Select-Object -Last 3 # only shown: requests exist to give the received data
Stop-Transcript | Out-Null
$VerbosePreference = $DebugPreference = 'SilentlyContinue'

# The contents of errors and objects, in every format that people send.
$forms = [System.Text.StringBuilder]::new()
function Add-Form($Object, [int] $Depth = 2) {
    $null = $forms.AppendLine(($Object | Out-String -Width 9999)).AppendLine(($Object | Format-List * -Force | Out-String -Width 9999))
    $null = $forms.AppendLine("$Object").AppendLine([System.Management.Automation.PSSerializer]::Serialize($Object, $Depth))
}
foreach ($object in $objects) {
    Add-Form $object 5
    $null = $forms.AppendLine(($object | ConvertTo-Json -Depth 5 -WarningAction Ignore)).AppendLine(($object | ConvertTo-Csv | Out-String))
    $object | Export-Clixml "$Folder/object.xml" -Depth 5
    $null = $forms.AppendLine((Get-Content "$Folder/object.xml" -Raw))
}
foreach ($failure in $Error) {
    Add-Form $failure
    $null = $forms.AppendLine((Get-Error -InputObject $failure | Out-String -Width 9999))
    if ($failure -isnot [System.Management.Automation.ErrorRecord]) { continue }
    Add-Form $failure.TargetObject
    $null = $forms.AppendLine(($failure.InvocationInfo | Format-List * -Force | Out-String -Width 9999)).AppendLine("$($failure.ErrorDetails) $($failure.ErrorDetails.RecommendedAction)")
    $null = $forms.AppendLine(($failure.InvocationInfo.BoundParameters | Format-List | Out-String -Width 9999))
    for ($exception = $failure.Exception; $exception; $exception = $exception.InnerException) {
        $null = $forms.AppendLine("$exception").AppendLine(($exception | Format-List * -Force | Out-String -Width 9999)).AppendLine(($exception.Data | Out-String -Width 9999))
    }
}
Set-Content "$Folder/forms.txt" $forms

# The secrets: those that the tenant received, and those in the objects.
$names = 'client_secret', 'password', 'refresh_token', 'code', 'code_verifier', 'subject_token', 'actor_token', 'client_assertion', 'device_code', 'auth_req_id', 'mfa_token', 'oob_code', 'otp',
'binding_code', 'recovery_code', 'token', 'auth_session'
foreach ($request in $tenant.Requests) {
    $body = $request.ReadBody() -like '{*' ? ($request.ReadBody() | ConvertFrom-Json -AsHashtable) : $request.Form
    foreach ($name in $names) { Add-Secret $body[$name] }
    Add-Secret ($request.Headers['Authorization'] -replace '^\w+ ')
    Add-Secret $request.Headers['DPoP']
}
foreach ($object in $objects) {
    foreach ($property in @($object.psobject.Properties) + @($object.MfaChallenge.psobject.Properties)) {
        if ($property.Name -eq 'SecretUri') { continue } # begins like a public address; the ID token in it is one of those of the tokens, and so is a session transfer token
        if ($property.Name -in 'State', 'Nonce') { continue } # they stand in the address, which is there to be shown
        try { Add-Secret ($property.Value | Where-Object { $_ -is [Auth0Secret] -or $_ -is [Auth0LocalTenantSecret] }) } catch { continue } # a property that throws has none
    }
}
@{
    Secrets = @($secrets)
    Grants  = @($tenant.Requests.ForEach({ $_.Path -eq '/oauth/token' -and $_.ReadBody() -like '{*' ? ($_.ReadBody() | ConvertFrom-Json).grant_type : $_.Form['grant_type'] }) | Sort-Object -Unique)
    Paths   = @($tenant.Requests.ForEach({ $_.Path -replace '/mfa/authenticators/.*', '/mfa/authenticators/*' -replace '/workloads/.*', '/workloads/*' }) | Sort-Object -Unique)
    Errors  = @($Error | ForEach-Object { "$($_.FullyQualifiedErrorId)" -replace ',.*' } | Sort-Object -Unique)
    Types   = @($objects | ForEach-Object { $_.GetType().Name } | Sort-Object -Unique)
} | ConvertTo-Json -Depth 3 | Set-Content "$Folder/about.json"
