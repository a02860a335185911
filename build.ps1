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
    [ValidateSet('Build', 'Test', 'Help', 'Clean')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug'
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true

$solution = "$PSScriptRoot/Auth0Flows.sln"

switch ($Task) {
    'Build' { dotnet build $solution --configuration $Configuration }

    # The Pester suite is part of it; tests/Pester/Invoke-Suite.ps1 runs it alone.
    'Test' { dotnet test $solution --configuration $Configuration }

    # Where Microsoft.PowerShell.PlatyPS is installed. What it makes is kept: commit it with the pages.
    'Help' { & "$PSScriptRoot/docs/Build-Help.ps1" }

    'Clean' {
        Get-ChildItem $PSScriptRoot -Directory -Recurse -Include bin, obj, TestResults, BenchmarkDotNet.Artifacts |
            Remove-Item -Recurse -Force
    }
}
