using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Deletes connections, with all their users.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0Connection", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Takes]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE connections/{id}")]
public sealed class RemoveAuth0ConnectionCommand : RemoveCmdletBase
{
    /// <summary>The ids of the connections.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("connection_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionIdCompleter))]
    public string[] ConnectionId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        DeleteEachAsync(Auth0Resources.Connections, ConnectionId, cancellationToken);

    private protected override object? ErrorTarget => ConnectionId;
}
