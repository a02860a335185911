#Requires -Version 7.6
<#
.SYNOPSIS
Runs the Pester suite, and writes the result of each test as JSON for dotnet test.
.DESCRIPTION
Without -OutputPath, it shows the run on the screen, as Invoke-Pester does, and exits with the number of failures. It uses only the Pester
that the build installed; dotnet build -p:PesterVersion=5.9.1 installs another.
#>
[CmdletBinding()]
param(
    [string] $OutputPath,
    [string] $Path = $PSScriptRoot
)

$ErrorActionPreference = 'Stop'
# By its folder, and first on the path, so that neither the suite nor its child processes find another version in a user's folder.
$engine = Join-Path (Split-Path (Split-Path $PSScriptRoot)) build PowerShell
$modules = Join-Path $engine obj modules
# In a clone without a build: build.ps1 Package.
if (-not (Test-Path "$modules/Pester")) { dotnet build $engine --verbosity quiet | Out-Host }
$pester = Get-Item "$modules/Pester/*/Pester.psd1" -ErrorAction Ignore
if (-not $pester) { throw "Pester is not in ${modules}: dotnet build $engine brings it." }
$env:PSModulePath = $modules, $env:PSModulePath -join [System.IO.Path]::PathSeparator
Import-Module $pester
$configuration = New-PesterConfiguration
$configuration.Run.Path = Convert-Path $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = $OutputPath ? 'None' : 'Detailed'
if (-not $OutputPath) { "PowerShell $($PSVersionTable.PSVersion) of $PSHOME, Pester $((Get-Module Pester).Version) of $($pester.DirectoryName)" }

# The user's own profiles and tokens neither change what the tests see, nor are changed by them. The folders must exist: otherwise .NET
# says that there are none, and PowerShell's own modules write to the current folder.
$folder = (New-Item (Join-Path ([System.IO.Path]::GetTempPath()) (New-Guid)) -ItemType Directory).FullName
$env:XDG_CONFIG_HOME, $env:XDG_DATA_HOME, $current = (New-Item "$folder/config", "$folder/data", "$folder/current" -ItemType Directory).FullName
$before = [System.Environment]::CurrentDirectory
Push-Location $current
[System.Environment]::CurrentDirectory = $current
try {
    $run = Invoke-Pester -Configuration $configuration
    $left = @(Get-ChildItem $current -Recurse -Force -Name)
}
finally {
    [System.Environment]::CurrentDirectory = $before
    Pop-Location
    Remove-Item $folder -Recurse -Force
}

if (-not $OutputPath) {
    if ($left) { "The tests left files in the current folder: $left" }
    exit $left.Count + $run.FailedCount + $run.FailedContainersCount + $run.FailedBlocksCount
}

function Format-Failure ($ErrorRecord) {
    # Pester's own lines aren't useful.
    ($ErrorRecord | ForEach-Object { "$_"; $_.ScriptStackTrace -split "`n" -notmatch '[\\/]Pester(\.ScriptScope)?\.psm?1: ' }) -join "`n"
}

$results = @(
    foreach ($test in $run.Tests) {
        [ordered]@{
            Name   = '{0}: {1}' -f [System.IO.Path]::GetFileNameWithoutExtension($test.ScriptBlock.File).Replace('.Tests', ''), $test.ExpandedPath
            Result = "$($test.Result)"
            Reason = $test.Result -eq 'Failed' ? (Format-Failure $test.ErrorRecord) : "$($test.ErrorRecord)"
        }
    }
    # A file that can't be read, or a block whose setup fails, is also a failure, although none of its tests ran.
    foreach ($broken in @($run.FailedContainers) + @($run.FailedBlocks) | Where-Object { $_ }) {
        [ordered]@{ Name = "$($broken.Name ?? $broken.Item)"; Result = 'Failed'; Reason = Format-Failure $broken.ErrorRecord }
    }
    [ordered]@{ Name = 'The suite leaves no file in the current folder'; Result = $left ? 'Failed' : 'Passed'; Reason = "$left" }
)
[ordered]@{
    PowerShell   = "$($PSVersionTable.PSVersion)"
    Pester       = "$((Get-Module Pester).Version)"
    PesterFolder = $pester.DirectoryName
    Results      = $results
} | ConvertTo-Json -Depth 4 | Set-Content -LiteralPath $OutputPath -Encoding utf8NoBOM
