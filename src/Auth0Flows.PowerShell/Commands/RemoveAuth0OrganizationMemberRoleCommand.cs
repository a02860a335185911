using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Takes roles in an organization from a member.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0OrganizationMemberRole", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE organizations/{id}/members/{user_id}/roles")]
public sealed class RemoveAuth0OrganizationMemberRoleCommand : UnlinkCmdletBase
{
    /// <summary>The organization's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("organization_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OrganizationIdCompleter))]
    public string OrganizationId { get; set; } = "";

    /// <summary>The member's user id.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("user_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string UserId { get; set; } = "";

    /// <summary>The ids of the roles.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [Alias("role_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RoleIdCompleter))]
    public string[] RoleId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        CollectAsync(
            HttpMethod.Delete,
            Auth0Resources.OrganizationMemberRoles(OrganizationId, UserId).Path,
            "roles",
            RoleId,
            cancellationToken
        );

    private protected override object? ErrorTarget => UserId;
}
