using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the applications that can use connections.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0ConnectionClient", SupportsPaging = true)]
[OutputType(typeof(Auth0ConnectionClient))]
[ApiEndpoint("GET connections/{id}/clients")]
public sealed class GetAuth0ConnectionClientCommand : ResourceCmdletBase
{
    /// <summary>The ids of the connections.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("connection_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionIdCompleter))]
    public string[] ConnectionId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ListEachAsync(
            Auth0Resources.ConnectionClients,
            ConnectionId,
            new ApiQuery(),
            cancellationToken,
            static connection => [(nameof(ConnectionId), connection)]
        );

    private protected override object? ErrorTarget => ConnectionId;
}
