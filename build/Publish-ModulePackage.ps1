#Requires -Version 7.6
<#
.SYNOPSIS
Publishes the package that build.ps1 Package created, if the commit has the version's tag and the changelog describes the version.
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    # A registered repository.
    [string] $Repository = 'PSGallery',

    # Its API key, if it requires one.
    [string] $ApiKey = $env:PSGALLERY_API_KEY
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false

$root = Split-Path $PSScriptRoot
$manifest = Import-PowerShellDataFile "$root/Auth0Flows.psd1"
$label = $manifest.PrivateData.PSData.Prerelease
$version = $label ? "$($manifest.ModuleVersion)-$label" : $manifest.ModuleVersion
$package = "$root/out/Auth0Flows.$version.nupkg"

if (-not (Test-Path $package)) { throw "$package is not there: run build.ps1 Package." }
if ("v$version" -notin (git -C $root tag --points-at HEAD)) { throw "This commit has no tag v${version}: what is published must be found again." }
if (git -C $root status --porcelain --untracked-files=no) { throw 'The working tree has changes: what is published must be found again.' }
if (-not (Select-String "^## \[?$([regex]::Escape($version))([\]\s]|$)" "$root/CHANGELOG.md")) { throw "CHANGELOG.md has no section for ${version}: call the one on top so." }
$facts = (Import-PowerShellDataFile "$root/out/Auth0Flows/$($manifest.ModuleVersion)/Auth0Flows.psd1").PrivateData.PSData
if (-not $facts.ProjectUri) { throw 'The package names no project page: make it in a clone whose origin is an https address.' }

$key = $ApiKey ? @{ ApiKey = $ApiKey } : @{}
if ($PSCmdlet.ShouldProcess("$Repository", "Publish $package")) { Publish-PSResource -NupkgPath $package -Repository $Repository @key }
