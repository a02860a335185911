Describe 'What Get-Help reads' {
    It 'is what build.ps1 Help makes of the pages' {
        if (-not (Get-Module Microsoft.PowerShell.PlatyPS -ListAvailable)) {
            Set-ItResult -Skipped -Because 'Microsoft.PowerShell.PlatyPS is not installed: Install-PSResource Microsoft.PowerShell.PlatyPS'
        }

        $root = Split-Path (Split-Path (Split-Path $PSScriptRoot))
        & "$PSScriptRoot/../../../build/Invoke-PowerShell.ps1" -NoProfile -NonInteractive -File "$root/docs/Build-Help.ps1" -OutputFolder $TestDrive
        $LASTEXITCODE | Should -Be 0

        foreach ($file in Get-ChildItem "$root/en-US") {
            (Get-Content "$TestDrive/$($file.Name)" -Raw).Replace("`r`n", "`n") | Should -BeExactly (Get-Content $file -Raw).Replace("`r`n", "`n")
        }
    }
}
