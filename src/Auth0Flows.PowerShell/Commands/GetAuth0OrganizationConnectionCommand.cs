using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the connections that are enabled for an organization.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0OrganizationConnection", SupportsPaging = true)]
[OutputType(typeof(Auth0OrganizationConnection))]
[ApiEndpoint("GET organizations/{id}/enabled_connections")]
[ApiEndpoint("GET organizations/{id}/enabled_connections/{connection_id}")]
public sealed class GetAuth0OrganizationConnectionCommand : ResourceCmdletBase
{
    /// <summary>The organization's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("organization_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OrganizationIdCompleter))]
    public string OrganizationId { get; set; } = "";

    /// <summary>The ids of the connections. Default: all.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("connection_id")]
    [IdText]
    [NotEmptyWhereNamed]
    [ArgumentCompleter(typeof(OrganizationConnectionIdCompleter))]
    public string[]? ConnectionId { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ConnectionId is not { Length: > 0 }
            ? ListEachAsync(Auth0Resources.OrganizationConnections, [OrganizationId], new ApiQuery(), cancellationToken, OwnersOf)
            : GetEachAsync(
                Auth0Resources.OrganizationConnections(OrganizationId),
                ConnectionId,
                cancellationToken,
                OwnersOf(OrganizationId)
            );

    private static (string Name, string Id)[] OwnersOf(string organization) => [(nameof(OrganizationId), organization)];

    private protected override object? ErrorTarget => OrganizationId;
}

/// <summary>Completes the ids of an organization's connections, which are also found by name.</summary>
internal sealed class OrganizationConnectionIdCompleter()
    : PartCompleter<Auth0OrganizationConnection>(
        "OrganizationId",
        Auth0Resources.OrganizationConnections,
        static enabled => new(enabled.ConnectionId, enabled.Connection?["strategy"] as string, enabled.ToString())
    );
