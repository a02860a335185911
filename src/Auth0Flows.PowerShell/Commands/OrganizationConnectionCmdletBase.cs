using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The base class of the cmdlets that enable connections for organizations and change that: the common settings.</summary>
public abstract class OrganizationConnectionCmdletBase : PropertyCmdletBase
{
    /// <summary>The organization's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("organization_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OrganizationIdCompleter))]
    public string OrganizationId { get; set; } = "";

    /// <summary>Makes users who sign in with the connection members of the organization.</summary>
    [Parameter]
    [ApiName("assign_membership_on_login")]
    public SwitchParameter AssignMembershipOnLogin { get; set; }

    /// <summary>Shows a button for the connection on the organization's login page; only of enterprise connections.</summary>
    [Parameter]
    [ApiName("show_as_button")]
    public SwitchParameter ShowAsButton { get; set; }

    /// <summary>Lets users sign up for the organization; only of database connections.</summary>
    [Parameter]
    [ApiName("is_signup_enabled")]
    public SwitchParameter SignupEnabled { get; set; }

    private protected override (string Name, string Id)[] Owners => [(nameof(OrganizationId), OrganizationId)];
}
