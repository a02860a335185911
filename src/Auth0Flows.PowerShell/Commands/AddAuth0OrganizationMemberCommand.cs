using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Makes users members of an organization.</summary>
[Cmdlet(VerbsCommon.Add, "Auth0OrganizationMember", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
[ApiEndpoint("POST organizations/{id}/members")]
public sealed class AddAuth0OrganizationMemberCommand : LinkCmdletBase
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
        CollectAsync(HttpMethod.Post, Auth0Resources.OrganizationMembers(OrganizationId).Path, "members", UserId, cancellationToken);

    // Auth0, "Add members to an organization": up to ten users per request.
    private protected override int MostPerRequest => 10;

    private protected override object? ErrorTarget => UserId;
}
