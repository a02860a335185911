using System.Diagnostics;

namespace Auth0Flows.PowerShell;

/// <summary>Opens the system's browser: on Windows, macOS, Linux, and on Windows from WSL.</summary>
internal static class Browser
{
    /// <summary>Opens a page; returns false if there is no browser: over SSH, in a container.</summary>
    public static bool TryOpen(Uri address)
    {
        if (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
        {
            return false; // another scheme might start a program
        }

        try
        {
            return OperatingSystem.IsLinux()
                ? TryOpenOnLinux(address.AbsoluteUri)
                : !Has("SSH_CONNECTION") && Run(new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true });
        }
        catch (Exception failure)
            when (failure
                    is System.ComponentModel.Win32Exception
                        or InvalidOperationException
                        or IOException
                        or PlatformNotSupportedException
            )
        {
            return false;
        }
    }

    private static bool TryOpenOnLinux(string address)
    {
        if (Has("WSL_DISTRO_NAME"))
        {
            return TryRun("wslview", address) || TryRun("explorer.exe", address);
        }

        // A text browser would compete with PowerShell for the terminal.
        var hasDesktop = Has("DISPLAY") || Has("WAYLAND_DISPLAY");
        return hasDesktop && TryRun("xdg-open", address);
    }

    private static bool Has(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 };

    private static bool TryRun(string program, string address)
    {
        try
        {
            // Hides the browser's output.
            return Run(new ProcessStartInfo(program, [address]) { RedirectStandardOutput = true, RedirectStandardError = true });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // the program doesn't exist
        }
    }

    private static bool Run(ProcessStartInfo start)
    {
        using var process = Process.Start(start);
        return true;
    }
}
