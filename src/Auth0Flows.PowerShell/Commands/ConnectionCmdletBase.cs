using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The base class of the cmdlets that create and change connections: their common properties.</summary>
public abstract class ConnectionCmdletBase : PropertyCmdletBase
{
    /// <summary>Its name on the login page.</summary>
    [Parameter]
    [ApiName("display_name")]
    public string? DisplayName { get; set; }

    /// <summary>Its realms for password logins.</summary>
    [Parameter]
    [ApiName("realms")]
    public string[]? Realm { get; set; }

    /// <summary>Lets other applications of the tenant's domain, third-party ones, use it.</summary>
    [Parameter]
    [ApiName("is_domain_connection")]
    public SwitchParameter DomainConnection { get; set; }

    /// <summary>Shows a button for it on the login page.</summary>
    [Parameter]
    [ApiName("show_as_button")]
    public SwitchParameter ShowAsButton { get; set; }

    /// <summary>The metadata: names and texts.</summary>
    [Parameter]
    [ApiName("metadata")]
    public IDictionary? Metadata { get; set; }
}
