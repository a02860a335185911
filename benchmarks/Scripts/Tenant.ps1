# Starts a tenant in a separate process, so that its time and memory aren't counted as the client's. Dot-source this script. The process
# exits at the end of its input.
function Start-Tenant {
    [Diagnostics.CodeAnalysis.SuppressMessage('PSAvoidUsingConvertToSecureStringWithPlainText', '', Justification = 'A secret that the local tenant made up for this run.')]
    param([string]$Program, [string[]]$Setting)

    $start = [Diagnostics.ProcessStartInfo]::new('dotnet', [string[]](@($Program, 'tenant') + $Setting))
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
    $process = [Diagnostics.Process]::Start($start)
    $tenant = $process.StandardOutput.ReadLine() | ConvertFrom-Json
    $secret = ConvertTo-SecureString $tenant.ClientSecret -AsPlainText
    $null = Connect-Auth0 -Domain $tenant.Domain -ClientId $tenant.ClientId -ClientSecret $secret
    $tenant | Add-Member Process $process -PassThru
}

function Stop-Tenant($Tenant) {
    $Tenant.Process.StandardInput.Close()
    $Tenant.Process.WaitForExit()
}
