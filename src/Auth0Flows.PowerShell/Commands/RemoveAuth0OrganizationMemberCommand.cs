using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Removes members from an organization; they stay users of the tenant.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0OrganizationMember", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE organizations/{id}/members")]
public sealed class RemoveAuth0OrganizationMemberCommand : UnlinkCmdletBase
{
    /// <summary>The organization's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("organization_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OrganizationIdCompleter))]
    public string OrganizationId { get; set; } = "";

    /// <summary>The ids of the users.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("user_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string[] UserId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        CollectAsync(HttpMethod.Delete, Auth0Resources.OrganizationMembers(OrganizationId).Path, "members", UserId, cancellationToken);

    // Auth0, "Add members to an organization": up to ten users per request.
    private protected override int MostPerRequest => 10;

    private protected override object? ErrorTarget => UserId;
}
