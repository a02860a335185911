using System.Diagnostics;
using System.Text;

namespace Auth0Flows.Tests.Cmdlets;

/// <summary>The PowerShell on the PATH, if there is one that the module runs in.</summary>
internal static class PowerShellHost
{
    private static readonly Version _needed = new(7, 6);

    /// <summary>Why the Pester suite can't run here; null where it can.</summary>
    public static async Task<string?> MissingAsync(CancellationToken cancellationToken)
    {
        const string Script = "\"$($PSVersionTable.PSVersion.Major).$($PSVersionTable.PSVersion.Minor)|$((Get-Module -ListAvailable Pester | Sort-Object Version -Descending | Select-Object -First 1).Version)\"";
        (int ExitCode, string Output) answer;
        try
        {
            answer = await RunAsync(["-Command", Script], cancellationToken);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "No PowerShell is on the PATH: the cmdlets were not run. Install PowerShell 7.6 or later and Pester.";
        }

        var parts = answer.Output.Trim().Split('|');
        if (answer.ExitCode != 0 || parts.Length != 2 || !Version.TryParse(parts[0], out var version))
        {
            return $"pwsh is on the PATH and doesn't tell its version: {answer.Output}";
        }

        if (version < _needed)
        {
            return $"PowerShell {version} is on the PATH, {_needed} or later is needed: the cmdlets were not run.";
        }

        return Version.TryParse(parts[1], out var pester) && pester >= new Version(5, 5)
            ? null
            : "Pester 5.5 or later is not installed: the cmdlets were not run. Install-PSResource Pester";
    }

    public static async Task<(int ExitCode, string Output)> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("pwsh") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in new[] { "-NoLogo", "-NoProfile", "-NonInteractive" }.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        // A tenant of the developer's own is none of the tests' business.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AUTH0_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["NO_COLOR"] = "1";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(output, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, output.ToString());
    }

    private static void Append(StringBuilder output, string? line)
    {
        if (line is not null)
        {
            lock (output)
            {
                output.AppendLine(line);
            }
        }
    }
}
