using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The base class of the cmdlets that create and change themes: their common properties.</summary>
public abstract class BrandingThemeCmdletBase : PropertyCmdletBase
{
    /// <summary>Its name.</summary>
    [Parameter]
    [ApiName("displayName")]
    [ValidateNotNullOrEmpty]
    public string? DisplayName { get; set; }
}
