#Requires -Version 7.6
#Requires -Modules PSScriptAnalyzer
<#
.SYNOPSIS
Lists PSScriptAnalyzer's findings in the repository's scripts, one per line; nothing if there are none.
.DESCRIPTION
The nearest PSScriptAnalyzerSettings.psd1 in a script's folder or above applies: tests have fewer rules than other scripts.
#>
[CmdletBinding()]
param()

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
$scripts = Get-ChildItem $root -Recurse -File -Include *.ps1, *.psm1, *.psd1 | Where-Object FullName -NotMatch '[\\/](bin|obj|out|TestResults)[\\/]'
function Find-Setting ([System.IO.DirectoryInfo] $Folder) {
    $Folder.GetFiles('PSScriptAnalyzerSettings.psd1').FullName ?? (Find-Setting $Folder.Parent)
}

# One pipeline for all scripts with the same settings, because the analyzer then looks up each command only once.
$scripts | Group-Object { Find-Setting $_.Directory } | ForEach-Object {
    $_.Group.FullName | Invoke-ScriptAnalyzer -Settings $_.Name | ForEach-Object {
        "$([System.IO.Path]::GetRelativePath($root, $_.ScriptPath)):$($_.Line): $($_.RuleName): $($_.Message)"
    }
}
