using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Deletes invitations to join an organization: their links no longer work.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0OrganizationInvitation", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Takes("Auth0Organization")]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE organizations/{organization_id}/invitations/{id}")]
public sealed class RemoveAuth0OrganizationInvitationCommand : RemoveCmdletBase
{
    /// <summary>The organization's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("organization_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OrganizationIdCompleter))]
    public string OrganizationId { get; set; } = "";

    /// <summary>The ids of the invitations.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(InvitationIdCompleter))]
    public string[] InvitationId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        DeleteEachAsync(Auth0Resources.OrganizationInvitations(OrganizationId), InvitationId, cancellationToken);

    private protected override object? ErrorTarget => InvitationId;
}
