using System.Management.Automation;
using System.Management.Automation.Host;

namespace Auth0Flows.PowerShell;

/// <summary>Determines whether the user can be prompted.</summary>
internal static class HostPrompt
{
    // The host of PowerShell.Create(), whose prompts only throw.
    private const string NoHost = "Default Host";
    private const string Console = "ConsoleHost";

    /// <summary>False with -NonInteractive, if the input is redirected, and in the tasks of ForEach-Object -Parallel.</summary>
    public static bool IsPersonThere(Auth0CmdletBase cmdlet) =>
        cmdlet.Host is { UI: not null } host
        && host.Name != NoHost
        && Environment.UserInteractive
        && !IsParallel()
        && (host.Name != Console || !(System.Console.IsInputRedirected || IsNonInteractive()));

    /// <summary>Whether a host threw this because it can't prompt: the caller goes on as if nobody had answered.</summary>
    public static bool IsRefusal(Exception failure) => failure is HostException or NotImplementedException or PSInvalidOperationException;

    // pwsh accepts any unambiguous prefix of the parameter.
    private static bool IsNonInteractive() =>
        Environment
            .GetCommandLineArgs()
            .Skip(1)
            .TakeWhile(static argument => !argument.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase))
            .Any(static argument =>
                argument.Length >= 5
                && "-NonInteractive".StartsWith(argument.Replace("--", "-", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)
            );

    private static bool IsParallel() =>
        System.Management.Automation.Runspaces.Runspace.DefaultRunspace?.Name.StartsWith("PSTask", StringComparison.Ordinal) == true;
}
