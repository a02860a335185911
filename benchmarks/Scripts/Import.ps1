# Imports a module in this fresh process and runs one of its cmdlets; tells how long both took, and which assemblies of the module's deps/
# folder the import loaded.
param(
    [Parameter(Mandatory)] [string]$Module,
    # A cmdlet that does next to nothing.
    [Parameter(Mandatory)] [string]$First
)

$processor = [Environment]::CpuUsage.TotalTime
$watch = [Diagnostics.Stopwatch]::StartNew()
Import-Module $Module
$import = $watch.Elapsed
$processor = [Environment]::CpuUsage.TotalTime - $processor
$dependencies = [AppDomain]::CurrentDomain.GetAssemblies().Where({ -not $_.IsDynamic -and $_.Location -match '[\\/]bin[\\/]deps[\\/]' }).ForEach({ $_.GetName().Name })

$watch.Restart()
$null = & $First
@{
    Milliseconds          = $import.TotalMilliseconds
    FirstMilliseconds     = ($import + $watch.Elapsed).TotalMilliseconds
    ProcessorMilliseconds = $processor.TotalMilliseconds
    Dependencies          = @($dependencies)
} | ConvertTo-Json -Compress
