using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The base class of the cmdlets that separate objects: they ask for confirmation, except with -Force.</summary>
public abstract class UnlinkCmdletBase : LinkCmdletBase
{
    /// <summary>Removes without confirmation.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected sealed override bool IsForced => Force;
}
