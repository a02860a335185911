using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>
/// The module's views, and what of its types may be serialised. Named in the manifest, they would have PowerShell build all views and
/// types that it knows anew while it imports the module, for half of the time that this takes; nothing of ours is shown or written
/// down before one of our cmdlets has run.
/// </summary>
internal static class Views
{
    private static readonly string _folder = Path.GetDirectoryName(typeof(Views).Assembly.Location)!;

    /// <summary>Loads them into the runspace of this thread.</summary>
    public static void Load()
    {
        using var shell = System.Management.Automation.PowerShell.Create(RunspaceMode.CurrentRunspace);
        Add(shell, "Update-TypeData", "Auth0Flows.Types.ps1xml");
        Add(shell.AddStatement(), "Update-FormatData", "Auth0Flows.Format.ps1xml");
        try
        {
            shell.Invoke();
        }
        catch (RuntimeException failure) when (failure is not PipelineStoppedException)
        {
            // A constrained runspace may not have these commands: there our objects look plain, and all else works.
        }
    }

    private static void Add(System.Management.Automation.PowerShell shell, string command, string file) => shell
        .AddCommand("Microsoft.PowerShell.Utility\\" + command)
        .AddParameter("PrependPath", Path.Combine(_folder, file))
        .AddParameter("ErrorAction", ActionPreference.Ignore)
        .AddParameter("Verbose", false)
        .AddParameter("WhatIf", false)
        .AddParameter("Confirm", false);
}
