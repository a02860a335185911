using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The base class of the cmdlets that create and change flows: their common properties.</summary>
public abstract class FlowCmdletBase : PropertyCmdletBase
{
    /// <summary>Its actions, in their order.</summary>
    [Parameter]
    [ApiName("actions")]
    [ValidateNotNull]
    public IDictionary[]? Action { get; set; }
}
