#Requires -Version 7
<#
.SYNOPSIS
Installs the newest preview or release candidate of PowerShell in the workflow, and sets AUTH0FLOWS_PWSH to it.
.DESCRIPTION
Requires gh, with a token in $env:GH_TOKEN.
#>
[CmdletBinding()]
param()

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true

$releases = [semver[]] ((gh release list --repo PowerShell/PowerShell --limit 100 --json tagName --jq '.[].tagName') -replace '^v' -as [semver[]])
$release = $releases | Where-Object PreReleaseLabel | Sort-Object -Descending | Select-Object -First 1
if (-not $release) { throw 'There is no preview of PowerShell.' }

$system = $IsWindows ? 'win' : $IsMacOS ? 'osx' : 'linux'
$processor = "$([System.Runtime.InteropServices.RuntimeInformation]::OSArchitecture)".ToLowerInvariant()
$folder = New-Item (Join-Path ([System.IO.Path]::GetTempPath()) "powershell-$release") -ItemType Directory -Force
$archive = "$folder-archive"
gh release download "v$release" --repo PowerShell/PowerShell --pattern "*-$release-$system-$processor.$($IsWindows ? 'zip' : 'tar.gz')" --output $archive --clobber
# bsdtar, which is part of Windows, extracts both formats.
tar -xf $archive -C $folder
$pwsh = Join-Path $folder ($IsWindows ? 'pwsh.exe' : 'pwsh')
if (-not $IsWindows) { chmod +x $pwsh }

# For the following steps.
if ($env:GITHUB_ENV) { "AUTH0FLOWS_PWSH=$pwsh" | Add-Content $env:GITHUB_ENV }
& $pwsh -NoProfile -Command '"PowerShell $($PSVersionTable.PSVersion)"'
