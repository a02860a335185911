# Shared by the tests: the module, the audience of the local tenant's own API, and helper functions.
$ModulePath = (Resolve-Path ($env:AUTH0FLOWS_MODULE ? $env:AUTH0FLOWS_MODULE : "$PSScriptRoot/../../../Auth0Flows.psd1")).Path
Import-Module $ModulePath

$Orders = 'https://orders.example.com/'

# The parameters to connect with a local tenant's application; without patience, so that a simulated fault shows at once.
function Get-ConnectParameter($Tenant) {
    @{ Domain = $Tenant.Domain; ClientId = $Tenant.ClientId; ClientSecret = $Tenant.ClientSecret; MaximumRetryCount = 0 }
}

# The same for another application: 'Web Portal' is confidential, 'Mobile for iOS' is public, and its refresh tokens rotate.
function Get-ApplicationParameter($Tenant, [string] $Name) {
    $application = $Tenant.GetApplication($Name)
    $parameters = @{ Domain = $Tenant.Domain; ClientId = $application.ClientId; MaximumRetryCount = 0 }
    if ($application.ClientSecret) { $parameters.ClientSecret = $application.ClientSecret }
    $parameters
}

# The setup and cleanup of most tests. Dot-source them: they set $connection and $session in the caller's scope.
function Connect-Application {
    $connection = Get-ConnectParameter $tenant
    $session = Connect-Auth0 @connection
    $tenant.ClearRequests()
}

function Connect-Portal {
    $connection = Get-ApplicationParameter $tenant 'Web Portal'
    $session = Connect-Auth0 @connection -Audience $Orders
    $tenant.ClearRequests()
}

function Disconnect-Tenant {
    @(Get-Auth0Session -ListAvailable) + $session | Where-Object { $_ } | Disconnect-Auth0
    $tenant.ClearFaults()
}

# The credential that a user of the tenant types at a login.
function Get-UserCredential($User) { [pscredential]::new($User.Email, $User.Password) }

# Decodes the contents of a JWT.
function Read-Jwt([string] $Jwt) {
    $header, $claims = ($Jwt -split '\.')[0, 1] | ForEach-Object {
        [System.Text.Encoding]::UTF8.GetString([System.Buffers.Text.Base64Url]::DecodeFromChars($_)) | ConvertFrom-Json
    }
    [pscustomobject]@{ Header = $header; Claims = $claims }
}

# The only error of a command, terminating or not. Output is discarded.
function Get-Failure([scriptblock] $Command) {
    $failures = @(
        try { & $Command 2>&1 | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] } }
        catch { $_ }
    )
    $failures.Count | Should -Be 1 -Because "one error is expected of $Command"
    $failures[0]
}

# Everything that a command shows: output, errors with their exceptions, and all other streams, including verbose and debug.
function Get-Shown([scriptblock] $Command) {
    $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
    $global:Error.Clear() # what other tests left there is not of this command
    $shown = @(try { & $Command *>&1 } catch { $_ }) + $global:Error
    $shown | ForEach-Object {
        $_ | Out-String -Width 1000
        $_ | Format-List -Property * -Force | Out-String -Width 1000
        if ($_ -is [System.Management.Automation.ErrorRecord]) { "$($_.Exception)"; "$($_.TargetObject)"; "$($_.ErrorDetails)" }
    } | Join-String
}

# A secret as text, to check that it doesn't appear elsewhere.
function Get-PlainText([securestring] $Secret) { ConvertFrom-SecureString $Secret -AsPlainText }

# Waits for a condition, and fails if it isn't met in time.
function Wait-Until([scriptblock] $Condition) {
    [System.Threading.SpinWait]::SpinUntil([Func[bool]] $Condition, 20000) | Should -BeTrue -Because "it must happen: $Condition"
}

# Runs a command with these environment variables, and without other Auth0 variables.
function Invoke-WithEnvironment([hashtable] $Variables, [scriptblock] $Command) {
    $before = Get-Item Env:AUTH0_*
    try {
        Remove-Item Env:AUTH0_*
        $Variables.GetEnumerator() | ForEach-Object { Set-Item "Env:$($_.Key)" $_.Value }
        & $Command
    }
    finally {
        Remove-Item Env:AUTH0_*
        $before | ForEach-Object { Set-Item "Env:$($_.Name)" $_.Value }
    }
}

# Runs a script in a separate PowerShell process, and returns its JSON output.
function Invoke-InNewProcess([string] $Script) {
    $output = & "$PSScriptRoot/../../../build/Invoke-PowerShell.ps1" -NoProfile -NonInteractive -Command "`$ErrorActionPreference = 'Stop'; $Script" 2>&1
    $LASTEXITCODE | Should -Be 0 -Because "the process said: $output"
    $output | ConvertFrom-Json
}

# Starts a script in a separate runspace with the module; it runs until it ends or is stopped.
function Start-InNewRunspace([string] $Script, [hashtable] $Variables) {
    $shell = [powershell]::Create()
    $null = $shell.AddCommand('Import-Module').AddParameter('Name', $ModulePath).Invoke()
    $shell.Commands.Clear()
    $Variables.GetEnumerator() | ForEach-Object { $shell.Runspace.SessionStateProxy.SetVariable($_.Key, $_.Value) }
    $null = $shell.AddScript($Script)
    [pscustomobject]@{ Shell = $shell; Invocation = $shell.BeginInvoke() }
}
