# Reads the whole log by checkpoint, in a pipeline that keeps nothing, and measures how much the managed heap grows after the first page.
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
        $found = @{ Megabytes = ($most - $first) / 1MB; FirstPageMegabytes = $first / 1MB; Seconds = $watch.Elapsed.TotalSeconds }
        if ($Node) {
            $theirs = Read-ByNode $Node logs 1 $tenant
            if ($theirs.count -lt $Entries) { throw "$($theirs.count) entries of $Entries came to Node.js." }
            $found.NodeSeconds = $theirs.times[0] / 1000
        }

        $found | ConvertTo-Json -Compress
    }
}

Stop-Tenant $tenant
