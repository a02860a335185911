# What importing costs in a fresh process.
function Measure-Import {
    $found = @{}
    $first = @{ $module = 'Get-Auth0Session'; $emptyModule = 'Get-EmptySession' }
    $whole = @{ $module = @(); $emptyModule = @() }
    $withFirst = @{ $module = @(); $emptyModule = @() }
    $inside = @{ $module = @(); $emptyModule = @() }
    $processor = @{ $module = @(); $emptyModule = @() }
    for ($i = -1; $i -lt $Imports; $i++) {
        foreach ($path in $module, $emptyModule) {
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $answer = Invoke-Script Import @{ Module = $path; First = $first[$path] }
            if ($i -ge 0) { # the first runs load the files into memory
                $whole[$path] += $watch.Elapsed.TotalMilliseconds
                $inside[$path] += $answer.Milliseconds
                $withFirst[$path] += $answer.FirstMilliseconds
                $processor[$path] += $answer.ProcessorMilliseconds
                $answer.Dependencies.ForEach({ $found[$_] = $true })
            }
        }
    }

    $foreign = @($found.Keys -notlike 'Auth0Flows*')
    $peer = 'a module of as many cmdlets and views'
    New-Row 'Import-Module and the first cmdlet, fresh process' (Get-Median $withFirst[$module]) (Get-Median $withFirst[$emptyModule]) '{0:0.0} ms' $peer 1.2
    New-Row 'Import-Module alone' (Get-Median $inside[$module]) (Get-Median $inside[$emptyModule]) '{0:0.0} ms' $peer
    New-Row 'The same, processor time' (Get-Median $processor[$module]) (Get-Median $processor[$emptyModule]) '{0:0.0} ms' $peer
    New-Row 'The whole of that process' (Get-Median $whole[$module]) (Get-Median $whole[$emptyModule]) '{0:0} ms' $peer
    New-Fact 'Third-party assemblies loaded by it' ($foreign ? ($foreign -join ' ') : 'none') none (-not $foreign)
}
