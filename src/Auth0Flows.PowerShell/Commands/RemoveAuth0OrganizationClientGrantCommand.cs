using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Takes client grants from an organization: their applications no longer get tokens for it.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0OrganizationClientGrant", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Takes("Auth0ClientGrant", "Auth0Organization")]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE organizations/{id}/client-grants/{grant_id}")]
public sealed class RemoveAuth0OrganizationClientGrantCommand : RemoveCmdletBase
{
    /// <summary>The organization's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("organization_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OrganizationIdCompleter))]
    public string OrganizationId { get; set; } = "";

    /// <summary>The ids of the client grants.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClientGrantIdCompleter))]
    public string[] ClientGrantId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        DeleteEachAsync(Auth0Resources.OrganizationClientGrants(OrganizationId), ClientGrantId, cancellationToken);

    private protected override object? ErrorTarget => ClientGrantId;
}
