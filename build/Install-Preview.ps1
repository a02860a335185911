#Requires -Version 7
<#
.SYNOPSIS
Installs the newest preview or release candidate of PowerShell on a machine of the workflow, and names it by AUTH0FLOWS_PWSH.
.DESCRIPTION
Needs gh, with a token in $env:GH_TOKEN.
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
# bsdtar, which Windows brings, takes both.
tar -xf $archive -C $folder
$pwsh = Join-Path $folder ($IsWindows ? 'pwsh.exe' : 'pwsh')
if (-not $IsWindows) { chmod +x $pwsh }

# For the steps that follow.
if ($env:GITHUB_ENV) { "AUTH0FLOWS_PWSH=$pwsh" | Add-Content $env:GITHUB_ENV }
& $pwsh -NoProfile -Command '"PowerShell $($PSVersionTable.PSVersion)"'
