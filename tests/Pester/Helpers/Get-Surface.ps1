# Lists what users type for the loaded module, with a line for each cmdlet and each parameter.
#Requires -Modules Auth0Flows
$common = [System.Management.Automation.PSCmdlet]::CommonParameters + [System.Management.Automation.PSCmdlet]::OptionalCommonParameters
foreach ($cmdlet in Get-Command -Module Auth0Flows | Sort-Object Name) {
    $changes = $cmdlet.Parameters.ContainsKey('WhatIf') ? ' changes' : ''
    "$($cmdlet.Name) gives $(($cmdlet.OutputType.Type.Name | Sort-Object -Unique) -join ', ')$changes, by default $($cmdlet.DefaultParameterSet)"
    foreach ($parameter in $cmdlet.Parameters.Values | Where-Object Name -NotIn $common | Sort-Object Name) {
        $aliases = $parameter.Aliases ? " or -$(($parameter.Aliases | Sort-Object) -join ', -')" : ''
        $sets = foreach ($set in $parameter.ParameterSets.GetEnumerator() | Sort-Object Key) {
            $traits = @(
                if ($set.Value.IsMandatory) { 'mandatory' }
                if ($set.Value.Position -ge 0) { "at $($set.Value.Position)" }
                if ($set.Value.ValueFromPipeline) { 'piped' }
                if ($set.Value.ValueFromPipelineByPropertyName) { 'piped by name' }
            )
            $traits ? "$($set.Key) ($($traits -join ', '))" : $set.Key
        }
        "$($cmdlet.Name) -$($parameter.Name)$aliases <$($parameter.ParameterType.ToString() -replace '\w+\.')> in $($sets -join ', ')"
    }
}
