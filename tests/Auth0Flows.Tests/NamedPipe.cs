using System.Diagnostics;

namespace Auth0Flows.Tests;

/// <summary>A pipe with a name in the file system (mkfifo).</summary>
internal sealed class NamedPipe : IDisposable
{
    /// <param name="path">Where it is; null for the folder of temporary files.</param>
    public NamedPipe(string? path = null)
    {
        Path = path ?? System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName());
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes in the file system");
        using var make = Process.Start("mkfifo", [Path]);
        make.WaitForExit();
        Assert.Equal(0, make.ExitCode);
    }

    public string Path { get; }

    public void Dispose()
    {
        // Whoever still waits for its other end goes on.
        using (new FileStream(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite)) { }
        File.Delete(Path);
    }
}
