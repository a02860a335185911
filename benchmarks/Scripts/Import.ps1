# Imports a module in this new process and runs one of its cmdlets. Reports the duration of both, and the assemblies that the import loaded
# from the module's deps/ folder.
param(
    [Parameter(Mandatory)] [string]$Module,
    # A cmdlet that does almost nothing.
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
