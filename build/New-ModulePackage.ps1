#Requires -Version 7.6
<#
.SYNOPSIS
Makes the module's folder, as it is installed, and the package that a PowerShell repository takes.
.DESCRIPTION
Takes what is built and builds nothing: build.ps1 Package builds it for users first, the tests take the build that they test.
The manifest is that of the repository, with the list of files, the release notes of its version and the project's page filled in.
.OUTPUTS
The module's folder and the package.
#>
[CmdletBinding()]
param(
    # The folder with the module's assembly.
    [Parameter(Mandatory)] [string] $Assemblies,

    # Where the folder Auth0Flows/<version> and the package go.
    [Parameter(Mandatory)] [string] $Destination,

    # The project's page. The repository doesn't know where it lies; the clone does.
    [uri] $ProjectUri
)

$ErrorActionPreference = 'Stop'
# Exit codes are looked at where they matter, with what the command said.
$PSNativeCommandUseErrorActionPreference = $false

$root = Split-Path $PSScriptRoot
$manifest = Import-PowerShellDataFile "$root/Auth0Flows.psd1"
$metadata = $manifest.PrivateData.PSData
$version = $metadata.Prerelease ? "$($manifest.ModuleVersion)-$($metadata.Prerelease)" : $manifest.ModuleVersion
$Destination = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Destination)
# A folder is named without the label of a preview: so does PowerShell find the module.
$folder = "$Destination/Auth0Flows/$($manifest.ModuleVersion)"
$package = "$Destination/Auth0Flows.$version.nupkg"

Remove-Item $folder, $package -Recurse -Force -ErrorAction Ignore
$null = New-Item "$folder/bin/deps" -ItemType Directory -Force

# Only what ships is named: debug symbols and documentation for compilers stay where they were built.
Copy-Item "$Assemblies/*" "$folder/bin" -Include *.dll, *.ps1xml
Copy-Item "$Assemblies/deps/*.dll" "$folder/bin/deps"
if (Test-Path "$root/en-US") { Copy-Item "$root/en-US" $folder -Recurse }
'README.md', 'CHANGELOG.md', 'LICENSE', 'THIRD-PARTY-NOTICES.md' | ForEach-Object { Copy-Item "$root/$_" $folder }

# "## 0.1.0 - 2026-11-30", or what is not released yet.
$sections = (Get-Content "$root/CHANGELOG.md" -Raw) -split '(?m)^(?=## )'
$section = @($sections -match "^## \[?$([regex]::Escape($version))(?=[\]\s])") + @($sections -match '^## Unreleased') | Select-Object -First 1
$notes = ($section -split '\r?\n', 2)[1].Trim()
$origin = try { git -C $root config --get remote.origin.url 2>$null } catch { '' }
if ($origin -like 'https://*') { $ProjectUri ??= $origin -replace '\.git$' }
if (-not $ProjectUri) { Write-Warning 'The package names no project page: this clone has no origin at an https address. Name one by -ProjectUri.' }

$facts = $manifest.Clone()
$facts.Remove('PrivateData')
$page = $ProjectUri ? @{ ProjectUri = $ProjectUri } : @{}
$label = $metadata.Prerelease ? @{ Prerelease = $metadata.Prerelease } : @{}
$files = @('Auth0Flows.psd1') + (Get-ChildItem $folder -File -Recurse -Name) | ForEach-Object { $_.Replace('\', '/') } | Sort-Object
New-ModuleManifest "$folder/Auth0Flows.psd1" @facts @page @label -Tags $metadata.Tags -LicenseUri $metadata.LicenseUri -ReleaseNotes $notes -FileList $files

# What Publish-PSResource would write itself, so that the package which was tested is the one that is published. Repositories tell
# modules from scripts by the tag PSModule.
$specification = "$Destination/Auth0Flows.nuspec"
@"
<package xmlns="http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd">
  <metadata>
    <id>Auth0Flows</id>
    <version>$version</version>
    <authors>$([Security.SecurityElement]::Escape($manifest.Author))</authors>
    <owners>$([Security.SecurityElement]::Escape($manifest.CompanyName))</owners>
    <description>$([Security.SecurityElement]::Escape($manifest.Description))</description>
    <copyright>$([Security.SecurityElement]::Escape($manifest.Copyright))</copyright>
    <tags>PSModule $([Security.SecurityElement]::Escape($metadata.Tags))</tags>
    <licenseUrl>$($metadata.LicenseUri)</licenseUrl>
    $($ProjectUri ? "<projectUrl>$([Security.SecurityElement]::Escape($ProjectUri))</projectUrl>" : '')
    <requireLicenseAcceptance>false</requireLicenseAcceptance>
    <releaseNotes>$([Security.SecurityElement]::Escape($notes))</releaseNotes>
  </metadata>
  <files>
    <file src="Auth0Flows/$($manifest.ModuleVersion)/**" target="" />
  </files>
</package>
"@ | Set-Content -LiteralPath $specification
# NuGet's advice is for libraries, and let go: no readme for its own site, no assemblies for projects.
$log = dotnet pack $specification --output $Destination 2>&1
if ($LASTEXITCODE) { throw "The package was not made:`n$($log -join "`n")" }
Remove-Item $specification
Get-Item $folder, $package
