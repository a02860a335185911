# Pipes objects into Invoke-Auth0Api, with one request at a time and with eight, and measures the time and the memory.
param([Parameter(Mandatory)] [string]$Module, [Parameter(Mandatory)] [string]$Program, [Parameter(Mandatory)] [string]$Sizes)

$ErrorActionPreference = 'Stop'
Import-Module $Module
. $PSScriptRoot/Tenant.ps1
$tenant = Start-Tenant $Program ClientCount=10
$id = (Get-Auth0Client -First 1).ClientId

function Get-Heap {
    [GC]::Collect([GC]::MaxGeneration, [GCCollectionMode]::Forced, $true, $true)
    [GC]::GetTotalMemory($true)
}

$rows = foreach ($size in [int[]]($Sizes -split ',')) {
    foreach ($throttle in 1, 8) {
        $null = 1..10 | ForEach-Object { [pscustomobject]@{ id = $id } } | Invoke-Auth0Api 'clients/{id}' -ThrottleLimit $throttle
        $before = $most = Get-Heap
        $seen = 0
        $watch = [Diagnostics.Stopwatch]::StartNew()
        1..$size | ForEach-Object { [pscustomobject]@{ id = $id } } | Invoke-Auth0Api 'clients/{id}' -ThrottleLimit $throttle | & {
            process {
                $seen++
                if ($seen % [Math]::Max([int]($size / 5), 1) -eq 0) {
                    $watch.Stop()
                    $script:most = [Math]::Max($script:most, (Get-Heap))
                    $tenant.Process.StandardInput.WriteLine('clear') # the tenant keeps what it received
                    $null = $tenant.Process.StandardOutput.ReadLine()
                    $watch.Start()
                }
            }
            end { if ($seen -ne $size) { throw "$seen of $size came." } }
        }
        @{ Name = "Objects piped into Invoke-Auth0Api, -ThrottleLimit $throttle"; Size = $size; Milliseconds = $watch.Elapsed.TotalMilliseconds; Bytes = $most - $before }
    }
}

Stop-Tenant $tenant
ConvertTo-Json @($rows) -Compress
