#Requires -Version 7.6
<#
.SYNOPSIS
    Measures the module and its peers, each pair in one run, and prints the results and the goals.
.DESCRIPTION
    Builds Release (bin/ contains that build afterwards) and takes about half an hour; with -Short less than a minute, for the ratios
    of a change. A missed goal isn't an error: these are measurements, not tests. Don't run anything else meanwhile.
.EXAMPLE
    pwsh -File benchmarks/Measure-Module.ps1
.EXAMPLE
    benchmarks/Measure-Module.ps1 -Short
.EXAMPLE
    ./build.ps1 Benchmark

    The same, and writes benchmarks/RESULTS.md.
#>
[CmdletBinding()]
param(
    # The number of new processes for each of the two modules.
    [int]$Imports = 25,
    # The number of rounds for each of the two cmdlets, and of calls per round.
    [int]$Rounds = 15,
    [int]$Calls = 20000,
    # The number of applications in the list, of rounds, and of rounds with latency.
    [int]$Clients = 10000,
    [int]$ListRounds = 21,
    [int]$SlowRounds = 5,
    # The number of log entries.
    [int]$LogEntries = 1000000,
    # The duration under a rate limit, in seconds.
    [int]$PaceSeconds = 30,
    # How many there are of what grows.
    [int[]]$GrowthSizes = @(1, 100, 10000, 1000000),
    # The measures to run.
    [ValidateSet('Cold', 'Import', 'CachedToken', 'Token', 'Library', 'ClientList', 'Latency', 'Log', 'Node', 'Pace', 'Growth')]
    [string[]]$Measure = @('Cold', 'Import', 'CachedToken', 'Token', 'Library', 'ClientList', 'Latency', 'Log', 'Node', 'Pace', 'Growth'),
    # The ratios alone, from few rounds.
    [switch]$Short,
    # The rows as objects, instead of tables.
    [switch]$PassThru
)

if ($Short) {
    $Imports, $Rounds, $Calls, $Clients, $ListRounds = 5, 5, 5000, 2000, 5
    $Measure = 'Import', 'CachedToken', 'Token', 'ClientList'
}

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
$script:module = Join-Path $root Auth0Flows.psd1
$script:emptyModule = "$PSScriptRoot/EmptyModule/bin/Release/net10.0/EmptyModule.psd1"
$script:peerModule = "$PSScriptRoot/PeerModule/bin/Release/net10.0/PeerModule.psd1"
$script:program = "$PSScriptRoot/Auth0Flows.ApiBenchmarks/bin/Release/net10.0/Auth0Flows.ApiBenchmarks.dll"

function Invoke-Script([string]$Name, [hashtable]$Arguments) {
    $list = $Arguments.GetEnumerator().ForEach({ "-$($_.Key)", $_.Value })
    $json = & "$root/build/Invoke-PowerShell.ps1" -NoProfile -NonInteractive -File "$PSScriptRoot/Scripts/$Name.ps1" @list
    if ($LASTEXITCODE) { throw "$Name.ps1 failed." }
    $json | ConvertFrom-Json
}

# The library's results, in a process without PowerShell.
function Invoke-Program([string[]]$Arguments) {
    $json = dotnet $program @Arguments
    if ($LASTEXITCODE) { throw "Auth0Flows.ApiBenchmarks $Arguments failed." }
    $json | ConvertFrom-Json
}

function Get-Median($Values) { @($Values | Sort-Object)[[Math]::Floor($Values.Count / 2)] }

function New-Row([string]$Name, [double]$Ours, [double]$Peer, [string]$Format, [string]$PeerName, [double]$Goal) {
    $ratio = $Ours / $Peer
    [pscustomobject]@{
        Measure = $Name
        Ours    = $Format -f $Ours
        Peer    = "$($Format -f $Peer), $PeerName"
        Ratio   = '{0:0.00}' -f $ratio
        Goal    = $Goal ? "<= $Goal" : ''
        Met     = $Goal ? ($ratio -le $Goal ? 'yes' : 'no') : ''
    }
}

function New-Fact([string]$Name, [string]$Ours, [string]$Goal, [bool]$Met) {
    [pscustomobject]@{ Measure = $Name; Ours = $Ours; Peer = ''; Ratio = ''; Goal = $Goal; Met = $Met ? 'yes' : 'no' }
}

Get-ChildItem "$PSScriptRoot/Measures/*.ps1" | ForEach-Object { . $_ }

foreach ($project in "$root/src/Auth0Flows.PowerShell", "$PSScriptRoot/EmptyModule", "$PSScriptRoot/PeerModule", "$PSScriptRoot/Auth0Flows.Benchmarks", "$PSScriptRoot/Auth0Flows.ApiBenchmarks") {
    $log = dotnet build $project -c Release
    if ($LASTEXITCODE) { throw "$project was not built:`n$($log -join "`n")" }
}

$rows = foreach ($name in $Measure) {
    Write-Information "Measure-$name ..." -InformationAction Continue
    & "Measure-$name"
}

if ($PassThru) { return $rows }
$rows | Where-Object Measure | Format-Table -AutoSize | Out-String -Width 220
$rows | Where-Object Growth | Format-Table -AutoSize | Out-String -Width 220
