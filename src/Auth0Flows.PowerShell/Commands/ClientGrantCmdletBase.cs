using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The base class of the cmdlets that create and change client grants: their common properties.</summary>
public abstract class ClientGrantCmdletBase : PropertyCmdletBase
{
    /// <summary>How the grant uses organizations.</summary>
    [Parameter]
    [ApiName("organization_usage")]
    [ValidateSet("deny", "allow", "require")]
    public string? OrganizationUsage { get; set; }

    /// <summary>Whether it applies to any organization, or only to assigned ones.</summary>
    [Parameter]
    [ApiName("allow_any_organization")]
    public SwitchParameter AllowAnyOrganization { get; set; }
}
