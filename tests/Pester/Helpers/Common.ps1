# What the tests share: the module, the audience of the local tenant's own API, and a few words for what they all do.
$ModulePath = (Resolve-Path ($env:AUTH0FLOWS_MODULE ? $env:AUTH0FLOWS_MODULE : "$PSScriptRoot/../../../Auth0Flows.psd1")).Path
Import-Module $ModulePath

$Orders = 'https://orders.example.com/'

# How one connects with a local tenant's application; without patience, so that an ordered failure shows at once.
function Get-ConnectParameter($Tenant) {
    @{ Domain = $Tenant.Domain; ClientId = $Tenant.ClientId; ClientSecret = $Tenant.ClientSecret; MaximumRetryCount = 0 }
}

# The same as another of its applications: 'Web Portal' keeps a secret, 'Mobile for iOS' is public, and its refresh tokens rotate.
function Get-ApplicationParameter($Tenant, [string] $Name) {
    $application = $Tenant.GetApplication($Name)
    $parameters = @{ Domain = $Tenant.Domain; ClientId = $application.ClientId; MaximumRetryCount = 0 }
    if ($application.ClientSecret) { $parameters.ClientSecret = $application.ClientSecret }
    $parameters
}

# What most tests begin and end with; dotted, for they set $connection and $session where they are called.
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

# What a user of the tenant types at a login.
function Get-UserCredential($User) { [pscredential]::new($User.Email, $User.Password) }

# What stands in a JWT.
function Read-Jwt([string] $Jwt) {
    $header, $claims = ($Jwt -split '\.')[0, 1] | ForEach-Object {
        [System.Text.Encoding]::UTF8.GetString([System.Buffers.Text.Base64Url]::DecodeFromChars($_)) | ConvertFrom-Json
    }
    [pscustomobject]@{ Header = $header; Claims = $claims }
}

# The one error of a command, whether it ends the command or not. Output is let go.
function Get-Failure([scriptblock] $Command) {
    $failures = @(
        try { & $Command 2>&1 | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] } }
        catch { $_ }
    )
    $failures.Count | Should -Be 1 -Because "one error is expected of $Command"
    $failures[0]
}

# All that a command shows: output, errors down to their exceptions, and every other stream, verbose and debug ones too.
function Get-Shown([scriptblock] $Command) {
    $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
    $shown = @(try { & $Command *>&1 } catch { $_ }) + $global:Error
    $shown | ForEach-Object {
        $_ | Out-String -Width 1000
        $_ | Format-List -Property * -Force | Out-String -Width 1000
        if ($_ -is [System.Management.Automation.ErrorRecord]) { "$($_.Exception)"; "$($_.TargetObject)"; "$($_.ErrorDetails)" }
    } | Join-String
}

# A secret as text, to look for it where it must not be.
function Get-PlainText([securestring] $Secret) { ConvertFrom-SecureString $Secret -AsPlainText }

# Waits until something has happened, and fails where it does not.
function Wait-Until([scriptblock] $Condition) {
    [System.Threading.SpinWait]::SpinUntil([Func[bool]] $Condition, 20000) | Should -BeTrue -Because "it must happen: $Condition"
}

# Runs a command with these environment variables, and no other ones of Auth0.
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

# Runs a script in a PowerShell of its own, and gives what it writes as JSON.
function Invoke-InNewProcess([string] $Script) {
    $output = & "$PSScriptRoot/../../../build/Invoke-PowerShell.ps1" -NoProfile -NonInteractive -Command "`$ErrorActionPreference = 'Stop'; $Script" 2>&1
    $LASTEXITCODE | Should -Be 0 -Because "the process said: $output"
    $output | ConvertFrom-Json
}

# A runspace of its own, with the module, in which a script runs until it ends or is stopped.
function Start-InNewRunspace([string] $Script, [hashtable] $Variables) {
    $shell = [powershell]::Create()
    $null = $shell.AddCommand('Import-Module').AddParameter('Name', $ModulePath).Invoke()
    $shell.Commands.Clear()
    $Variables.GetEnumerator() | ForEach-Object { $shell.Runspace.SessionStateProxy.SetVariable($_.Key, $_.Value) }
    $null = $shell.AddScript($Script)
    [pscustomobject]@{ Shell = $shell; Invocation = $shell.BeginInvoke() }
}
