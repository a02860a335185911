<#
.SYNOPSIS
Runs the PowerShell that runs this script once more, as a process, with the arguments that are given.
.DESCRIPTION
A pwsh that is installed is its own program. That of dotnet tool install --global PowerShell, and that of dotnet exec pwsh.dll, run
inside dotnet, which must be told what to run.
.EXAMPLE
& build/Invoke-PowerShell.ps1 -NoProfile -File script.ps1
#>
$program = [Environment]::ProcessPath
if ([System.IO.Path]::GetFileNameWithoutExtension($program) -eq 'dotnet') { & $program exec "$PSHOME/pwsh.dll" @args }
else { & $program @args }
