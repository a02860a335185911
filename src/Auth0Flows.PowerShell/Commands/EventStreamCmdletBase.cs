using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The base class of the cmdlets that create and change event streams: their common properties.</summary>
public abstract class EventStreamCmdletBase : PropertyCmdletBase
{
    /// <summary>Whether it sends events.</summary>
    [Parameter]
    [ApiName("status")]
    [ValidateNotNullOrEmpty]
    [ValidateSet("enabled", "disabled")]
    public string? Status { get; set; }
}
