#Requires -Version 7
<#
.SYNOPSIS
Installs on a machine of the workflow the PowerShell that the tests are to run in, and the modules that they need.
.DESCRIPTION
For a machine of your own CONTRIBUTING.md says how. Needs gh, with a token in $env:GH_TOKEN.
#>
[CmdletBinding()]
param(
    # A version's beginning, as 7.6, or preview for the newest preview or release candidate.
    [Parameter(Mandatory)] [string] $PowerShell
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true

$releases = [semver[]] ((gh release list --repo PowerShell/PowerShell --limit 100 --json tagName --jq '.[].tagName') -replace '^v' -as [semver[]])
$release = $releases | Where-Object { $PowerShell -eq 'preview' ? $_.PreReleaseLabel : ("$_".StartsWith("$PowerShell.") -and -not $_.PreReleaseLabel) } |
    Sort-Object -Descending | Select-Object -First 1
if (-not $release) { throw "There is no release of PowerShell $PowerShell." }

$system = $IsWindows ? 'win' : $IsMacOS ? 'osx' : 'linux'
$processor = "$([System.Runtime.InteropServices.RuntimeInformation]::OSArchitecture)".ToLowerInvariant()
$folder = New-Item (Join-Path ([System.IO.Path]::GetTempPath()) "powershell-$release") -ItemType Directory -Force
$archive = "$folder-archive"
gh release download "v$release" --repo PowerShell/PowerShell --pattern "*-$release-$system-$processor.$($IsWindows ? 'zip' : 'tar.gz')" --output $archive --clobber
# bsdtar, which Windows brings, takes both.
tar -xf $archive -C $folder
$pwsh = Join-Path $folder ($IsWindows ? 'pwsh.exe' : 'pwsh')
if (-not $IsWindows) { chmod +x $pwsh }

# For the steps that follow, before the PowerShell that is there.
if ($env:GITHUB_PATH) { "$folder" | Add-Content $env:GITHUB_PATH }
& $pwsh -NoProfile -Command 'Install-PSResource Pester, PSScriptAnalyzer, Microsoft.PowerShell.PlatyPS -TrustRepository -Quiet; "PowerShell $($PSVersionTable.PSVersion)"'
