#Requires -Version 7.6
<#
.SYNOPSIS
    Measures all and writes benchmarks/RESULTS.md: each row ours, the peer's, the ratio, the goal; the machine, the date, the versions.
.DESCRIPTION
    What a missed goal costs and why is kept in Missed.json, by the row's name: a miss without a reason there is written as such.
#>
[CmdletBinding()]
param()

$ErrorActionPreference = 'Stop'
$rows = & "$PSScriptRoot/Measure-Module.ps1" -PassThru
$reasons = Get-Content "$PSScriptRoot/Missed.json" -Raw | ConvertFrom-Json -AsHashtable
$manifest = Import-PowerShellDataFile "$PSScriptRoot/../Auth0Flows.psd1"

function Get-Cell($Value) { "$Value".Replace('|', '\|') }

$text = [Text.StringBuilder]::new()
$null = $text.AppendLine(@"
# Results

Written by ``build.ps1 Benchmark``; [README.md](README.md) says what each measure is. Compare the ratios: milliseconds are the machine's.

| | |
|---|---|
| Date | $(Get-Date -AsUTC -Format 'yyyy-MM-dd HH:mm') UTC |
| Commit | $(git -C $PSScriptRoot rev-parse --short HEAD) |
| Auth0Flows | $($manifest.ModuleVersion) |
| PowerShell, .NET | $($PSVersionTable.PSVersion), $([Environment]::Version) |
| System | $([Runtime.InteropServices.RuntimeInformation]::OSDescription), $([Runtime.InteropServices.RuntimeInformation]::ProcessArchitecture) |
| Processors, memory | $([Environment]::ProcessorCount), $('{0:0} GiB' -f ([GC]::GetGCMemoryInfo().TotalAvailableMemoryBytes / 1GB)) |

| measure | ours | peer | ratio | goal | met |
|---|---|---|---|---|---|
"@)
foreach ($row in $rows.Where({ $_.Measure })) {
    $null = $text.AppendLine("| $(('Measure', 'Ours', 'Peer', 'Ratio', 'Goal', 'Met').ForEach({ Get-Cell $row.$_ }) -join ' | ') |")
}

$missed = $rows.Where({ $_.Met -eq 'no' })
if ($missed) {
    $null = $text.AppendLine().AppendLine('## Missed').AppendLine()
    foreach ($row in $missed) {
        $name = $row.Measure
        $reason = $reasons.Keys.Where({ $name -like $_ }, 'First').ForEach({ $reasons[$_] })
        $null = $text.AppendLine("- **${name}**: $($reason ? $reason : 'the reason is not known yet.')")
    }
}

$null = $text.AppendLine().AppendLine('## Growth').AppendLine().AppendLine('| what | count | time | per one | memory | look-up |').AppendLine('|---|---|---|---|---|---|')
foreach ($row in $rows.Where({ $_.Growth })) {
    $null = $text.AppendLine("| $(('Growth', 'Count', 'Time', 'Per one', 'Memory', 'Look-up').ForEach({ Get-Cell $row.$_ }) -join ' | ') |")
}

Set-Content "$PSScriptRoot/RESULTS.md" $text.ToString().TrimEnd()
Get-Item "$PSScriptRoot/RESULTS.md"
