using System.Collections.Specialized;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Stops applications from using a connection: their users can no longer sign in with it.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0ConnectionClient", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
[ApiEndpoint("PATCH connections/{id}/clients")]
public sealed class RemoveAuth0ConnectionClientCommand : UnlinkCmdletBase
{
    /// <summary>The connection's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("connection_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionIdCompleter))]
    public string ConnectionId { get; set; } = "";

    /// <summary>The client ids of the applications.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("client_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClientIdCompleter))]
    public string[] ClientId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        CollectAsync(
            HttpMethod.Patch,
            Auth0Resources.ConnectionClients(ConnectionId).Path,
            null,
            ClientId.Select(static id => new OrderedDictionary(StringComparer.Ordinal) { ["client_id"] = id, ["status"] = false }),
            cancellationToken
        );

    private protected override object? ErrorTarget => ClientId;
}
