using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Enables connections for an organization.</summary>
[Cmdlet(VerbsCommon.Add, "Auth0OrganizationConnection", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0OrganizationConnection))]
[ApiEndpoint("POST organizations/{id}/enabled_connections")]
public sealed class AddAuth0OrganizationConnectionCommand : OrganizationConnectionCmdletBase
{
    /// <summary>The ids of the connections.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("connection_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionIdCompleter))]
    public string[] ConnectionId { get; set; } = [];

    /// <summary>Returns the enabled connections.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ForEachAsync(
            ConnectionId,
            id =>
            {
                var properties = Properties();
                properties.Insert(0, "connection_id", id);
                return CreateAsync(Auth0Resources.OrganizationConnections(OrganizationId), properties, PassThru, cancellationToken);
            }
        );

    private protected override object? ErrorTarget => ConnectionId;
}
