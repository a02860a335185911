using System.Diagnostics;

namespace Auth0Flows.Tests;

/// <summary>A pipe with a name in the file system (mkfifo).</summary>
internal sealed class NamedPipe : IDisposable
{
    public NamedPipe()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes in the file system");
        using var make = Process.Start("mkfifo", [Path]);
        make.WaitForExit();
        Assert.Equal(0, make.ExitCode);
    }

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName());

    public void Dispose()
    {
        // Whoever still waits for its other end goes on.
        using (new FileStream(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite)) { }
        File.Delete(Path);
    }
}
