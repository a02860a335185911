using System.ComponentModel;
using System.Diagnostics;

namespace Auth0Flows.Tour;

/// <summary>The first PowerShell on the PATH that is new enough for the module.</summary>
internal sealed class PowerShellOnPath
{
    private readonly string _file;

    private PowerShellOnPath(string file) => _file = file;

    /// <summary>The oldest version that the module runs in.</summary>
    public static Version Needed { get; } = new(7, 6);

    public static async Task<PowerShellOnPath?> FindAsync()
    {
        var name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            var file = Path.Combine(folder, name);
            if (File.Exists(file) && await ReadVersionAsync(file) >= Needed)
            {
                return new PowerShellOnPath(file);
            }
        }

        return null;
    }

    /// <summary>Runs a script of this sample; its output goes where ours goes. Gives its exit code.</summary>
    public async Task<int> RunAsync(string script)
    {
        using var process = Process.Start(new ProcessStartInfo(_file, ["-NoLogo", "-NoProfile", "-NonInteractive", "-File", FindInSources(script)]))!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    // "PowerShell 7.6.5", "PowerShell 7.7.0-preview.1"
    private static async Task<Version?> ReadVersionAsync(string file)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(file, ["--version"]) { RedirectStandardOutput = true })!;
            var text = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return Version.TryParse(text.Trim().Split(' ', '-').ElementAtOrDefault(1), out var version) ? version : null;
        }
        catch (Win32Exception)
        {
            return null; // nothing that can be started
        }
    }

    // The script stays in the sources, beside the module that it shows.
    private static string FindInSources(string script)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "samples", "Tour", script);
            if (File.Exists(file))
            {
                return file;
            }
        }

        throw new FileNotFoundException($"{script} is not above {AppContext.BaseDirectory}: run the tour from its repository.");
    }
}
