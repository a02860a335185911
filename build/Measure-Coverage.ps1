#Requires -Version 7.6
<#
.SYNOPSIS
Runs all tests, and returns the line coverage of each of the project's assemblies.
.DESCRIPTION
The whole report is out/coverage/coverage.xml, in Cobertura's format. Coverlet changes the assemblies in the tests' folder while the tests
run, and each process that loads one of them reports its lines when it exits normally: the tests, Pester, and the processes that Pester's
tests start. The packages of Package.Tests.ps1 and processes that a test kills aren't counted.
#>
[CmdletBinding()]
param(
    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug',

    # The test classes to run, such as *.Auth0DomainTests; all by default.
    [string[]] $Class
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false

$root = Split-Path $PSScriptRoot
$folder = "$root/out/coverage"
Remove-Item $folder -Recurse -Force -ErrorAction Ignore
$project = "$root/tests/Auth0Flows.Tests/Auth0Flows.Tests.csproj"
dotnet build $project --configuration $Configuration | Out-Host
if ($LASTEXITCODE) { throw 'The build failed.' }

# Pester imports a module whose assemblies are links to those of the tests. On Windows, links require developer mode.
$tests = "$root/tests/Auth0Flows.Tests/bin/$Configuration/net10.0"
$module = "$folder/module"
$null = New-Item $module -ItemType Directory
Copy-Item "$root/Auth0Flows.psd1", "$root/bin", "$root/en-US" $module -Recurse
foreach ($assembly in Get-ChildItem "$module/bin" -Recurse -Filter Auth0Flows*.dll) {
    $null = New-Item $assembly.FullName -ItemType SymbolicLink -Target "$tests/$($assembly.Name)" -Force
}

# With an equals sign: PowerShell treats a separate argument as a file name pattern.
$options = @(
    '--coverlet', '--coverlet-output-format=cobertura', '--coverlet-include=[Auth0Flows*]*'
    foreach ($name in 'Tests', 'Engine') { "--coverlet-exclude=[Auth0Flows.$name]*" }
    # What assemblies refer to is not theirs alone while Coverlet has changed them.
    if ($Class) { foreach ($name in $Class) { "--filter-class=$name" } } else { '--filter-not-class=*LibraryConventionTests' }
)
Push-Location $root
$env:AUTH0FLOWS_MODULE = "$module/Auth0Flows.psd1"
try { dotnet test --project $project --no-build --configuration $Configuration --results-directory "$folder/results" @options | Out-Host }
finally {
    Remove-Item Env:AUTH0FLOWS_MODULE
    Pop-Location
}

if ($LASTEXITCODE) { throw 'There are tests that failed.' }

$report = Get-ChildItem "$folder/results" -Filter coverage.cobertura.*.xml | Select-Object -First 1
if (-not $report) { throw 'The collector wrote no report.' }
Move-Item $report "$folder/coverage.xml"
([xml](Get-Content "$folder/coverage.xml" -Raw)).coverage.packages.package | ForEach-Object {
    [pscustomobject]@{ Assembly = $_.name; Lines = '{0:P1}' -f [double]::Parse($_.'line-rate', [cultureinfo]::InvariantCulture) }
}
