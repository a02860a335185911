using System.Diagnostics;
using Auth0Flows.Engine;

// Ctrl+C is for PowerShell, which decides whether it ends.
Console.CancelKeyPress += static (_, press) => press.Cancel = true;
using var process = Process.Start(PowerShellEngine.Find().CreateStart(args))!;
await process.WaitForExitAsync();
return process.ExitCode;
