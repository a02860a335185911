#Requires -Version 7.6
#Requires -Modules PSScriptAnalyzer
<#
.SYNOPSIS
Gives what PSScriptAnalyzer finds in the repository's scripts, a line each; nothing where they are well.
.DESCRIPTION
The nearest PSScriptAnalyzerSettings.psd1 holds, in a script's folder or above: tests may do what scripts may not.
#>
[CmdletBinding()]
param()

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
$scripts = Get-ChildItem $root -Recurse -File -Include *.ps1, *.psm1, *.psd1 | Where-Object FullName -NotMatch '[\\/](bin|obj|out|TestResults)[\\/]'
function Find-Setting ([System.IO.DirectoryInfo] $Folder) {
    $Folder.GetFiles('PSScriptAnalyzerSettings.psd1').FullName ?? (Find-Setting $Folder.Parent)
}

# Through one pipeline for all scripts of the same settings: the analyzer looks up each command once there.
$scripts | Group-Object { Find-Setting $_.Directory } | ForEach-Object {
    $_.Group.FullName | Invoke-ScriptAnalyzer -Settings $_.Name | ForEach-Object {
        "$([System.IO.Path]::GetRelativePath($root, $_.ScriptPath)):$($_.Line): $($_.RuleName): $($_.Message)"
    }
}
