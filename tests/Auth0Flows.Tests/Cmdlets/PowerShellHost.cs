using System.Diagnostics;
using System.Text;
using Auth0Flows.Engine;

namespace Auth0Flows.Tests.Cmdlets;

/// <summary>Runs the engine, and reads its output.</summary>
internal static class PowerShellHost
{
    public static async Task<string> RunAsync(PowerShellEngine engine, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = engine.CreateStart(["-NoLogo", "-NoProfile", "-NonInteractive", .. arguments]);
        start.RedirectStandardOutput = start.RedirectStandardError = start.RedirectStandardInput = true;

        // The developer's own tenant must not affect the tests.
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

        return output.ToString();
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
