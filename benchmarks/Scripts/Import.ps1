# Imports a module in this fresh process; tells how long it took, and which assemblies of the module's deps/ folder were loaded by it.
param([Parameter(Mandatory)] [string]$Module)

$processor = [Environment]::CpuUsage.TotalTime
$watch = [Diagnostics.Stopwatch]::StartNew()
Import-Module $Module
$watch.Stop()
$processor = [Environment]::CpuUsage.TotalTime - $processor

$dependencies = [AppDomain]::CurrentDomain.GetAssemblies().Where({ -not $_.IsDynamic -and $_.Location -match '[\\/]bin[\\/]deps[\\/]' }).ForEach({ $_.GetName().Name })
@{ Milliseconds = $watch.Elapsed.TotalMilliseconds; ProcessorMilliseconds = $processor.TotalMilliseconds; Dependencies = @($dependencies) } | ConvertTo-Json -Compress
