using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the invitations to join an organization that are open.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0OrganizationInvitation", SupportsPaging = true)]
[OutputType(typeof(Auth0OrganizationInvitation))]
[ApiEndpoint("GET organizations/{id}/invitations")]
[ApiEndpoint("GET organizations/{organization_id}/invitations/{id}")]
public sealed class GetAuth0OrganizationInvitationCommand : ResourceCmdletBase
{
    /// <summary>The organization's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("organization_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OrganizationIdCompleter))]
    public string OrganizationId { get; set; } = "";

    /// <summary>The ids of the invitations. Default: all.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [IdText]
    [NotEmptyWhereNamed]
    [ArgumentCompleter(typeof(InvitationIdCompleter))]
    public string[]? InvitationId { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        InvitationId is not { Length: > 0 }
            ? ListEachAsync(Auth0Resources.OrganizationInvitations, [OrganizationId], new ApiQuery(), cancellationToken)
            : GetEachAsync(Auth0Resources.OrganizationInvitations(OrganizationId), InvitationId, cancellationToken);

    private protected override object? ErrorTarget => OrganizationId;
}

/// <summary>Completes the ids of an organization's invitations, which are also found by address.</summary>
internal sealed class InvitationIdCompleter()
    : PartCompleter<Auth0OrganizationInvitation>(
        "OrganizationId",
        Auth0Resources.OrganizationInvitations,
        static invitation => new(invitation.Id, $"{invitation} {invitation.ExpiresAt:u}", invitation.ToString())
    );
