# From one to a million of everything: time and memory.
function Measure-Growth {
    $sizes = $GrowthSizes
    $rows = @(dotnet "$PSScriptRoot/../Auth0Flows.Benchmarks/bin/Release/net10.0/Auth0Flows.Benchmarks.dll" growth @sizes | ConvertFrom-Json)
    $rows += Invoke-Program (@('growth') + $sizes)
    $rows += Invoke-Script Piped @{ Module = $module; Program = $program; Sizes = $sizes -join ',' }
    foreach ($group in $rows | Group-Object Name) {
        foreach ($row in $group.Group) {
            [pscustomobject]@{
                Growth     = $row.Name
                Count      = '{0:N0}' -f $row.Size
                Time       = '{0:N0} ms' -f $row.Milliseconds
                'Per one'  = '{0:N1} µs' -f (1000 * $row.Milliseconds / $row.Size)
                Memory     = '{0:N2} MB' -f ($row.Bytes / 1MB)
                'Look-up'  = $row.LookupNanoseconds ? '{0:N0} ns' -f $row.LookupNanoseconds : ''
            }
        }
    }
}
