using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The base class of the cmdlets that create and change network ACLs: their common properties.</summary>
public abstract class NetworkAclCmdletBase : PropertyCmdletBase
{
    /// <summary>Its place in the order, from 1 to 100: the lowest applies first.</summary>
    [Parameter]
    [ApiName("priority")]
    [ValidateRange(1, 100)]
    public int Priority { get; set; }

    /// <summary>Whether it applies.</summary>
    [Parameter]
    [ApiName("active")]
    public SwitchParameter Active { get; set; }
}
