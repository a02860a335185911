using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Copies to the clipboard with PowerShell's own cmdlet.</summary>
internal static class HostClipboard
{
    public static bool TrySet(Auth0CmdletBase cmdlet, string text)
    {
        try
        {
            return cmdlet.AtHost(_ =>
            {
                using var shell = System.Management.Automation.PowerShell.Create(RunspaceMode.CurrentRunspace);
                if (OperatingSystem.IsLinux())
                {
                    // Without this program, Set-Clipboard silently copies nothing.
                    shell
                        .AddCommand("Microsoft.PowerShell.Core\\Get-Command")
                        .AddParameter("Name", "xclip")
                        .AddParameter("CommandType", CommandTypes.Application)
                        .AddParameter("ErrorAction", ActionPreference.Ignore);
                    if (shell.Invoke().Count == 0)
                    {
                        return false;
                    }

                    shell.Commands.Clear();
                }

                shell
                    .AddCommand("Microsoft.PowerShell.Management\\Set-Clipboard")
                    .AddParameter("Value", text)
                    .AddParameter("ErrorAction", ActionPreference.Stop)
                    .Invoke();
                return !shell.HadErrors;
            });
        }
        catch (RuntimeException failure) when (failure is not PipelineStoppedException)
        {
            return false;
        }
    }
}
