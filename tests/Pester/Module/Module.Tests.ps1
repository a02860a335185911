BeforeDiscovery {
    $accelerators = 'Auth0Client', 'Auth0Domain', 'Auth0ErrorCode', 'Auth0Exception', 'Auth0GrantType', 'Auth0Session', 'Auth0Token', 'Auth0ApiException',
    'Auth0LocalTenant', 'Auth0LocalTenantFault', 'Auth0LocalTenantOptions'
    # Created by the build: build/PowerShell/Auth0Flows.Engine.csproj.
    $earlier = @(Get-ChildItem "$PSScriptRoot/../../../build/PowerShell/obj/earlier" -Directory -ErrorAction Stop | ForEach-Object { @{ Name = $_.Name; Folder = $_.FullName } })
    $pages = @(Get-ChildItem "$PSScriptRoot/../../../docs/help" -Filter '*-Auth0*.md' -ErrorAction Ignore)
}

BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
}

Describe 'The quick start' {
    BeforeAll {
        $tenant = Start-Auth0LocalTenant
        $session = Connect-Auth0 -Domain $tenant.Domain -ClientId $tenant.ClientId -ClientSecret $tenant.ClientSecret
        $token = Get-Auth0Token -GrantType ClientCredentials -Audience https://orders.example.com/
        $spas = Get-Auth0Client -Name web* | Where-Object AppType -eq spa | Select-Object Name, ClientId, Callbacks
        $credentials = Get-Auth0Client | Invoke-Auth0Api 'clients/{client_id}/credentials'
        $clients = Get-Auth0Token -GrantType ClientCredentials -Audience $tenant.ManagementAudience | Invoke-Auth0Api clients
    }

    AfterAll {
        Disconnect-Auth0
        Stop-Auth0LocalTenant
    }

    It 'connects' { Get-Auth0Session | Should -Be $session }

    It 'gets a token, an object with its decoded claims' {
        $token.Claims.aud | Should -Be 'https://orders.example.com/'
        $token.Claims.exp | Should -BeGreaterThan ([System.DateTimeOffset]::Now)
    }

    It 'finds applications by name and type' {
        $spas.Name | Should -Be 'web-shop', 'web-checkout'
        $spas[0].Callbacks | Should -Contain 'https://web-shop.example.com/callback'
        $spas[0].ClientId | Should -Match '^\w{32}$'
    }

    It 'pipes every application into a call of the Management API' {
        $credentials.name | Should -Contain 'billing-worker key'
        ($tenant.Requests | Where-Object Path -Like '/api/v2/clients/*/credentials').Path | Sort-Object -Unique | Should -HaveCount 12
    }

    It 'pipes a token into a call of the Management API' { $clients | Should -HaveCount 12 }

    It 'asks for two tokens, one for each API' { $tenant.CountRequests('POST', '/oauth/token') | Should -Be 2 }
}

Describe 'The module' {
    It 'has a manifest that PowerShell takes' {
        $manifest = Test-ModuleManifest $ModulePath -ErrorAction Stop

        $manifest.PowerShellVersion | Should -Be '7.6'
        $manifest.CompatiblePSEditions | Should -Be 'Core'
        $manifest.Description | Should -Not -BeNullOrEmpty
    }

    It 'exports its cmdlets, and nothing else' {
        $module = Get-Module Auth0Flows

        # The convention tests check that the manifest names exactly the existing cmdlets.
        $module.ExportedCommands.Keys | Sort-Object | Should -Be ((Import-PowerShellDataFile $ModulePath).CmdletsToExport | Sort-Object)
        $module.ExportedCmdlets.Count | Should -Be $module.ExportedCommands.Count
        $module.ExportedVariables.Count | Should -Be 0
    }

    It 'lets <_> be written as a type' -ForEach $accelerators {
        ($_ -as [type]).Assembly.GetName().Name | Should -BeLike 'Auth0Flows*'
    }

    It 'does not take a type''s name from somebody else' {
        Invoke-InNewProcess @"
            [psobject].Assembly.GetType('System.Management.Automation.TypeAccelerators')::Add('Auth0Client', [version])
            Import-Module '$ModulePath'
            @([Auth0Client], [Auth0Token]).FullName | ConvertTo-Json
"@ | Should -Be 'System.Version', 'Auth0Flows.Auth0Token'
    }
}

if ($pages) {
    Describe 'The help' {
        It 'tells of every parameter of <_.BaseName>' -ForEach $pages {
            $page = Get-Content $_ -Raw
            $parameters = (Get-Command $_.BaseName).Parameters.Keys |
                Where-Object { $_ -notin [System.Management.Automation.PSCmdlet]::CommonParameters -and $_ -notin [System.Management.Automation.PSCmdlet]::OptionalCommonParameters }

            $parameters | Where-Object { $page -notmatch "(?m)^### -$_\s*$" } | Should -BeNullOrEmpty
        }
    }
}

Describe 'The views' {
    BeforeAll {
        $tenant = Start-Auth0LocalTenant
        $session = Connect-Auth0 $tenant.Domain $tenant.ClientId $tenant.ClientSecret -Audience $Orders
        $token = Get-Auth0Token
        $client = Get-Auth0Client web-shop
        $clients = Get-Auth0Client web-*
        $request = $tenant.Requests | Select-Object -First 1
    }

    AfterAll {
        Disconnect-Auth0
        Stop-Auth0LocalTenant
    }

    It 'shows <Name> in a table of 80 characters' -ForEach @(
        @{ Name = 'token'; Columns = 'Audience', 'ExpiresIn', 'Scope'; Values = { $Orders, ' 23:59:', 'read:orders' } }
        @{ Name = 'session'; Columns = 'Name', 'Domain', 'ClientId', 'Tokens'; Values = { $tenant.Domain, '2' } }
        @{ Name = 'clients'; Columns = 'Name', 'AppType', 'ClientId'; Values = { 'web-shop', 'spa', $client.ClientId } }
        @{ Name = 'tenant'; Columns = 'Domain', 'ClientId', 'Running'; Values = { $tenant.Domain, $tenant.ClientId } }
        @{ Name = 'request'; Columns = 'Method', 'Status', 'Path'; Values = { 'POST', '200', '/oauth/token' } }
    ) {
        $header, $line, $row = (Get-Variable $Name -ValueOnly | Format-Table | Out-String -Width 80).Trim() -split '\r?\n'

        $Columns | ForEach-Object { $header | Should -BeLike "*$_*" }
        $line | Should -Match '^[- ]+$' -Because 'a heading is one line'
        & $Values | ForEach-Object { "$row" | Should -BeLike "*$_*" }
    }

    It 'shows a token in a list with its claims, each on a line' {
        $list = $token | Format-List | Out-String -Width 200

        $list | Should -BeLike "*Audience*: {$Orders}*"
        $list | Should -Match '(?m)^\s+gty: client-credentials\s*$'
        $list | Should -Match '(?m)^\s+exp: 20\d\d-\d\d-\d\d|(?m)^\s+exp: \d+/\d+/20\d\d'
        $list | Should -Not -BeLike '*AccessToken*'
    }

    It 'shows a session in a list with its tokens' {
        $session | Format-List | Out-String -Width 200 | Should -BeLike "*Tokens*: *$Orders, expires 20*"
    }

    It 'shows objects of several kinds together by what a person looks for first' {
        # For objects of several types, PowerShell ignores the views.
        $together = $tenant, $token, $session, $client, $request | Out-String -Width 200

        $together | Should -Match '(?m)^Subject +: '
        $together | Should -Match '(?m)^StatusCode +: 200'
        $together | Should -Not -Match 'SecureString|client_secret|RenewsAt|Latency'
    }

    It 'shows an application in a list with its metadata' {
        $list = $client | Format-List | Out-String -Width 200

        $list | Should -BeLike '*environment: staging*'
        $list | Should -BeLike '*Callbacks*: {https://web-shop.example.com/callback, *'
        $list | Should -Not -BeLike '*ClientSecret*'
    }
}

Describe 'The isolation' {
    BeforeAll {
        # The assemblies that a process has loaded, with their load contexts.
        $listAssemblies = {
            [System.Runtime.Loader.AssemblyLoadContext]::All | ForEach-Object {
                $context = $_.Name
                $_.Assemblies | ForEach-Object { [pscustomobject]@{ Context = $context; Name = $_.GetName().Name; Version = "$($_.GetName().Version)"; Path = $_.Location } }
            }
        }
        $files = Join-Path $TestDrive 'a folder with ünusual name'
        New-Item $files -ItemType Directory | Out-Null
        Copy-Item $ModulePath, (Join-Path (Split-Path $ModulePath) 'bin') $files -Recurse
    }

    It 'keeps its packages beside other versions that were loaded before' {
        $result = Invoke-InNewProcess @"
            'Microsoft.IdentityModel.Tokens', 'Microsoft.Extensions.Http', 'Polly.Core' | ForEach-Object {
                `$assembly = [System.Reflection.Emit.PersistedAssemblyBuilder]::new("`$_, Version=99.0.0.0", [object].Assembly)
                `$assembly.DefineDynamicModule(`$_) | Out-Null
                `$assembly.Save("$TestDrive/`$_.dll")
                [System.Reflection.Assembly]::LoadFrom("$TestDrive/`$_.dll") | Out-Null
            }
            Import-Module '$files/Auth0Flows.psd1'
            `$tenant = Start-Auth0LocalTenant
            Connect-Auth0 `$tenant.Domain `$tenant.ClientId `$tenant.ClientSecret | Out-Null
            # A retry and a validation, which are the first to need a package.
            `$tenant.AddFault(@{ Path = '/oauth/token'; StatusCode = 503 })
            `$token = Get-Auth0Token $Orders
            `$null = `$token | Test-Auth0Token -Audience $Orders
            @{ gty = `$token.Claims.gty; assemblies = @(& { $listAssemblies }) } | ConvertTo-Json -Depth 3 -Compress
"@
        $result.gty | Should -Be 'client-credentials'
        foreach ($name in 'Microsoft.IdentityModel.Tokens', 'Microsoft.Extensions.Http', 'Polly.Core') {
            $theirs, $ours = $result.assemblies | Where-Object Name -EQ $name | Sort-Object { $_.Version -ne '99.0.0.0' }
            $theirs.Context, $theirs.Version | Should -Be 'Default', '99.0.0.0'
            $ours.Context | Should -Be 'Auth0Flows'
            $ours.Path | Should -BeLike '*deps*'
        }
        $result.assemblies | Where-Object Name -EQ 'Auth0Flows' | Should -HaveCount 1
    }

    It 'keeps its packages beside those of another module, and Newtonsoft.Json: <Name>' -ForEach $earlier {
        $result = Invoke-InNewProcess @"
            Get-ChildItem '$Folder' -Filter *.dll | ForEach-Object { [System.Reflection.Assembly]::LoadFrom(`$_.FullName) | Out-Null }
            # Theirs is used before ours, as another module would.
            `$theirs = [System.IdentityModel.Tokens.Jwt.JwtSecurityTokenHandler]::new().CanReadToken('no token')
            Import-Module '$files/Auth0Flows.psd1'
            `$tenant = Start-Auth0LocalTenant
            `$web = `$tenant.GetApplication('Web Portal')
            Connect-Auth0 `$tenant.Domain `$web.ClientId `$web.ClientSecret -Audience $Orders | Out-Null
            # An ID token is validated and an access token examined, with all that the package does for it.
            `$token = Get-Auth0Token -GrantType Password -Credential `$tenant.GetUser('alice').Credential -Scope openid
            @{ theirs = `$theirs; subject = `$token.IdClaims.sub; valid = (`$token | Test-Auth0Token); assemblies = @(& { $listAssemblies }) } | ConvertTo-Json -Depth 3 -Compress
"@
        $result.theirs | Should -BeFalse
        $result.subject | Should -BeLike 'auth0|*'
        $result.valid | Should -BeTrue
        $tokens = $result.assemblies | Where-Object Name -EQ 'Microsoft.IdentityModel.Tokens'
        $tokens.Where{ $_.Context -eq 'Default' }.Version | Should -BeLike "$Name*"
        $tokens.Where{ $_.Context -eq 'Auth0Flows' }.Version | Should -BeLike '8.*'
        $result.assemblies.Where{ $_.Name -eq 'Newtonsoft.Json' -and $_.Context -eq 'Auth0Flows' } | Should -BeNullOrEmpty
    }

    It 'loads nothing of others that it doesn''t need <Name>' -ForEach @(
        @{ Name = 'at import'; Commands = ''; Packages = $null }
        @{ Name = 'before the first request'; Commands = '$tenant = Start-Auth0LocalTenant; Connect-Auth0 $tenant.Domain $tenant.ClientId $tenant.ClientSecret | Out-Null'; Packages = $null }
        @{ Name = 'up to the first page, if nothing fails'; Commands = '$tenant = Start-Auth0LocalTenant; Connect-Auth0 $tenant.Domain $tenant.ClientId $tenant.ClientSecret | Out-Null; Get-Auth0Client | Out-Null'; Packages = 'Microsoft.Extensions.Http' }
    ) {
        $assemblies = Invoke-InNewProcess "Import-Module '$files/Auth0Flows.psd1'; $Commands; & { $listAssemblies } | ConvertTo-Json -Compress"
        $ours = $assemblies | Where-Object { $_.Path.StartsWith($files) }

        $ours.Name | Should -Contain 'Auth0Flows.PowerShell'
        $ours.Name -notlike 'Auth0Flows*' | Should -Be $Packages
    }

    It 'has each assembly that its assemblies reference, but for what is never called' {
        $deps = Join-Path (Split-Path $ModulePath) bin deps
        $runtime = Split-Path ([object].Assembly.Location)
        $missing = foreach ($file in Get-ChildItem "$deps/*.dll") {
            $stream = $file.OpenRead()
            try {
                $image = [System.Reflection.PortableExecutable.PEReader]::new($stream)
                $metadata = [System.Reflection.Metadata.PEReaderExtensions]::GetMetadataReader($image)
                $names = @($metadata.AssemblyReferences).ForEach({ $metadata.GetString($metadata.GetAssemblyReference($_).Name) })
                $names.Where{ -not (Test-Path "$deps/$_.dll") -and -not (Test-Path "$runtime/$_.dll") }.ForEach{ "$($file.BaseName): $_" }
            }
            finally { $stream.Dispose() }
        }

        # Behind the factory of HTTP clients, and pictures of QR codes.
        $missing -notlike 'Microsoft.Extensions.Http: Microsoft.Extensions.*' | Should -Be 'QRCoder: System.Drawing.Common'
    }

    It 'comes and goes: removed, its sessions are closed and its tenants stopped; imported again, it works' {
        $result = Invoke-InNewProcess @"
            Import-Module '$files/Auth0Flows.psd1'
            `$before = Start-Auth0LocalTenant
            `$session = Connect-Auth0 `$before.Domain `$before.ClientId `$before.ClientSecret
            Remove-Module Auth0Flows
            `$gone = -not (Get-Command Get-Auth0Token -ErrorAction Ignore)
            Import-Module '$files/Auth0Flows.psd1'
            `$tenant = Start-Auth0LocalTenant
            Connect-Auth0 `$tenant.Domain `$tenant.ClientId `$tenant.ClientSecret | Out-Null
            @{ running = `$before.IsRunning; closed = `$session.IsClosed; gone = `$gone; gty = (Get-Auth0Token $Orders).Claims.gty } | ConvertTo-Json
"@
        $result.running | Should -BeFalse
        $result.closed | Should -BeTrue
        $result.gone | Should -BeTrue
        $result.gty | Should -Be 'client-credentials'
    }

    It 'leaves one runspace its module when another one removes it' {
        $tenant = Start-Auth0LocalTenant
        Connect-Auth0 $tenant.Domain $tenant.ClientId $tenant.ClientSecret | Out-Null
        $theirs = 1 | ForEach-Object -Parallel {
            Import-Module $using:ModulePath
            Start-Auth0LocalTenant
            Connect-Auth0 acme.eu.auth0.com client
            Remove-Module Auth0Flows
        }

        $theirs[0].IsRunning | Should -BeFalse
        $theirs[1].IsClosed | Should -BeTrue
        $tenant.IsRunning | Should -BeTrue
        (Get-Auth0Token $Orders).Audience | Should -Be $Orders
        Disconnect-Auth0
        Stop-Auth0LocalTenant
    }

    It 'says what is missing where a file is' {
        $missing = Join-Path $TestDrive 'incomplete'
        Copy-Item $files $missing -Recurse
        Get-ChildItem $missing -Recurse -Filter Auth0Flows.dll | Remove-Item

        Invoke-InNewProcess "`$message = try { Import-Module '$missing/Auth0Flows.psd1'; Connect-Auth0 acme.eu.auth0.com client } catch { `"`$_`" }; `$message | ConvertTo-Json" |
            Should -BeLike '*Auth0Flows,*'
    }
}

Describe 'The secrets, where the runspace has the module and nothing else' {
    It 'are not serialised' {
        $state = [initialsessionstate]::Create()
        $state.LanguageMode = 'FullLanguage'
        $state.ImportPSModule($ModulePath)
        $runspace = [runspacefactory]::CreateRunspace($state)
        $runspace.Open()
        $shell = [powershell]::Create($runspace)
        try {
            $text, $token = $shell.AddScript({
                    $tenant = Start-Auth0LocalTenant
                    $session = Connect-Auth0 $tenant.Domain $tenant.ClientId $tenant.ClientSecret
                    $token = Get-Auth0Token https://orders.example.com/
                    [System.Management.Automation.PSSerializer]::Serialize($token)
                    $token
                    Stop-Auth0LocalTenant
                }).Invoke()

            $text | Should -BeLike '*<S*https://orders.example.com/</S>*'
            $plain = Get-PlainText $token.AccessToken
            $plain.Length | Should -BeGreaterThan 100
            $text.Contains($plain) | Should -BeFalse
            $text.Contains([Convert]::ToHexString([System.Text.Encoding]::Unicode.GetBytes($plain)), 'OrdinalIgnoreCase') | Should -BeFalse
        }
        finally {
            $shell.Dispose()
            $runspace.Dispose()
        }
    }
}

Describe 'What runs behind a cmdlet in the pipeline' {
    BeforeAll {
        Add-Type 'public static class Waiter { public static async System.Threading.Tasks.Task<int> Wait() { await System.Threading.Tasks.Task.Yield(); return 1; } }'
        $tenant = Start-Auth0LocalTenant
        Connect-Auth0 $tenant.Domain $tenant.ClientId $tenant.ClientSecret | Out-Null
    }

    AfterAll {
        Disconnect-Auth0
        Stop-Auth0LocalTenant
    }

    It 'may wait for asynchronous work of its own, behind <Name>' -ForEach @(
        @{ Name = 'an object'; Command = { Get-Auth0Client -First 1 } }
        @{ Name = 'an error'; Command = { Get-Auth0Client -Name nope -ErrorAction Continue 2>&1 } }
        @{ Name = 'a verbose line'; Command = { Get-Auth0Client -First 1 -Verbose 4>&1 } }
        @{ Name = 'a warning'; Command = { Invoke-Auth0Api -Path "clients?x=$('y')" -WarningAction Continue 3>&1 } }
    ) {
        # If the module's message pump stayed in place, this would never end.
        & $Command | ForEach-Object { [Waiter]::Wait().GetAwaiter().GetResult() } | Select-Object -First 1 | Should -Be 1
    }
}
