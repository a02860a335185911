#Requires -Version 7.6
<#
.SYNOPSIS
Runs all tests and gives how much of each assembly of ours they ran, in lines.
.DESCRIPTION
The whole report is out/coverage/coverage.xml, in Cobertura's format. The cmdlets count too: the collector follows the processes
that tests start.
#>
[CmdletBinding()]
param(
    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug',

    # Which tests, in the words of dotnet test --filter; all without it.
    [string] $Filter
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false

$root = Split-Path $PSScriptRoot
$folder = "$root/out/coverage"
Remove-Item $folder -Recurse -Force -ErrorAction Ignore
$only = $Filter ? @('--filter', $Filter) : @()
dotnet test "$root/tests/Auth0Flows.Tests" --configuration $Configuration --collect 'Code Coverage;Format=cobertura' --settings "$PSScriptRoot/coverage.runsettings" --results-directory $folder @only | Out-Host
if ($LASTEXITCODE) { throw 'There are tests that failed.' }

$report = Get-ChildItem $folder -Recurse -Filter *.cobertura.xml | Select-Object -First 1
if (-not $report) { throw 'The collector wrote no report.' }
Move-Item $report "$folder/coverage.xml"
([xml](Get-Content "$folder/coverage.xml" -Raw)).coverage.packages.package | ForEach-Object {
    [pscustomobject]@{ Assembly = $_.name; Lines = '{0:P1}' -f [double]::Parse($_.'line-rate', [cultureinfo]::InvariantCulture) }
}
