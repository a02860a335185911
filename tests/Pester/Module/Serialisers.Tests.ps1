# Every public type with a secret, with every serialiser, in every kind of runspace: the output contains no secret. The secret's own type
# ensures this, so it also holds if the module was never imported.
BeforeDiscovery {
    # Each returns the text that it writes for an object.
    $serialisers = @{
        'PSSerializer'                    = { [System.Management.Automation.PSSerializer]::Serialize($_, 9) }
        'PSSerializer of Select-Object *' = { [System.Management.Automation.PSSerializer]::Serialize(($_ | Select-Object *), 9) }
        'PSSerializer of its depth'       = { [System.Management.Automation.PSSerializer]::Serialize($_) }
        'Export-Clixml'                   = { $file = New-TemporaryFile; $_ | Export-Clixml $file -Depth 9; Get-Content $file -Raw; Remove-Item $file }
        'ConvertTo-Json'                  = { $_ | ConvertTo-Json -Depth 20 -WarningAction Ignore }
        'ConvertTo-Json of Select-Object' = { $_ | Select-Object * | ConvertTo-Json -Depth 20 -WarningAction Ignore }
        'ConvertTo-Csv'                   = { $_ | Select-Object * | ConvertTo-Csv }
        'ConvertTo-Xml'                   = { ($_ | ConvertTo-Xml -Depth 9).OuterXml }
        'Out-String'                      = { $_ | Out-String -Width 9999 }
        'Format-List *'                   = { $_ | Format-List * -Force | Out-String -Width 9999 }
        'Format-Custom'                   = { $_ | Format-Custom -Depth 6 | Out-String -Width 9999 }
        'a text'                          = { "$_" }
        'a hashtable of its properties'   = { $values = @{}; foreach ($property in $_.psobject.Properties) { try { $values[$property.Name] = $property.Value } catch { continue } }; [System.Management.Automation.PSSerializer]::Serialize($values, 9) }
        # Some types can't be serialised by it: then there is no text that could have a secret.
        'System.Text.Json'                = { try { [System.Text.Json.JsonSerializer]::Serialize($_.psobject.BaseObject, $_.psobject.BaseObject.GetType()) } catch { "$($_.Exception.GetType())" } }
        'System.Text.Json of its secrets' = { foreach ($property in $_.psobject.Properties) { if ("$($property.TypeNameOfValue)" -like '*Secret') { [System.Text.Json.JsonSerializer]::Serialize($property.Value, [object]) } } }
    }
    $cases = $serialisers.GetEnumerator() | Sort-Object Name | ForEach-Object { @{ Name = $_.Name; Script = "$($_.Value)" } }
}

BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1

    $tenant = Start-Auth0LocalTenant
    $connection, $portal, $phone = (Get-ConnectParameter $tenant), (Get-ApplicationParameter $tenant 'Web Portal'), (Get-ApplicationParameter $tenant 'Mobile for iOS')
    $admin = Connect-Auth0 @connection -Name serialisers
    $web = Connect-Auth0 @portal -Name serialisers-web -Audience $Orders
    $device = Connect-Auth0 @phone -Name serialisers-phone -Audience $Orders

    # Reads an object of a kind from JSON.
    function Read-Object($Resource, [string] $Json) {
        $tenant.AddFault(@{ Path = '/api/v2/*'; StatusCode = 200; Body = $Json })
        $admin.GetAsync($Resource, 'x', $null, [System.Threading.CancellationToken]::None).GetAwaiter().GetResult()
    }
    $tenant.EnablePasskeys()
    # Every secret created here contains this word.
    $word = 's3cret-of-a-test'
    $erin, $heidi = $tenant.GetUser('erin'), $tenant.GetUser('heidi')
    $mfa = try { Get-Auth0Token -GrantType Password -Credential $erin.Credential -NonInteractive -Session $web } catch { $_ }
    $enrolling = try { Get-Auth0Token -GrantType Password -Credential $heidi.Credential -NonInteractive -Session $web } catch { $_ }
    $account = $tenant.GetApplication('web-admin')
    $tenant.ConfigureApplication($account.ClientId, "{`"app_type`":`"resource_server`",`"resource_server_identifier`":`"$Orders`",`"grant_types`":[`"urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token`"]}")
    $tenant.AddConnectedAccount($tenant.GetUser('alice'), 'google-oauth2', $null, [string[]] @('calendar'))
    $vault = Connect-Auth0 $tenant.Domain $account.ClientId $account.ClientSecret -Name serialisers-vault
    $received = Get-Auth0Token -GrantType Password -Credential $tenant.GetUser('alice').Credential -Scope openid -Session $web
    $tenant.ConfigureApplication($phone.ClientId, '{"session_transfer":{"can_create_session_transfer_token":true}}')
    $mobile = Get-Auth0Token -GrantType Password -Credential $tenant.GetUser('alice').Credential -Scope openid, offline_access -Session $device
    $header, $claims = '{"alg":"none"}', "{`"sub`":`"u`",`"idp_access_token`":`"$word-10`",`"x`":{`"refresh_token`":`"$word-11`"}}" | ForEach-Object {
        [Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($_)).TrimEnd('=').Replace('+', '-').Replace('/', '_')
    }
    $objects = [ordered]@{
        Token        = Get-Auth0Token -GrantType Password -Credential $tenant.GetUser('alice').Credential -Scope openid, offline_access -Session $web
        OwnToken     = Get-Auth0Token $Orders -Session $admin
        Options      = [Auth0SessionOptions]::FromAccessToken((Get-Auth0Token $Orders -Session $admin).AccessToken, $null)
        Provider     = Get-Auth0ConnectionToken google-oauth2 -AccessToken $received.AccessToken -Session $vault
        Session      = $web
        Passkey      = Start-Auth0PasskeyLogin -Session $web
        Client       = Get-Auth0Client -ClientId $tenant.ClientId -Session $admin
        RawClient    = Invoke-Auth0Api "clients/$($tenant.ClientId)" -Session $admin
        Hashtable    = Invoke-Auth0Api "clients/$($tenant.ClientId)" -OutputType Hashtable -Session $admin
        Response     = Invoke-Auth0Api "clients/$($tenant.ClientId)" -OutputType Response -Session $admin
        Claims       = ConvertFrom-Auth0Token "$header.$claims."
        User         = Read-Object ([Auth0Resources]::Users) "{`"user_id`":`"u`",`"x_token`":`"$word-9`",`"identities`":[{`"connection`":`"c`",`"access_token`":`"$word-1`",`"access_token_secret`":`"$word-2`",`"refresh_token`":`"$word-3`"}]}"
        Identity     = $null
        Connection   = Read-Object ([Auth0Resources]::Connections) "{`"id`":`"c`",`"options`":{`"client_secret`":`"$word-4`",`"configuration`":{`"DB`":`"$word-5`"}}}"
        Api          = Read-Object ([Auth0Resources]::ResourceServers) "{`"id`":`"a`",`"signing_secret`":`"$word-6`"}"
        Invitation   = Read-Object ([Auth0Resources]::OrganizationInvitations('org_1')) "{`"id`":`"i`",`"invitation_url`":`"https://a.example/?invitation=$word-12`",`"ticket_id`":`"$word-13`"}"
        ScimToken    = Read-Object ([Auth0Resources]::ScimTokens('con_1')) "{`"token_id`":`"t`",`"token`":`"$word-14`"}"
        SsoTicket    = Read-Object ([Auth0Resources]::SelfServiceTickets('ssp_1')) "{`"ticket`":`"https://a.example/?ticket=$word-15`"}"
        Job          = Read-Object ([Auth0Resources]::Jobs) "{`"id`":`"j`",`"location`":`"https://files.example.com/?Signature=$word-7`"}"
        JobError     = Read-Object ([Auth0Resources]::JobErrors('j')) "{`"user`":{`"email`":`"a@example.com`",`"password_hash`":`"$word-8`"},`"errors`":[]}"
        LogStream    = Read-Object ([Auth0Resources]::LogStreams) "{`"id`":`"lst_1`",`"sink`":{`"httpAuthorization`":`"$word-41`",`"datadogApiKey`":`"$word-42`",`"httpCustomHeaders`":[{`"header`":`"x`",`"value`":`"$word-43`"}]}}"
        MailProvider = Read-Object ([Auth0Resources]::EmailProvider) "{`"name`":`"smtp`",`"credentials`":{`"smtp_pass`":`"$word-44`",`"api_key`":`"$word-45`",`"secretAccessKey`":`"$word-46`"}}"
        Captcha      = Read-Object ([Auth0Resources]::AttackProtection('Captcha')) "{`"recaptcha_v2`":{`"site_key`":`"k`",`"secret`":`"$word-47`"}}"
        Proof        = [Auth0DPoPRequirements] @{ Proof = [Auth0Secret]::FromPlainText("$word-50"); Method = 'GET'; Uri = 'https://a.example/' }
        Device       = Start-Auth0DeviceLogin -Scope openid -NoWait -Session $device
        Authorize    = New-Auth0AuthorizeUri -RedirectUri http://localhost:3000/callback -Pushed -Session $web
        LoginOptions = [Auth0AuthorizeOptions]@{ RedirectUri = 'http://localhost:3000/callback'; IdTokenHint = [Auth0Secret]::FromPlainText("$word-48") }
        LogoutInput  = [Auth0LogoutOptions]@{ IdTokenHint = [Auth0Secret]::FromPlainText("$word-51"); State = [Auth0Secret]::FromPlainText("$word-52") }
        Logout       = $received | New-Auth0LogoutUri -RedirectUri https://web-portal.example.com/ -State "$word-53" -Session $web
        Signup       = [Auth0SignupOptions]@{ Connection = 'employees'; Password = [Auth0Secret]::FromPlainText("$word-54") }
        Transfer     = $mobile | Get-Auth0SessionTransferToken -Session $device
        Challenge    = $mfa.TargetObject
        Sent         = $mfa.TargetObject | Get-Auth0MfaAuthenticator -Session $web | Select-Object -First 1 | Request-Auth0MfaChallenge -Session $web
        Enrollment   = $enrolling.TargetObject | Add-Auth0MfaAuthenticator -Type Otp -Session $web -WarningAction Ignore
        Tenant       = $tenant
        TenantUser   = $tenant.GetUser('dave')
        Credential   = $tenant.GetUser('dave').Credential
        Application  = $tenant.GetApplication('Web Portal')
        Workload     = $tenant.AddWorkload('urn:acme:ci', 'repo:acme/app', $tenant.GetUser('alice'))
        Requests     = $tenant.Requests
    }
    $objects.Identity = $objects.User.Identities[0]
    $part, $request = 'FormPart', 'ApiRequest' | ForEach-Object { [Auth0Session].Assembly.GetType("Auth0Flows.Auth0$_") }
    $objects.Part = $part::new('note')
    $objects.Part.Secret = [Auth0Secret]::FromPlainText("$word-12")
    $objects.Request = $request::new()
    $objects.Request.Secrets = [Auth0Secret[]]@([Auth0Secret]::FromPlainText("$word-13"))

    # The secrets to search for: all those in the objects, at any depth, and those sent to the tenant.
    $secrets = [System.Collections.Generic.HashSet[string]]::new([string[]] @($word))
    $types = [System.Collections.Generic.HashSet[string]]::new()
    function Add-Secret($Value, [int] $Depth = 0) {
        if ($null -eq $Value -or $Depth -gt 4) { return }
        if ($Value -is [Auth0Secret] -or $Value -is [Auth0LocalTenantSecret]) { $null = $secrets.Add((Get-PlainText $Value)); return }
        if ($Value -is [System.Collections.IDictionary]) { foreach ($key in @($Value.Keys)) { Add-Secret $Value[$key] ($Depth + 1) }; return }
        if ($Value -is [System.Collections.IEnumerable] -and $Value -isnot [string]) { foreach ($item in $Value) { Add-Secret $item ($Depth + 1) }; return }
        if ($Value -is [psobject] -or $Value.GetType().Namespace -like 'Auth0Flows*') {
            $null = $types.Add($Value.GetType().Name)
            foreach ($property in $Value.psobject.Properties) { try { $inner = $property.Value } catch { continue }; Add-Secret $inner ($Depth + 1) }
        }
    }
    foreach ($object in $objects.Values) { Add-Secret $object }
    foreach ($request in $tenant.Requests) {
        'client_secret', 'password', 'refresh_token', 'device_code', 'mfa_token', 'oob_code' | ForEach-Object { $null = $secrets.Add("$($request.Form[$_])") }
    }
    $secrets = @($secrets | Where-Object Length -GE 8)

    function Find-Secret([string] $Text) {
        foreach ($secret in $secrets) {
            $bytes = [System.Text.Encoding]::Unicode.GetBytes($secret)
            $guises = $secret, [Convert]::ToHexString($bytes), [Convert]::ToBase64String($bytes).TrimEnd('=').Substring(0, 8), [uri]::EscapeDataString($secret), (ConvertTo-Json $secret).Trim('"')
            if ($guises.Where({ $Text.Contains($_, [System.StringComparison]::OrdinalIgnoreCase) })) { $secret }
        }
    }

    # Runs the serialiser for all objects; $_ is the object.
    $run = {
        param($Script, $Objects)
        $serialiser = [scriptblock]::Create($Script)
        foreach ($name in $Objects.Keys) { "== $name"; $Objects[$name] | ForEach-Object $serialiser }
    }
    function Invoke-InRunspace($Runspace, [string] $Script) {
        $shell = [powershell]::Create($Runspace)
        try { $shell.AddScript($run).AddArgument($Script).AddArgument($objects).Invoke() | Out-String -Width 99999 }
        finally { $shell.Dispose() }
    }
    $state = [initialsessionstate]::CreateDefault2()
    $state.ImportPSModule($ModulePath)
    $bare, $imported = [runspacefactory]::CreateRunspace(), [runspacefactory]::CreateRunspace($state)
    $bare.Open()
    $imported.Open()
}

AfterAll {
    $bare, $imported | ForEach-Object { $_.Dispose() }
    $admin, $web, $device, $vault | Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'A secret' {
    It 'is on every public type that has one, and each of them is tried here' {
        $secretive = [Auth0Session].Assembly.GetExportedTypes() + [Auth0LocalTenant].Assembly.GetExportedTypes() | Where-Object {
            $_.Name -notlike '*Grant' -and $_.GetProperties().Where({ "$($_.PropertyType)" -match 'Auth0(LocalTenant)?Secret\b' })
        }

        $secretive.Count | Should -BeGreaterThan 10
        $secretive.Name | Where-Object { $_ -notin $types } | Should -BeNullOrEmpty
        $secrets.Count | Should -BeGreaterThan 20
    }

    It 'would be found, however it is written' {
        foreach ($secret in $secrets) {
            Find-Secret "before $secret after" | Should -Contain $secret
            Find-Secret ([System.Management.Automation.PSSerializer]::Serialize((ConvertTo-SecureString $secret -AsPlainText))) | Should -Contain $secret -Because 'that is what PowerShell makes of a SecureString'
        }
    }

    It 'is not in what <Name> writes, <Where>' -ForEach $(
        foreach ($case in $cases) { foreach ($where in 'in this runspace', 'in one with nothing but PowerShell', 'in one that has only imported the module') { @{ Name = $case.Name; Script = $case.Script; Where = $where } } }
    ) {
        $text = switch ($Where) {
            'in this runspace' { & $run $Script $objects | Out-String -Width 99999 }
            'in one with nothing but PowerShell' { Invoke-InRunspace $bare $Script }
            default { Invoke-InRunspace $imported $Script }
        }

        $text | Should -BeLike '*== Requests*'
        $text.Length | Should -BeGreaterThan 300
        Find-Secret $text | Should -BeNullOrEmpty
    }

    It 'is not in what all of them write, in <Name>' -ForEach @(
        @{ Name = 'ForEach-Object -Parallel'; Scripts = @($cases.Script); Start = { param($serialiser, $text, $objects) $serialiser | ForEach-Object -Parallel { & ([scriptblock]::Create($using:text)) $_ $using:objects } } }
        @{ Name = 'a thread job'; Scripts = @($cases.Script); Start = { param($serialiser, $text, $objects) Start-ThreadJob { $using:serialiser | ForEach-Object { & ([scriptblock]::Create($using:text)) $_ $using:objects } } | Receive-Job -Wait -AutoRemoveJob } }
        @{ Name = 'a job, which is another process'; Scripts = @($cases.Where({ $_.Name -notlike 'System.Text.Json*' }).Script); Start = { param($serialiser, $text, $objects) Start-Job { $using:serialiser | ForEach-Object { & ([scriptblock]::Create($using:text)) $_ $using:objects } } | Receive-Job -Wait -AutoRemoveJob } }
    ) {
        $written = & $Start $Scripts "$run" $objects | Out-String -Width 99999

        ([regex]::Matches($written, '== Requests').Count) | Should -Be $Scripts.Count
        Find-Secret $written | Should -BeNullOrEmpty
    }
}

Describe 'An error whose target has secrets' {
    It 'is written without them by <Name>' -ForEach @(
        # With the depth that people use for errors: a whole exception contains half of .NET's types, whoever threw it.
        @{ Name = 'PSSerializer'; Write = { [System.Management.Automation.PSSerializer]::Serialize($mfa, 2) } }
        @{ Name = 'PSSerializer, its target'; Write = { [System.Management.Automation.PSSerializer]::Serialize($mfa.TargetObject, 9) } }
        @{ Name = 'Export-Clixml'; Write = { $mfa | Export-Clixml $TestDrive/error.xml; Get-Content $TestDrive/error.xml -Raw } }
        @{ Name = 'ConvertTo-Json'; Write = { $mfa | Select-Object TargetObject, FullyQualifiedErrorId | ConvertTo-Json -Depth 5 -WarningAction Ignore } }
        @{ Name = 'Format-List'; Write = { $mfa | Format-List * -Force | Out-String -Width 9999 } }
        @{ Name = 'Get-Error'; Write = { Get-Error -InputObject $mfa | Out-String -Width 9999 } }
        @{ Name = 'a job''s error stream'; Write = { Start-Job { Write-Error -ErrorRecord $using:mfa } | Receive-Job -Wait -AutoRemoveJob -ErrorAction Continue 2>&1 | Format-List * -Force | Out-String -Width 9999 } }
    ) {
        $text = & $Write | Out-String -Width 9999

        $text.Length | Should -BeGreaterThan 100
        Find-Secret $text | Should -BeNullOrEmpty
    }
}

Describe 'What comes back' {
    It 'has a secret''s mask in its place: <_>' -ForEach 'Client', 'RawClient', 'Token', 'Challenge' {
        $file = New-TemporaryFile
        $objects[$_] | Export-Clixml $file
        $read = Import-Clixml $file

        "$($read.ClientSecret ?? $read.client_secret ?? $read.AccessToken ?? $read.MfaToken)" | Should -BeExactly '********'
    }

    It 'is taken as a SecureString wherever one is wanted, in a runspace without the module too' {
        $shell = [powershell]::Create($bare)
        try {
            $found = $shell.AddScript({
                    param($secret)
                    function Get-Length([securestring] $Value) { $Value.Length }
                    Get-Length $secret
                    ($secret | ConvertFrom-SecureString -AsPlainText).Length
                    [pscredential]::new('a', $secret).Password.Length
                    [System.Net.NetworkCredential]::new('', $secret).Password.Length
                }).AddArgument($objects.Token.AccessToken).Invoke()
        }
        finally { $shell.Dispose() }

        $found | Should -Be (@((Get-PlainText $objects.Token.AccessToken).Length) * 4)
    }

    It 'is taken by Invoke-RestMethod as it is' {
        $bearer = Get-Auth0Token $tenant.ManagementAudience -Session $admin
        $clients = Invoke-RestMethod "$($tenant.Domain)/api/v2/clients" -Authentication Bearer -Token $bearer.AccessToken -AllowUnencryptedAuthentication

        $clients.client_id | Should -Contain $tenant.ClientId
    }
}
