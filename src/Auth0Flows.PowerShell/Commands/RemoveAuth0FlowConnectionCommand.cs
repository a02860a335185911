using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Deletes flow connections.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0FlowConnection", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Takes]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE flows/vault/connections/{id}")]
public sealed class RemoveAuth0FlowConnectionCommand : RemoveCmdletBase
{
    /// <summary>The ids of the flow connections.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("flow_connection_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FlowConnectionIdCompleter))]
    public string[] FlowConnectionId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        DeleteEachAsync(Auth0Resources.FlowConnections, FlowConnectionId, cancellationToken);

    private protected override object? ErrorTarget => FlowConnectionId;
}
