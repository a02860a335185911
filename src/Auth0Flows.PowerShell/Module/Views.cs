using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace Auth0Flows.PowerShell;

/// <summary>
/// The module's views, and what of its types may be serialised. Named in the manifest, they would have PowerShell build all views and
/// types that it knows anew while it imports the module, for half of the time that this takes; nothing of ours is shown or written
/// down before one of our cmdlets has run.
/// </summary>
internal static class Views
{
    private static readonly string _folder = Path.GetDirectoryName(typeof(Views).Assembly.Location)!;
    private static readonly string _types = Path.Combine(_folder, "Auth0Flows.Types.ps1xml");
    private static readonly string _formats = Path.Combine(_folder, "Auth0Flows.Format.ps1xml");

    /// <summary>Loads them into the runspace of this thread, once: they stay when the module goes.</summary>
    public static void Load()
    {
        var isLoaded = Runspace.DefaultRunspace.InitialSessionState?.Types.Any(static entry => entry.FileName == _types) == true;
        if (!isLoaded && !TryBind())
        {
            Update();
        }
    }

    // What PowerShell does itself for a manifest, and in a constrained runspace too. Not documented: where it isn't as we know it, there
    // are cmdlets for it, at the cost of loading the module Microsoft.PowerShell.Utility, which such a runspace may not have.
    private static bool TryBind()
    {
        const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic;
        var context = typeof(Runspace).GetProperty("GetExecutionContext", Hidden)?.GetValue(Runspace.DefaultRunspace);
        var bind = context is null
            ? null
            : typeof(InitialSessionState).GetMethod("Bind", Hidden, [context.GetType(), typeof(bool), typeof(PSModuleInfo), typeof(bool), typeof(bool), typeof(bool)]);
        if (bind is null)
        {
            return false;
        }

        var state = InitialSessionState.Create();
        state.Types.Add(new SessionStateTypeEntry(_types));
        state.Formats.Add(new SessionStateFormatEntry(_formats));
        try
        {
            bind.Invoke(state, [context, /* updateOnly */ true, /* module */ null, /* noClobber */ false, /* local */ false, /* setLocation */ false]);
            return true;
        }
        catch (TargetInvocationException)
        {
            return false; // not as we know it
        }
    }

    private static void Update()
    {
        using var shell = System.Management.Automation.PowerShell.Create(RunspaceMode.CurrentRunspace);
        Add(shell, "Update-TypeData", _types);
        Add(shell.AddStatement(), "Update-FormatData", _formats);
        try
        {
            shell.Invoke();
        }
        catch (RuntimeException failure) when (failure is not PipelineStoppedException)
        {
            // There our objects look plain, and all else works.
        }
    }

    private static void Add(System.Management.Automation.PowerShell shell, string command, string file) => shell
        .AddCommand("Microsoft.PowerShell.Utility\\" + command)
        .AddParameter("PrependPath", file)
        .AddParameter("ErrorAction", ActionPreference.Ignore)
        .AddParameter("Verbose", false)
        .AddParameter("WhatIf", false)
        .AddParameter("Confirm", false);
}
