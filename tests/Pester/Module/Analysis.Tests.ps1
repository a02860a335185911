Describe 'The scripts' {
    It 'have no fault that PSScriptAnalyzer finds' {
        if (-not (Get-Module PSScriptAnalyzer -ListAvailable)) { Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not installed: Install-PSResource PSScriptAnalyzer' }

        & "$PSScriptRoot/../../../build/Find-ScriptFault.ps1" | Should -BeNullOrEmpty
    }

    It 'would be told of one' {
        if (-not (Get-Module PSScriptAnalyzer -ListAvailable)) { Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not installed: Install-PSResource PSScriptAnalyzer' }
        $copy = New-Item "$TestDrive/repository/build" -ItemType Directory
        Copy-Item "$PSScriptRoot/../../../build/Find-ScriptFault.ps1" $copy
        Copy-Item "$PSScriptRoot/../../../PSScriptAnalyzerSettings.psd1" $copy.Parent
        'gci | % { $_ }' | Set-Content "$copy/Wrong.ps1"

        & "$copy/Find-ScriptFault.ps1" | Should -BeLike "$(Join-Path build Wrong.ps1):1: PSAvoidUsingCmdletAliases: *"
    }
}

Describe 'The settings of the analysis' {
    It 'leave out nothing that has no reason' {
        foreach ($file in Get-ChildItem "$PSScriptRoot/../../..", "$PSScriptRoot/.." -Filter PSScriptAnalyzerSettings.psd1) {
            $lines = Get-Content $file
            $rules = (Import-PowerShellDataFile $file).ExcludeRules
            foreach ($rule in $rules) {
                $index = [array]::FindIndex($lines, [Predicate[string]] { $args[0].Trim() -eq "'$rule'" })
                while ($lines[$index - 1] -match "^\s+'PS\w+'$") { $index-- }
                $lines[$index - 1] | Should -Match '^\s+# \S' -Because "$rule in $file needs a reason"
            }
        }
    }
}
