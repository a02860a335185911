using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Changes a flow connection: properties that aren't specified stay unchanged.</summary>
[Cmdlet(VerbsCommon.Set, "Auth0FlowConnection", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0FlowConnection))]
[ApiEndpoint("PATCH flows/vault/connections/{id}")]
public sealed class SetAuth0FlowConnectionCommand : FlowConnectionCmdletBase
{
    /// <summary>The flow connection's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("flow_connection_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FlowConnectionIdCompleter))]
    public string FlowConnectionId { get; set; } = "";

    /// <summary>Its name.</summary>
    [Parameter]
    [ApiName("name")]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Returns the changed flow connection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        UpdateAsync(Auth0Resources.FlowConnections, FlowConnectionId, PassThru, cancellationToken);

    private protected override object? ErrorTarget => FlowConnectionId;
}
