using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Auth0Flows.Engine;

/// <summary>The PowerShell that runs the tests and the tour: the restored one, or the one that AUTH0FLOWS_PWSH names.</summary>
public sealed class PowerShellEngine
{
    /// <summary>The environment variable that selects another PowerShell: the path of a pwsh or pwsh.dll, or a name on the PATH.</summary>
    public const string Variable = "AUTH0FLOWS_PWSH";

    private readonly string _file;
    private readonly string[] _first;

    private PowerShellEngine(string file, params string[] first) => (_file, _first) = (file, first);

    /// <summary>Finds the engine.</summary>
    /// <exception cref="FileNotFoundException">The engine isn't installed. The message says what to do.</exception>
    public static PowerShellEngine Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            var file =
                FindNamed(named)
                ?? throw new FileNotFoundException($"{Variable} names {named}, which does not exist. Name a pwsh or a pwsh.dll.");
            return Path.GetExtension(file).Equals(".dll", StringComparison.OrdinalIgnoreCase) ? InDotnet(file) : new PowerShellEngine(file);
        }

        var pinned = Path.Combine(Metadata("PowerShellFolder"), OperatingSystem.IsWindows() ? "win" : "unix", "pwsh.dll");
        return File.Exists(pinned)
            ? InDotnet(pinned)
            : throw new FileNotFoundException(
                $"PowerShell {Metadata("PowerShellVersion")} is not at {pinned}. Run dotnet build, which restores it, or name another by "
                    + $"{Variable}."
            );
    }

    /// <summary>Creates the start information for these arguments.</summary>
    public ProcessStartInfo CreateStart(IEnumerable<string> arguments) => new(_file, [.. _first, .. arguments]);

    /// <summary>Runs the engine instead of this program: with its console, and its exit code.</summary>
    public static async Task<int> RunAsync(params IEnumerable<string> arguments)
    {
        // PowerShell handles Ctrl+C, and decides whether to exit.
        Console.CancelKeyPress += static (_, press) => press.Cancel = true;
        try
        {
            using var process = Process.Start(Find().CreateStart(arguments))!;
            await process.WaitForExitAsync().ConfigureAwait(false);
            return process.ExitCode;
        }
        catch (Exception failure) when (failure is FileNotFoundException or Win32Exception)
        {
            await Console.Error.WriteLineAsync(failure.Message).ConfigureAwait(false);
            return 1;
        }
    }

    /// <summary>The command that starts the engine.</summary>
    public override string ToString() => string.Join(' ', [_file, .. _first]);

    // The dotnet that runs this process: <root>/shared/Microsoft.NETCore.App/<version>/ is its runtime. It may not be on the PATH.
    private static PowerShellEngine InDotnet(string assembly)
    {
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        return new PowerShellEngine(Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"), "exec", assembly);
    }

    private static string? FindNamed(string name)
    {
        var folders =
            Path.GetFileName(name) == name
                ? (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
                : [Environment.CurrentDirectory];
        var names = OperatingSystem.IsWindows() ? new[] { name, name + ".exe" } : [name];
        return folders.SelectMany(folder => names.Select(candidate => Path.Combine(folder, candidate))).FirstOrDefault(File.Exists);
    }

    private static string Metadata(string key) =>
        typeof(PowerShellEngine).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(pair => pair.Key == key).Value!;
}
