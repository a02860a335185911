<#
.SYNOPSIS
Runs the PowerShell that runs this script in a new process, with the given arguments.
.DESCRIPTION
An installed pwsh is its own program. The pwsh of dotnet tool install --global PowerShell and of dotnet exec pwsh.dll runs inside dotnet,
which needs the path of the assembly.
.EXAMPLE
& build/Invoke-PowerShell.ps1 -NoProfile -File script.ps1
#>
$program = [Environment]::ProcessPath
if ([System.IO.Path]::GetFileNameWithoutExtension($program) -eq 'dotnet') { & $program exec "$PSHOME/pwsh.dll" @args }
else { & $program @args }
