# Starts a tenant in a separate process, so that its time and memory aren't counted as the client's. Dot-source this script. The process
# exits at the end of its input.
function Start-TenantProcess([string]$Program, [string[]]$Setting) {
    $start = [Diagnostics.ProcessStartInfo]::new('dotnet', [string[]](@($Program, 'tenant') + $Setting))
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
    $process = [Diagnostics.Process]::Start($start)
    $process.StandardOutput.ReadLine() | ConvertFrom-Json | Add-Member Process $process -PassThru
}

# The same, and connects this runspace to it.
function Start-Tenant {
    [Diagnostics.CodeAnalysis.SuppressMessage('PSAvoidUsingConvertToSecureStringWithPlainText', '', Justification = 'A secret that the local tenant made up for this run.')]
    param([string]$Program, [string[]]$Setting)

    $tenant = Start-TenantProcess $Program $Setting
    $secret = ConvertTo-SecureString $tenant.ClientSecret -AsPlainText
    $null = Connect-Auth0 -Domain $tenant.Domain -ClientId $tenant.ClientId -ClientSecret $secret
    $tenant
}

# What a script for Node.js reads of a tenant with node-auth0: Scripts/list.mjs.
function Read-ByNode([string]$Script, [string]$Kind, [int]$Rounds, $Tenant) {
    $start = [Diagnostics.ProcessStartInfo]::new('node', [string[]]($Script, $Kind, $Rounds))
    $start.RedirectStandardOutput = $true
    $start.Environment['BENCHMARK_DOMAIN'] = $Tenant.Domain
    $start.Environment['BENCHMARK_CLIENT_ID'] = $Tenant.ClientId
    $start.Environment['BENCHMARK_CLIENT_SECRET'] = $Tenant.ClientSecret
    $process = [Diagnostics.Process]::Start($start)
    $process.StandardOutput.ReadToEnd() | ConvertFrom-Json
}

function Stop-Tenant($Tenant) {
    $Tenant.Process.StandardInput.Close()
    $Tenant.Process.WaitForExit()
}
