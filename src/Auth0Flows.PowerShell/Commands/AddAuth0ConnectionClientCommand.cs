using System.Collections.Specialized;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Lets applications use a connection.</summary>
[Cmdlet(VerbsCommon.Add, "Auth0ConnectionClient", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
[ApiEndpoint("PATCH connections/{id}/clients")]
public sealed class AddAuth0ConnectionClientCommand : LinkCmdletBase
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
            ClientId.Select(static id => new OrderedDictionary(StringComparer.Ordinal) { ["client_id"] = id, ["status"] = true }),
            cancellationToken
        );

    private protected override object? ErrorTarget => ClientId;
}
