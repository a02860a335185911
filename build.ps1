#Requires -Version 7.6
<#
.SYNOPSIS
Builds, tests and cleans Auth0Flows. Every task is a few lines over dotnet and Pester.
.EXAMPLE
./build.ps1
.EXAMPLE
./build.ps1 Build, Test -Configuration Release
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Clean')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug'
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true

function Build {
    dotnet build "$PSScriptRoot/Auth0Flows.sln" --configuration $Configuration
}

# The Pester suite is part of dotnet test; tests/Pester/Invoke-Suite.ps1 runs it alone.
function Test {
    dotnet test "$PSScriptRoot/Auth0Flows.sln" --configuration $Configuration
}

function Clean {
    Get-ChildItem $PSScriptRoot -Directory -Recurse -Include bin, obj, TestResults, BenchmarkDotNet.Artifacts |
        Remove-Item -Recurse -Force
}

foreach ($name in $Task) {
    & $name
}
