using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the roles that members have in an organization.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0OrganizationMemberRole", SupportsPaging = true)]
[OutputType(typeof(Auth0Role))]
[ApiEndpoint("GET organizations/{id}/members/{user_id}/roles")]
public sealed class GetAuth0OrganizationMemberRoleCommand : ResourceCmdletBase
{
    /// <summary>The organization's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("organization_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OrganizationIdCompleter))]
    public string OrganizationId { get; set; } = "";

    /// <summary>The user ids of the members.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("user_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string[] UserId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ListEachAsync(
            user => Auth0Resources.OrganizationMemberRoles(OrganizationId, user),
            UserId,
            new ApiQuery(),
            cancellationToken,
            user => [(nameof(OrganizationId), OrganizationId), (nameof(UserId), user)]
        );

    private protected override object? ErrorTarget => UserId;
}
