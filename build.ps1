#Requires -Version 7.6
<#
.SYNOPSIS
Builds, tests, analyses, packs and cleans Auth0Flows. Every task is a few lines over dotnet and Pester.
.DESCRIPTION
Where no PowerShell is installed: dotnet run --project build/PowerShell -- ./build.ps1 Test
.EXAMPLE
./build.ps1
.EXAMPLE
./build.ps1 Build, Test -Configuration Release
.EXAMPLE
./build.ps1 Fuzz -Targets tokens, claims -Inputs 100000 -Seed 1
.EXAMPLE
./build.ps1 Package; Publish-PSResource -NupkgPath out/Auth0Flows.0.1.0.nupkg -Repository MyRepository
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Coverage', 'Fuzz', 'Benchmark', 'Record', 'Help', 'Analyze', 'Package', 'Publish', 'Clean')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug',

    # Of Fuzz: which targets (all), how many inputs each (1,000,000), how many seconds each at most, and with what seed and threads.
    [string[]] $Targets,
    [long] $Inputs,
    [double] $Seconds,
    [int] $Seed,
    [int] $Threads
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true

$solution = "$PSScriptRoot/Auth0Flows.sln"

switch ($Task) {
    'Build' { dotnet build $solution --configuration $Configuration }

    # The Pester suite is part of it; tests/Pester/Invoke-Suite.ps1 runs it alone. The folder is where dotnet finds global.json.
    'Test' {
        Push-Location $PSScriptRoot
        try { dotnet test --configuration $Configuration }
        finally { Pop-Location }
    }

    # Of the library and the cmdlets, by all tests: out/coverage/.
    'Coverage' { & "$PSScriptRoot/build/Measure-Coverage.ps1" -Configuration $Configuration }

    # Inputs without end for all that reads what others write. What finds something is kept in tests/Auth0Flows.Fuzz/Corpus.
    'Fuzz' {
        $fuzz = foreach ($name in 'Targets', 'Inputs', 'Seconds', 'Seed', 'Threads') {
            if ($PSBoundParameters.ContainsKey($name)) {
                "--$($name.ToLowerInvariant())"
                $PSBoundParameters[$name] -join ','
            }
        }
        dotnet run --project "$PSScriptRoot/tests/Auth0Flows.Fuzz" --configuration Release -- $fuzz
    }

    # On a quiet machine, for half an hour: benchmarks/RESULTS.md. benchmarks/Measure-Module.ps1 -Short gives ratios within a minute.
    'Benchmark' { & "$PSScriptRoot/benchmarks/Write-Results.ps1" }

    'Analyze' {
        $faults = & "$PSScriptRoot/build/Find-ScriptFault.ps1"
        if ($faults) { throw $faults -join "`n" }
        $null = Test-ModuleManifest "$PSScriptRoot/Auth0Flows.psd1"
        dotnet format style $solution --verify-no-changes
        dotnet format analyzers $solution --verify-no-changes
        # White space and line breaks are CSharpier's: dotnet csharpier format . writes them.
        dotnet tool restore --tool-manifest "$PSScriptRoot/.config/dotnet-tools.json"
        Push-Location $PSScriptRoot
        try { dotnet csharpier check . }
        finally { Pop-Location }
    }

    # What users get is built apart from bin/: a Release build without symbols. It is installed and tried before it counts.
    'Package' {
        $build = "$PSScriptRoot/out/build/"
        Remove-Item $build -Recurse -Force -ErrorAction Ignore
        dotnet build "$PSScriptRoot/src/Auth0Flows.PowerShell" --configuration Release "-p:ModuleFolder=$build" -p:IntermediateOutputPath=obj/Package/ -p:DebugType=none
        # On Linux most processes are short: there the library comes compiled to machine code, too.
        dotnet publish "$PSScriptRoot/build/ReadyToRun" --configuration Release "-p:Assemblies=$build" --output "$PSScriptRoot/out/ReadyToRun"
        $null = New-Item "${build}deps/linux-x64" -ItemType Directory
        Copy-Item "$PSScriptRoot/out/ReadyToRun/Auth0Flows.dll" "${build}deps/linux-x64"
        $folder, $package = & "$PSScriptRoot/build/New-ModulePackage.ps1" -Assemblies $build -Destination "$PSScriptRoot/out"
        $env:AUTH0FLOWS_PACKAGE = $package
        try { & "$PSScriptRoot/build/Invoke-PowerShell.ps1" -NoProfile -File "$PSScriptRoot/tests/Pester/Invoke-Suite.ps1" -Path "$PSScriptRoot/tests/Pester/Module/Package.Tests.ps1" }
        catch { Remove-Item $package; throw }
        finally { Remove-Item Env:AUTH0FLOWS_PACKAGE }
        $folder, $package
    }

    # The package that is there, at a tag of its version, with the key of $env:PSGALLERY_API_KEY.
    'Publish' { & "$PSScriptRoot/build/Publish-ModulePackage.ps1" }

    # After new or changed cmdlets: the manifest's list, Surface.txt, docs/families.md, en-US. Commit them with the cmdlets.
    'Record' {
        dotnet build $solution --configuration $Configuration
        & "$PSScriptRoot/build/Invoke-PowerShell.ps1" -NoProfile -File "$PSScriptRoot/build/Update-Record.ps1" -Configuration $Configuration
    }

    # Where Microsoft.PowerShell.PlatyPS is installed. What it makes is kept: commit it with the pages.
    'Help' { & "$PSScriptRoot/docs/Build-Help.ps1" }

    'Clean' {
        Remove-Item "$PSScriptRoot/out" -Recurse -Force -ErrorAction Ignore
        # Not the program that may have started this script.
        Get-ChildItem $PSScriptRoot -Directory -Recurse -Include bin, obj, TestResults, BenchmarkDotNet.Artifacts |
            Where-Object FullName -NE (Join-Path -Path $PSScriptRoot -ChildPath build -AdditionalChildPath PowerShell, bin) |
            Remove-Item -Recurse -Force
    }
}
