using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Changes how an organization uses a connection: settings that aren't specified stay unchanged.</summary>
[Cmdlet(VerbsCommon.Set, "Auth0OrganizationConnection", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0OrganizationConnection))]
[ApiEndpoint("PATCH organizations/{id}/enabled_connections/{connection_id}")]
public sealed class SetAuth0OrganizationConnectionCommand : OrganizationConnectionCmdletBase
{
    /// <summary>The connection's id.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("connection_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OrganizationConnectionIdCompleter))]
    public string ConnectionId { get; set; } = "";

    /// <summary>Returns the changed connection of the organization.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        UpdateAsync(Auth0Resources.OrganizationConnections(OrganizationId), ConnectionId, PassThru, cancellationToken);

    private protected override object? ErrorTarget => ConnectionId;
}
