using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The base class of the cmdlets that create and change flow connections: their common properties.</summary>
public abstract class FlowConnectionCmdletBase : PropertyCmdletBase
{
    /// <summary>The account at the service, with its secrets as SecureStrings: @{ type = 'BEARER'; token = $secret }.</summary>
    [Parameter]
    [ApiName("setup")]
    [ValidateNotNull]
    public IDictionary? Setup { get; set; }
}
