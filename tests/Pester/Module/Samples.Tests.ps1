# The samples run as they would in a runbook and in CI: in processes of their own, which get all from the environment.
BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $root = "$PSScriptRoot/../../.."
    $tenant = Start-Auth0LocalTenant -UserCount 30
    $null = New-Item "$TestDrive/modules" -ItemType Directory
    $null = New-Item "$TestDrive/modules/Auth0Flows" -ItemType SymbolicLink -Target (Split-Path $ModulePath)
    $modules = "$TestDrive/modules$([IO.Path]::PathSeparator)$(Split-Path (Split-Path (Get-Module Pester).ModuleBase))$([IO.Path]::PathSeparator)$env:PSModulePath"

    # Runs a command line with these variables, and returns its exit code and what it said.
    function Invoke-Sample([hashtable] $Variables, [string[]] $Arguments) {
        Invoke-WithEnvironment ($Variables + @{ AUTH0_CONFIG_FOLDER = "$TestDrive/$(New-Guid)" }) {
            $before = $env:PSModulePath
            try {
                $env:PSModulePath = $modules
                $said = & "$root/build/Invoke-PowerShell.ps1" -NoProfile -NonInteractive @Arguments 2>&1
                [pscustomobject]@{ ExitCode = $LASTEXITCODE; Said = "$said" }
            }
            finally {
                $env:PSModulePath = $before
            }
        }
    }

    function Invoke-Runbook([hashtable] $Variables) { Invoke-Sample $Variables '-File', "$root/samples/Runbook/Export-InactiveUser.ps1", '-Path', "$TestDrive/users.csv" }

    $variables = @{ AUTH0_DOMAIN = $tenant.Domain; AUTH0_CLIENT_ID = $tenant.ClientId; AUTH0_CLIENT_SECRET = Get-PlainText $tenant.ClientSecret }
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'The runbook' {
    BeforeEach { $tenant.ClearRequests() }

    AfterEach { $tenant.ClearFaults() }

    It 'writes its file, and exits with 0' {
        $run = Invoke-Runbook $variables

        $run.ExitCode | Should -Be 0 -Because $run.Said
        $run.Said | Should -BeLike '* users in *users.csv'
        (Import-Csv "$TestDrive/users.csv")[0].UserId | Should -Not -BeNullOrEmpty
    }

    It 'uses the token of the run before, with a token store' {
        $store = $variables + @{ AUTH0_TOKEN_STORE = 'File' }
        Invoke-WithEnvironment @{} {
            $env:AUTH0_CONFIG_FOLDER = "$TestDrive/shared"
            foreach ($name in $store.Keys) { Set-Item "Env:$name" $store[$name] }
            $env:PSModulePath, $before = $modules, $env:PSModulePath
            try {
                1..2 | ForEach-Object { & "$root/build/Invoke-PowerShell.ps1" -NoProfile -NonInteractive -File "$root/samples/Runbook/Export-InactiveUser.ps1" -Path "$TestDrive/users.csv" } | Should -HaveCount 2
            }
            finally { $env:PSModulePath = $before }
        }

        $tenant.CountRequests('POST', '/oauth/token') | Should -Be 1
    }

    It 'exits with <Code> <When>' -ForEach @(
        @{ Code = 2; When = 'without an environment'; Id = 'NotConnected'; Change = { @{} } }
        @{ Code = 2; When = 'with a wrong domain'; Id = 'InvalidDomain'; Change = { $variables + @{} | ForEach-Object { $_.AUTH0_DOMAIN = 'https://'; $_ } } }
        @{ Code = 2; When = 'with a profile that is not there'; Id = 'ProfileNotFound'; Change = { @{ AUTH0_PROFILE = 'acme' } } }
        @{ Code = 2; When = 'with a store that is none'; Id = 'InvalidTokenStore'; Change = { $variables + @{ AUTH0_TOKEN_STORE = 'Cupboard' } } }
        @{ Code = 3; When = 'with a wrong secret'; Id = 'InvalidClient'; Change = { $variables + @{} | ForEach-Object { $_.AUTH0_CLIENT_SECRET = 'wrong'; $_ } } }
        @{ Code = 5; When = 'while the tenant is not there'; Id = 'ConnectionFailed'; Change = { $variables + @{} | ForEach-Object { $_.AUTH0_DOMAIN = 'http://127.0.0.1:1'; $_ } } }
    ) {
        $run = Invoke-Runbook (& $Change)

        $run.ExitCode | Should -Be $Code -Because $run.Said
        $run.Said | Should -BeLike "${Id}: *"
    }

    It 'exits with 4 where the application may not read users' {
        $tenant.AddFault(@{ Path = '/api/v2/users'; StatusCode = 403; Times = 0; Body = '{"statusCode":403,"error":"Forbidden","message":"Insufficient scope, expected any of: read:users","errorCode":"insufficient_scope"}' })

        $run = Invoke-Runbook $variables

        $run.ExitCode | Should -Be 4 -Because $run.Said
        $run.Said | Should -BeLike 'InsufficientScope: *read:users*'
    }
}

Describe 'The runbook''s table' {
    It 'has ids that exist' {
        $ids = (Get-Content "$root/samples/Runbook/Export-InactiveUser.ps1" -Raw | Select-String '(?m)^    (\w+) = \d$' -AllMatches).Matches.ForEach{ $_.Groups[1].Value }

        $ids.Count | Should -BeGreaterThan 10
        $ids | Where-Object { $_ -notin [Enum]::GetNames([Auth0ErrorCode]) } | Should -BeNullOrEmpty
    }
}

Describe 'The CI job' {
    It 'checks the tenant in Pester, with a key from the environment' {
        $rsa = [System.Security.Cryptography.RSA]::Create(2048)
        $null = $tenant.AddClientCredential($tenant.ClientId, $rsa.ExportSubjectPublicKeyInfoPem())
        $job = @{ AUTH0_DOMAIN = $tenant.Domain; AUTH0_CLIENT_ID = $tenant.ClientId; AUTH0_PRIVATE_KEY = $rsa.ExportPkcs8PrivateKeyPem(); AUTH0_TOKEN_STORE = 'File' }
        $command = "Import-Module Pester; `$result = Invoke-Pester -Path '$root/samples/CIJob/Tenant.Tests.ps1' -PassThru -Output None; `"`$(`$result.PassedCount) passed, `$(`$result.FailedCount) failed`"; exit `$result.FailedCount"

        $run = Invoke-Sample $job '-Command', $command

        $run.Said | Should -Match '^[1-9]\d* passed, 0 failed$'
        $run.ExitCode | Should -Be 0
    }

    It 'names variables that the module reads' {
        $text = Get-Content "$root/samples/CIJob/job.yml" -Raw

        $names = [regex]::Matches($text, '^\s+(AUTH0_\w+):', 'Multiline').ForEach{ $_.Groups[1].Value }
        $names | Should -Be 'AUTH0_DOMAIN', 'AUTH0_CLIENT_ID', 'AUTH0_PRIVATE_KEY', 'AUTH0_TOKEN_STORE'
        $text | Should -Not -Match '-----BEGIN'
    }
}
