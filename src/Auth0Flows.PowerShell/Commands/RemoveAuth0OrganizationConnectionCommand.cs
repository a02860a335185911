using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Disables connections for an organization: its members can no longer sign in with them.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0OrganizationConnection", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Takes("Auth0Connection", "Auth0Organization")]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE organizations/{id}/enabled_connections/{connection_id}")]
public sealed class RemoveAuth0OrganizationConnectionCommand : RemoveCmdletBase
{
    /// <summary>The organization's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("organization_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OrganizationIdCompleter))]
    public string OrganizationId { get; set; } = "";

    /// <summary>The ids of the connections.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("connection_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OrganizationConnectionIdCompleter))]
    public string[] ConnectionId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        DeleteEachAsync(Auth0Resources.OrganizationConnections(OrganizationId), ConnectionId, cancellationToken);

    private protected override object? ErrorTarget => ConnectionId;
}
