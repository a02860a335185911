# Reads the whole log by checkpoint, in a pipeline that keeps nothing, and measures how much the managed heap grows after the first page.
# With -Node, measures the time instead, and node-auth0's for the same log.
param([Parameter(Mandatory)] [string]$Module, [Parameter(Mandatory)] [string]$Program, [int]$Entries, [string]$Node)

$ErrorActionPreference = 'Stop'
Import-Module $Module
. $PSScriptRoot/Tenant.ps1
$tenant = Start-Tenant $Program "LogCount=$Entries"

function Get-Heap {
    [GC]::Collect([GC]::MaxGeneration, [GCCollectionMode]::Forced, $true, $true)
    [GC]::WaitForPendingFinalizers()
    [GC]::GetTotalMemory($true)
}

function Measure-Heap {
    $read = 0
    $first = 0
    $most = 0
    $samples = [int]($Entries / 10)
    $watch = [Diagnostics.Stopwatch]::StartNew()
    Get-Auth0Log -All | & {
        process {
            $read++
            if ($read -eq 100) { $first = $most = Get-Heap } # one page
            elseif ($read % $samples -eq 0) { $most = [Math]::Max($most, (Get-Heap)) }
        }
        end {
            if ($read -lt $Entries) { throw "$read entries of $Entries came." }
            @{ Megabytes = ($most - $first) / 1MB; FirstPageMegabytes = $first / 1MB; Seconds = $watch.Elapsed.TotalSeconds }
        }
    }
}

function Measure-Time {
    $null = Get-Auth0Log -After (Get-Auth0Log -First 1).LogId # compiles what is needed
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $read = (Get-Auth0Log -All | Measure-Object).Count
    $seconds = $watch.Elapsed.TotalSeconds
    $theirs = Read-ByNode $Node logs 1 $tenant
    if ($read -lt $Entries -or $theirs.count -lt $Entries) { throw "$read entries of $Entries came, and $($theirs.count) to Node.js." }
    @{ Seconds = $seconds; NodeSeconds = $theirs.times[0] / 1000 }
}

$found = $Node ? (Measure-Time) : (Measure-Heap)
$found | ConvertTo-Json -Compress
Stop-Tenant $tenant
