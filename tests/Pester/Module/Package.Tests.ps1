# The package of build.ps1 Package if that runs this file; otherwise one of the tested build. The same script creates both.
BeforeAll {
    $root = Split-Path (Split-Path (Split-Path $PSScriptRoot))
    $source = Import-PowerShellDataFile "$root/Auth0Flows.psd1"
    $version = $source.ModuleVersion
    $package = $env:AUTH0FLOWS_PACKAGE
    if (-not $package) {
        $package = (& "$root/build/New-ModulePackage.ps1" -Assemblies "$root/bin" -Destination $TestDrive -ProjectUri 'https://example.com/auth0flows').Where({ $_.Extension -eq '.nupkg' }).FullName
    }

    # Like Install-PSResource: removes the files that belong to the package, not to the module.
    $modules = (New-Item "$TestDrive/modules" -ItemType Directory).FullName
    $module = "$modules/Auth0Flows/$version"
    [System.IO.Compression.ZipFile]::ExtractToDirectory($package, $module)
    $specification = [xml](Get-Content "$module/Auth0Flows.nuspec" -Raw)
    'Auth0Flows.nuspec', '[[]Content_Types].xml', '_rels', 'package' | ForEach-Object { Remove-Item "$module/$_" -Recurse -Force }

    # Runs a script with only these modules and PowerShell's own.
    function Invoke-WithModule([string] $Script) {
        $path = $modules, "$PSHOME/Modules" -join [System.IO.Path]::PathSeparator
        $output = & "$root/build/Invoke-PowerShell.ps1" -NoProfile -NonInteractive -Command "`$env:PSModulePath = '$path'; $Script"
        $LASTEXITCODE | Should -Be 0 -Because ($output -join "`n")
        $output
    }
}

Describe 'The package' {
    It 'is named as repositories look for it' {
        $label = $source.PrivateData.PSData.Prerelease
        $whole = $label ? "$version-$label" : $version

        Split-Path $package -Leaf | Should -BeExactly "Auth0Flows.$whole.nupkg"
        $specification.package.metadata.id | Should -BeExactly 'Auth0Flows'
        $specification.package.metadata.version | Should -Be $whole
        $specification.package.metadata.tags -split ' ' | Should -Be (@('PSModule') + $source.PrivateData.PSData.Tags)
    }

    It 'has the list of its files, and no others' {
        $files = Get-ChildItem $module -File -Recurse -Name | ForEach-Object { $_.Replace('\', '/') } | Sort-Object

        $files | Should -Be @((Import-PowerShellDataFile "$module/Auth0Flows.psd1").FileList | Sort-Object)
        $files | Should -Contain 'bin/Auth0Flows.PowerShell.dll'
        $files | Should -Contain 'bin/deps/Auth0Flows.dll'
        $files | Should -Contain 'LICENSE'
        $files | Where-Object { $_ -notmatch '\.(dll|ps1xml|psd1|md)$|^LICENSE$|^en-US/' } | Should -BeNullOrEmpty
    }

    It 'has every assembly that the build has' {
        $built = Get-ChildItem ($env:AUTH0FLOWS_PACKAGE ? "$root/out/build" : "$root/bin") -Recurse -Filter *.dll -Name | Sort-Object

        Get-ChildItem "$module/bin" -Recurse -Filter *.dll -Name | Sort-Object | Should -Be $built
    }

    It 'has a manifest that PowerShell takes, with what repositories show' {
        $manifest = Test-ModuleManifest "$module/Auth0Flows.psd1" -ErrorAction Stop
        $facts = $manifest.PrivateData.PSData

        $manifest.Version | Should -Be $version
        $manifest.ExportedCmdlets.Keys | Sort-Object | Should -Be $source.CmdletsToExport
        $manifest.Guid | Should -Be $source.GUID
        "$($manifest.PowerShellVersion)", $manifest.Description | Should -Be $source.PowerShellVersion, $source.Description
        $facts.Tags | Should -Be $source.PrivateData.PSData.Tags
        $facts.LicenseUri | Should -Be $source.PrivateData.PSData.LicenseUri
        $facts.ReleaseNotes.Length | Should -BeGreaterThan 20
        (Get-Content "$root/CHANGELOG.md" -Raw).Contains($facts.ReleaseNotes) | Should -BeTrue -Because 'the notes are those of the changelog'
        $facts.ReleaseNotes | Should -Not -Match '(?m)^## ' -Because 'they are those of one version'
        if (-not $env:AUTH0FLOWS_PACKAGE) { $facts.ProjectUri | Should -Be 'https://example.com/auth0flows' }
    }

    It 'names whose assemblies it brings' {
        $notices = Get-Content "$module/THIRD-PARTY-NOTICES.md" -Raw
        $theirs = (Get-ChildItem "$module/bin/deps" -Filter *.dll).BaseName -notlike 'Auth0Flows*'

        $theirs.Count | Should -BeGreaterThan 10
        $theirs | Where-Object { $notices -notmatch "\b$([regex]::Escape($_))\b" -and $notices -notmatch "\b$([regex]::Escape(($_ -split '\.')[0..1] -join '.'))\.\*" } | Should -BeNullOrEmpty
    }

    # Only for the users' package, which .ci/run and the workflow create and test. A developer build contains symbols.
    if ($env:AUTH0FLOWS_PACKAGE) {
        It 'knows nothing of the machine that built it' {
            $ours = Get-ChildItem "$module/bin" -Recurse -Filter Auth0Flows*.dll
            foreach ($assembly in $ours) {
                $bytes = [System.IO.File]::ReadAllBytes($assembly.FullName)
                [System.Text.Encoding]::UTF8.GetString($bytes).Contains($root) | Should -BeFalse -Because "$assembly is for others"
                [System.Text.Encoding]::Unicode.GetString($bytes).Contains($root) | Should -BeFalse -Because "$assembly is for others"
                [System.Text.Encoding]::UTF8.GetString($bytes) | Should -BeLike "*$([char] 7)Release*" -Because 'its configuration stands in it, after its length'
            }
        }

        It 'is small' {
            (Get-Item $package).Length | Should -BeLessThan 6000000
        }

        It 'has the library once more, compiled for Linux, and uses that there' {
            $loaded = Invoke-WithModule 'Import-Module Auth0Flows; [Auth0Session].Assembly.Location; "$([Auth0Session].Module.ModuleVersionId)"'
            $compiled = $IsLinux -and [System.Runtime.InteropServices.RuntimeInformation]::ProcessArchitecture -eq 'X64'
            $plain, $native = 'Auth0Flows.dll', 'linux-x64/Auth0Flows.dll' | ForEach-Object { Get-Item "$module/bin/deps/$_" }

            $loaded[0] | Should -Be ($compiled ? $native : $plain).FullName
            $native.Length | Should -BeGreaterThan ($plain.Length * 2)
            # Of the same build, whichever is loaded.
            $stream = $plain.OpenRead()
            $image = [System.Reflection.PortableExecutable.PEReader]::new($stream)
            $metadata = [System.Reflection.Metadata.PEReaderExtensions]::GetMetadataReader($image)
            $metadata.GetGuid($metadata.GetModuleDefinition().Mvid) | Should -Be $loaded[1]
            $image.Dispose()
        }
    }
}

Describe 'Installed' {
    It 'is found by its name, and by its commands' {
        $found = Invoke-WithModule '$null = Get-Command Get-Auth0Token; Connect-Auth0 acme.eu.auth0.com client | Out-Null; Get-Module Auth0Flows | ForEach-Object { $_.ModuleBase; "$($_.Version)" }'

        $found | Should -Be (Get-Item $module).FullName, $version
    }

    It 'has assemblies of the manifest''s version' {
        $label = $source.PrivateData.PSData.Prerelease
        $shown = Invoke-WithModule 'Import-Module Auth0Flows; Get-Module Auth0Flows | ForEach-Object { $_.ImplementingAssembly, [Auth0Session].Assembly, [Auth0LocalTenant].Assembly } | ForEach-Object { [Diagnostics.FileVersionInfo]::GetVersionInfo($_.Location).ProductVersion }'

        $shown | Should -HaveCount 3
        $shown -replace '\+.*' | Sort-Object -Unique | Should -Be ($label ? "$version-$label" : $version)
    }

    It 'shows all that the tour shows' {
        $output = Invoke-WithModule "& '$root/samples/Tour/Tour.ps1' -Module Auth0Flows; if (`$LASTEXITCODE) { exit 1 }; (Get-Module Auth0Flows).ModuleBase"

        $output[-1] | Should -Be (Get-Item $module).FullName
        $output[-2] | Should -Match '^Tour: (\d+) steps, \1 passed, 0 failed$'
    }

    It 'comes through a repository of files' {
        $repository = "Auth0Flows-$([guid]::NewGuid())"
        $files, $saved = (New-Item "$TestDrive/repository", "$TestDrive/saved" -ItemType Directory).FullName
        Register-PSResourceRepository $repository -Uri $files -Trusted
        try {
            Publish-PSResource -NupkgPath $package -Repository $repository
            $found = Find-PSResource Auth0Flows -Repository $repository -Prerelease
            Save-PSResource Auth0Flows -Repository $repository -Prerelease -Path $saved -TrustRepository
        }
        finally { Unregister-PSResourceRepository $repository }

        $found.Version | Should -Be $version
        Get-ChildItem "$saved/Auth0Flows/$version" -File -Recurse -Name | Where-Object { $_ -ne 'PSGetModuleInfo.xml' } | Sort-Object |
            Should -Be (Get-ChildItem $module -File -Recurse -Name | Sort-Object)
    }
}
