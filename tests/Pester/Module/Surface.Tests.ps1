# Surface.txt records what users type: cmdlets, their output types, parameters with their types, sets, positions and pipeline input. A
# review sees each change, like those of the library's API in PublicAPI.*.txt. After an intended change: ./build.ps1 Record.
BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
}

Describe 'The cmdlets' {
    It 'are as they stand on record' {
        $recorded = Get-Content $PSScriptRoot/../Surface.txt
        $found = & $PSScriptRoot/../Helpers/Get-Surface.ps1

        $found.Count | Should -BeGreaterThan 300
        Compare-Object $recorded $found | ForEach-Object { "$($_.SideIndicator -eq '=>' ? 'new' : 'gone'): $($_.InputObject)" } | Should -BeNullOrEmpty
    }
}
