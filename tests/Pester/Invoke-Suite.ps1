#Requires -Version 7.6
<#
.SYNOPSIS
Runs the Pester suite and writes what became of each test as JSON, for dotnet test to report.
.DESCRIPTION
Without -OutputPath it shows the run on the screen, as Invoke-Pester does, and ends with the number of failures.
#>
[CmdletBinding()]
param(
    [string] $OutputPath,
    [string] $Path = $PSScriptRoot
)

$ErrorActionPreference = 'Stop'
Import-Module Pester -MinimumVersion 5.5.0
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = $OutputPath ? 'None' : 'Detailed'
$run = Invoke-Pester -Configuration $configuration

if (-not $OutputPath) {
    exit $run.FailedCount + $run.FailedContainersCount + $run.FailedBlocksCount
}

function Format-Failure ($ErrorRecord) {
    ($ErrorRecord | ForEach-Object { "$_`n$($_.ScriptStackTrace)" }) -join "`n"
}

$results = @(
    foreach ($test in $run.Tests) {
        [ordered]@{
            Name   = '{0}: {1}' -f [System.IO.Path]::GetFileNameWithoutExtension($test.ScriptBlock.File).Replace('.Tests', ''), $test.ExpandedPath
            Result = "$($test.Result)"
            Reason = $test.Result -eq 'Failed' ? (Format-Failure $test.ErrorRecord) : "$($test.ErrorRecord)"
        }
    }
    # A file that can't be read, or a block whose set-up fails, is a failure too, though no test of it ran.
    foreach ($broken in @($run.FailedContainers) + @($run.FailedBlocks) | Where-Object { $_ }) {
        [ordered]@{ Name = "$($broken.Name ?? $broken.Item)"; Result = 'Failed'; Reason = Format-Failure $broken.ErrorRecord }
    }
)
[ordered]@{ Version = "$($run.Version)"; Results = $results } | ConvertTo-Json -Depth 4 | Set-Content -LiteralPath $OutputPath -Encoding utf8NoBOM
