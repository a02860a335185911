using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The base class of the cmdlets that create and change organizations: their common properties.</summary>
public abstract class OrganizationCmdletBase : PropertyCmdletBase
{
    /// <summary>The logo and colors of its login page: @{ logo_url = 'https://…'; colors = @{ primary = '#0059d6' } }.</summary>
    [Parameter]
    [ApiName("branding")]
    public IDictionary? Branding { get; set; }

    /// <summary>The metadata: names and texts.</summary>
    [Parameter]
    [ApiName("metadata")]
    public IDictionary? Metadata { get; set; }
}
