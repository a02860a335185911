#Requires -Version 7.6
<#
.SYNOPSIS
    Measures the module and its peers, each pair in one run, and prints the results and the goals.
.DESCRIPTION
    Builds Release (bin/ contains that build afterwards) and takes about five minutes. A missed goal isn't an error: these are
    measurements, not tests. Don't run anything else meanwhile.
.EXAMPLE
    pwsh -File benchmarks/Measure-Module.ps1
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
    # The measures to run: Import, CachedToken, Library, ClientList, Latency, Log, Pace.
    [ValidateSet('Import', 'CachedToken', 'Library', 'ClientList', 'Latency', 'Log', 'Pace')]
    [string[]]$Measure = @('Import', 'CachedToken', 'Library', 'ClientList', 'Latency', 'Log', 'Pace')
)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
$module = Join-Path $root Auth0Flows.psd1
$emptyModule = "$PSScriptRoot/EmptyModule/bin/Release/net10.0/EmptyModule.psd1"
$peerModule = "$PSScriptRoot/PeerModule/bin/Release/net10.0/PeerModule.psd1"
$program = "$PSScriptRoot/Auth0Flows.ApiBenchmarks/bin/Release/net10.0/Auth0Flows.ApiBenchmarks.dll"

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

function Measure-Import {
    $found = @{}
    $first = @{ $module = 'Get-Auth0Session'; $emptyModule = 'Get-EmptySession' }
    $whole = @{ $module = @(); $emptyModule = @() }
    $withFirst = @{ $module = @(); $emptyModule = @() }
    $inside = @{ $module = @(); $emptyModule = @() }
    $processor = @{ $module = @(); $emptyModule = @() }
    for ($i = -1; $i -lt $Imports; $i++) {
        foreach ($path in $module, $emptyModule) {
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $answer = Invoke-Script Import @{ Module = $path; First = $first[$path] }
            if ($i -ge 0) { # the first runs load the files into memory
                $whole[$path] += $watch.Elapsed.TotalMilliseconds
                $inside[$path] += $answer.Milliseconds
                $withFirst[$path] += $answer.FirstMilliseconds
                $processor[$path] += $answer.ProcessorMilliseconds
                $answer.Dependencies.ForEach({ $found[$_] = $true })
            }
        }
    }

    $foreign = @($found.Keys -notlike 'Auth0Flows*')
    $peer = 'a module of as many cmdlets and views'
    New-Row 'Import-Module and the first cmdlet, fresh process' (Get-Median $withFirst[$module]) (Get-Median $withFirst[$emptyModule]) '{0:0.0} ms' $peer 1.2
    New-Row 'Import-Module alone' (Get-Median $inside[$module]) (Get-Median $inside[$emptyModule]) '{0:0.0} ms' $peer
    New-Row 'The same, processor time' (Get-Median $processor[$module]) (Get-Median $processor[$emptyModule]) '{0:0.0} ms' $peer
    New-Row 'The whole of that process' (Get-Median $whole[$module]) (Get-Median $whole[$emptyModule]) '{0:0} ms' $peer
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
    $name = "{0:N0} applications" -f $Clients
    $bare = 'HttpClient and generated System.Text.Json, page by page'
    $cmdlet = Invoke-Script ClientList @{ Module = $module; Peer = $peerModule; Program = $program; Rounds = $ListRounds; Clients = $Clients; Latency = 0 }
    $library = Invoke-Program list, $ListRounds, $Clients, 0
    New-Row "Get-Auth0Client, $name" (Get-Median $cmdlet.Ours) (Get-Median $cmdlet.Bare) '{0:0} ms' $bare 1.3
    New-Row 'The same' (Get-Median $cmdlet.Ours) (Get-Median $cmdlet.RestMethod) '{0:0} ms' 'Invoke-RestMethod, page by page' 0.5
    New-Row "ListAsync, $name" (Get-Median $library.Ours) (Get-Median $library.Bare) '{0:0} ms' $bare 1.3
    New-Row 'The same, processor time' (Get-Median $library.OursProcessor) (Get-Median $library.BareProcessor) '{0:0} ms' $bare
}

function Measure-Latency {
    $cmdlet = Invoke-Script ClientList @{ Module = $module; Peer = $peerModule; Program = $program; Rounds = $SlowRounds; Clients = $Clients; Latency = 30 }
    $library = Invoke-Program list, $SlowRounds, $Clients, 30
    New-Row 'Get-Auth0Client, 30 ms of latency' (Get-Median $cmdlet.Ours) (Get-Median $cmdlet.Bare) '{0:0} ms' 'HttpClient, one page after another' 0.5
    New-Row 'ListAsync, 30 ms of latency' (Get-Median $library.Ours) (Get-Median $library.Bare) '{0:0} ms' 'HttpClient, one page after another' 0.5
}

function Measure-Log {
    $name = '{0:N0} log entries' -f $LogEntries
    foreach ($case in @{ Name = 'Get-Auth0Log -All'; Found = Invoke-Script Log @{ Module = $module; Program = $program; Entries = $LogEntries } },
        @{ Name = 'ReadLogAsync'; Found = Invoke-Program log, $LogEntries }) {
        $found = $case.Found
        New-Fact "$($case.Name), $name, in $('{0:0.0}' -f $found.Seconds) s" ('{0:0.00} MB over {1:0.0} MB' -f $found.Megabytes, $found.FirstPageMegabytes) '< 64 MB over' ($found.Megabytes -lt 64)
    }
}

function Measure-Pace {
    $found = Invoke-Program pace, $PaceSeconds
    foreach ($case in @{ Name = 'one thread'; Found = $found.One }, @{ Name = 'eight threads'; Found = $found.Eight }) {
        $run = $case.Found
        $name = '{0} in {1:0.0} s, {2}' -f $run.Answered, $run.Seconds, $case.Name
        New-Fact "Pace under 10 a second: $name" ('{0:0.0 %}' -f $run.Pace) '>= 95 %' ($run.Pace -ge 0.95)
        New-Fact "Refused (429): $name" ('{0:0.0 %}, {1}' -f $run.Refused, $run.RefusedCount) '< 2 %' ($run.Refused -lt 0.02)
    }
}

foreach ($project in "$root/src/Auth0Flows.PowerShell", "$PSScriptRoot/EmptyModule", "$PSScriptRoot/PeerModule", "$PSScriptRoot/Auth0Flows.Benchmarks", "$PSScriptRoot/Auth0Flows.ApiBenchmarks") {
    $log = dotnet build $project -c Release
    if ($LASTEXITCODE) { throw "$project was not built:`n$($log -join "`n")" }
}

$rows = foreach ($name in $Measure) {
    Write-Information "Measure-$name ..." -InformationAction Continue
    & "Measure-$name"
}

$rows | Format-Table -AutoSize | Out-String -Width 200
