#Requires -Version 7.6
<#
.SYNOPSIS
    Measures the module beside its peers, each pair in one run, and prints what it found beside the goals.
.DESCRIPTION
    Builds Release (bin/ holds that build afterwards) and takes about three minutes. Nothing fails where a goal is missed: these are
    measurements, not tests. Let nothing else run meanwhile.
.EXAMPLE
    pwsh -File benchmarks/Measure-Module.ps1
#>
[CmdletBinding()]
param(
    # Fresh processes for each of the two modules.
    [int]$Imports = 25,
    # Rounds of calls for each of the two cmdlets, and calls a round.
    [int]$Rounds = 15,
    [int]$Calls = 20000,
    # Applications in the list.
    [int]$Clients = 10000
)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
$module = Join-Path $root Auth0Flows.psd1
$emptyModule = "$PSScriptRoot/EmptyModule/bin/Release/net10.0/EmptyModule.psd1"
$peerModule = "$PSScriptRoot/PeerModule/bin/Release/net10.0/PeerModule.psd1"

function Invoke-Script([string]$Name, [hashtable]$Arguments) {
    $list = $Arguments.GetEnumerator().ForEach({ "-$($_.Key)", $_.Value })
    $json = & ([Environment]::ProcessPath) -NoProfile -NonInteractive -File "$PSScriptRoot/Scripts/$Name.ps1" @list
    if ($LASTEXITCODE) { throw "$Name.ps1 failed." }
    $json | ConvertFrom-Json
}

function Get-Median($Values) { @($Values | Sort-Object)[[Math]::Floor($Values.Count / 2)] }

function New-Row([string]$Measure, [double]$Ours, [double]$Peer, [string]$Format, [string]$PeerName, [double]$Goal) {
    $ratio = $Ours / $Peer
    [pscustomobject]@{
        Measure = $Measure
        Ours    = $Format -f $Ours
        Peer    = "$($Format -f $Peer), $PeerName"
        Ratio   = '{0:0.00}' -f $ratio
        Goal    = $Goal ? "<= $Goal" : ''
        Met     = $Goal ? ($ratio -le $Goal ? 'yes' : 'no') : ''
    }
}

function New-Fact([string]$Measure, [string]$Ours, [string]$Goal, [bool]$Met) {
    [pscustomobject]@{ Measure = $Measure; Ours = $Ours; Peer = ''; Ratio = ''; Goal = $Goal; Met = $Met ? 'yes' : 'no' }
}

function Measure-Import {
    $found = @{}
    $whole = @{ $module = @(); $emptyModule = @() }
    $inside = @{ $module = @(); $emptyModule = @() }
    $processor = @{ $module = @(); $emptyModule = @() }
    for ($i = -1; $i -lt $Imports; $i++) {
        foreach ($path in $module, $emptyModule) {
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $answer = Invoke-Script Import @{ Module = $path }
            if ($i -ge 0) { # the first ones bring the files into memory
                $whole[$path] += $watch.Elapsed.TotalMilliseconds
                $inside[$path] += $answer.Milliseconds
                $processor[$path] += $answer.ProcessorMilliseconds
                $answer.Dependencies.ForEach({ $found[$_] = $true })
            }
        }
    }

    $foreign = @($found.Keys -notlike 'Auth0Flows*')
    New-Row 'Import-Module in a fresh process' (Get-Median $inside[$module]) (Get-Median $inside[$emptyModule]) '{0:0.0} ms' 'an empty compiled module' 1.5
    New-Row 'The same, processor time' (Get-Median $processor[$module]) (Get-Median $processor[$emptyModule]) '{0:0.0} ms' 'an empty compiled module'
    New-Row 'The whole of that process' (Get-Median $whole[$module]) (Get-Median $whole[$emptyModule]) '{0:0} ms' 'an empty compiled module'
    New-Fact 'Third-party assemblies loaded by it' ($foreign ? ($foreign -join ' ') : 'none') none (-not $foreign)
}

function Measure-CachedToken {
    $answer = Invoke-Script CachedToken @{ Module = $module; Peer = $peerModule; Rounds = $Rounds; Calls = $Calls }
    New-Row 'Get-Auth0Token, held' (Get-Median $answer.Ours) (Get-Median $answer.Peer) '{0:0} ns' 'a compiled cmdlet that returns an object' 1.3
    New-Fact "Requests in $('{0:N0}' -f (($Rounds + 3) * $Calls)) calls" $answer.Requests 0 ($answer.Requests -eq 0)
}

function Measure-Library {
    $artifacts = Join-Path ([IO.Path]::GetTempPath()) "auth0flows-benchmarks-$PID"
    dotnet run -c Release --no-build --project "$PSScriptRoot/Auth0Flows.Benchmarks" -- --filter '*' --artifacts $artifacts | Out-Null
    if ($LASTEXITCODE) { throw 'The benchmarks of the library failed.' }
    $cases = (Get-Content "$artifacts/results/*-report-brief.json" -Raw | ConvertFrom-Json).Benchmarks
    Remove-Item $artifacts -Recurse
    foreach ($group in $cases | Group-Object Method) {
        $single = $group.Group[0].Statistics.Median
        foreach ($case in $group.Group) {
            $row = New-Row "$($case.Method), $('{0:N0}' -f [int]($case.Parameters -replace '\D')) held" $case.Statistics.Median $single '{0:0} ns' 'one held'
            $row.Goal = '<= 1000 ns'
            $row.Met = $case.Statistics.Median -le 1000 ? 'yes' : 'no'
            $row
        }
    }
}

function Measure-ClientList {
    $answer = Invoke-Script ClientList @{ Module = $module; Rounds = 5; Clients = $Clients }
    New-Row "Get-Auth0Client, $('{0:N0}' -f $Clients)" (Get-Median $answer.Ours) (Get-Median $answer.Peer) '{0:0} ms' 'Invoke-RestMethod, page by page'
}

foreach ($project in "$root/src/Auth0Flows.PowerShell", "$PSScriptRoot/EmptyModule", "$PSScriptRoot/PeerModule", "$PSScriptRoot/Auth0Flows.Benchmarks") {
    $log = dotnet build $project -c Release
    if ($LASTEXITCODE) { throw "$project was not built:`n$($log -join "`n")" }
}

$rows = foreach ($measure in 'Measure-Import', 'Measure-CachedToken', 'Measure-Library', 'Measure-ClientList') {
    Write-Information "$measure ..." -InformationAction Continue
    & $measure
}

$rows | Format-Table -AutoSize | Out-String -Width 160
