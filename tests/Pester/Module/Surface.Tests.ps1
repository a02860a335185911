# What users type is on record in Surface.txt: cmdlets, what they give, parameters with their types, sets, positions and pipelines. A change of
# it is seen in review, as one of the library's is in PublicAPI.*.txt. After a change on purpose: Get-Surface.ps1 | Set-Content Surface.txt.
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
