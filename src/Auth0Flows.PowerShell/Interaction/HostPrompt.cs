namespace Auth0Flows.PowerShell;

/// <summary>Whether somebody can be asked.</summary>
internal static class HostPrompt
{
    // What PowerShell.Create() runs in: its prompts only throw.
    private const string NoHost = "Default Host";
    private const string Console = "ConsoleHost";

    /// <summary>
    /// Nobody is there with -NonInteractive, where the input comes from elsewhere, and in the tasks of ForEach-Object -Parallel.
    /// </summary>
    public static bool IsPersonThere(Auth0CmdletBase cmdlet) =>
        cmdlet.Host is { UI: not null } host
        && host.Name != NoHost
        && Environment.UserInteractive
        && !IsParallel()
        && (host.Name != Console || !(System.Console.IsInputRedirected || IsNonInteractive()));

    // pwsh takes any beginning of the word that is unambiguous.
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
