using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The base of the cmdlets that create and change what an application may ask of an API: the properties that both take.</summary>
public abstract class ClientGrantCmdletBase : PropertyCmdletBase
{
    /// <summary>What organizations are to it.</summary>
    [Parameter]
    [ApiName("organization_usage")]
    [ValidateSet("deny", "allow", "require")]
    public string? OrganizationUsage { get; set; }

    /// <summary>Whether it holds for any organization, or for those alone that are assigned to it.</summary>
    [Parameter]
    [ApiName("allow_any_organization")]
    public SwitchParameter AllowAnyOrganization { get; set; }
}
