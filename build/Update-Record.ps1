<#
.SYNOPSIS
Writes what is kept in the repository but made of the built cmdlets: the manifest's list of cmdlets, the record of the surface, the table of
families, and Get-Help's files where PlatyPS is installed.
.DESCRIPTION
The manifest must name each cmdlet, so that PowerShell imports the module when one is typed. It runs in a process of its own, because it
loads the module.
#>
[CmdletBinding()]
param([Parameter(Mandatory)] [string] $Configuration)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
$manifest = "$root/Auth0Flows.psd1"

$names = (Import-Module "$root/bin/Auth0Flows.PowerShell.dll" -PassThru).ExportedCmdlets.Keys | Sort-Object
$list = ($names | ForEach-Object { "        '$_'" }) -join "`n"
$before = (Get-Content $manifest -Raw).Replace("`r", '')
$after = [regex]::Replace($before, '(?s)(?<=\bCmdletsToExport\s*= @\(\n).*?(?=\n    \)\n)', $list)
if ($after -cne $before) { Set-Content $manifest $after -NoNewline }

# By the manifest, as users load it.
$surface = & "$PSScriptRoot/Invoke-PowerShell.ps1" -NoProfile -Command "Import-Module '$manifest'; & '$root/tests/Pester/Helpers/Get-Surface.ps1'"
if ($LASTEXITCODE) { throw 'Surface.txt was not written.' }
Set-Content "$root/tests/Pester/Surface.txt" $surface

$env:AUTH0FLOWS_WRITE_FAMILIES = '1'
dotnet exec "$root/tests/Auth0Flows.Tests/bin/$Configuration/net10.0/Auth0Flows.Tests.dll" -class Auth0Flows.Tests.Conventions.FamilyPageTests
if ($LASTEXITCODE) { throw 'docs/families.md was not written.' }

if (Get-Module -ListAvailable Microsoft.PowerShell.PlatyPS) { & "$root/docs/Build-Help.ps1" }
else { Write-Warning 'PlatyPS is not installed, so en-US was not written: Install-PSResource Microsoft.PowerShell.PlatyPS' }
