#Requires -Version 7.6
<#
.SYNOPSIS
Creates the module's folder, as it is installed, and the package for a PowerShell repository.
.DESCRIPTION
Uses an existing build: build.ps1 Package first builds it for users; the tests use the build that they test. The manifest is that of the
repository, with the file list, the release notes of its version and the project's page.
.OUTPUTS
The module's folder and the package.
#>
[CmdletBinding()]
param(
    # The folder of the module's assembly.
    [Parameter(Mandatory)] [string] $Assemblies,

    # The destination of the folder Auth0Flows/<version> and the package.
    [Parameter(Mandatory)] [string] $Destination,

    # The project's page. The repository doesn't contain its own address; the clone does.
    [uri] $ProjectUri
)

$ErrorActionPreference = 'Stop'
# Exit codes are checked where they matter, together with the command's output.
$PSNativeCommandUseErrorActionPreference = $false

$root = Split-Path $PSScriptRoot
$manifest = Import-PowerShellDataFile "$root/Auth0Flows.psd1"
$metadata = $manifest.PrivateData.PSData
$version = $metadata.Prerelease ? "$($manifest.ModuleVersion)-$($metadata.Prerelease)" : $manifest.ModuleVersion
$Destination = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Destination)
# The folder name omits the preview label, so that PowerShell finds the module.
$folder = "$Destination/Auth0Flows/$($manifest.ModuleVersion)"
$package = "$Destination/Auth0Flows.$version.nupkg"

Remove-Item $folder, $package -Recurse -Force -ErrorAction Ignore
$null = New-Item "$folder/bin" -ItemType Directory -Force

# Only shipped files are named: debug symbols and XML documentation stay in the build folder.
Copy-Item "$Assemblies/*" "$folder/bin" -Include *.dll, *.ps1xml
foreach ($file in Get-ChildItem "$Assemblies/deps" -Recurse -Filter *.dll -Name) {
    $null = New-Item (Split-Path "$folder/bin/deps/$file") -ItemType Directory -Force
    Copy-Item "$Assemblies/deps/$file" "$folder/bin/deps/$file"
}
if (Test-Path "$root/en-US") { Copy-Item "$root/en-US" $folder -Recurse }
'README.md', 'CHANGELOG.md', 'LICENSE', 'THIRD-PARTY-NOTICES.md' | ForEach-Object { Copy-Item "$root/$_" $folder }

# "## 0.1.0 - 2026-11-30", or the unreleased changes.
$sections = (Get-Content "$root/CHANGELOG.md" -Raw) -split '(?m)^(?=## )'
$section = @($sections -match "^## \[?$([regex]::Escape($version))(?=[\]\s])") + @($sections -match '^## Unreleased') | Select-Object -First 1
$notes = ($section -split '\r?\n', 2)[1].Trim()
# Galleries show, and some take, about 10,000 characters. The file beside them has all of it.
if ($notes.Length -gt 10000) { $notes = $notes.Substring(0, $notes.LastIndexOf("`n- ", 9900)) }
$origin = try { git -C $root config --get remote.origin.url 2>$null } catch { '' }
if ($origin -like 'https://*') { $ProjectUri ??= $origin -replace '\.git$' }
if (-not $ProjectUri) { Write-Warning 'The package names no project page: this clone has no origin at an https address. Name one by -ProjectUri.' }

$facts = $manifest.Clone()
$facts.Remove('PrivateData')
$page = $ProjectUri ? @{ ProjectUri = $ProjectUri } : @{}
$label = $metadata.Prerelease ? @{ Prerelease = $metadata.Prerelease } : @{}
$files = @('Auth0Flows.psd1') + (Get-ChildItem $folder -File -Recurse -Name) | ForEach-Object { $_.Replace('\', '/') } | Sort-Object
New-ModuleManifest "$folder/Auth0Flows.psd1" @facts @page @label -Tags $metadata.Tags -LicenseUri $metadata.LicenseUri -ReleaseNotes $notes -FileList $files

# The specification that Publish-PSResource would write, so that the tested package is the published one. Repositories distinguish modules
# from scripts by the tag PSModule.
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
# NuGet's warnings are for libraries, and ignored: no readme for its website, no assemblies for projects.
$log = dotnet pack $specification --output $Destination 2>&1
if ($LASTEXITCODE) { throw "The package was not made:`n$($log -join "`n")" }
Remove-Item $specification

# NuGet compresses for speed. A package is made once, and downloaded often.
$loose = "$package.loose"
Move-Item $package $loose
$from = [System.IO.Compression.ZipFile]::OpenRead($loose)
$to = [System.IO.Compression.ZipFile]::Open($package, 'Create')
try {
    foreach ($entry in $from.Entries) {
        $copy = $to.CreateEntry($entry.FullName, 'SmallestSize')
        $copy.LastWriteTime = $entry.LastWriteTime
        $source, $target = $entry.Open(), $copy.Open()
        try { $source.CopyTo($target) } finally { $source.Dispose(); $target.Dispose() }
    }
}
finally { $to.Dispose(); $from.Dispose() }
Remove-Item $loose
Get-Item $folder, $package
