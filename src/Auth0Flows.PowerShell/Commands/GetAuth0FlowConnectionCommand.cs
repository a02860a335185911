using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the tenant's flow connections.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0FlowConnection", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(Auth0FlowConnection))]
[ApiEndpoint("GET flows/vault/connections")]
[ApiEndpoint("GET flows/vault/connections/{id}")]
public sealed class GetAuth0FlowConnectionCommand : ResourceCmdletBase
{
    private const string ListSet = "List";
    private const string IdSet = "FlowConnectionId";

    /// <summary>The ids of the flow connections.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("flow_connection_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FlowConnectionIdCompleter))]
    public string[] FlowConnectionId { get; set; } = [];

    /// <summary>The names of the flow connections; wildcards are allowed.</summary>
    [Parameter(Position = 0, ParameterSetName = ListSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FlowConnectionNameCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ParameterSetName == IdSet
            ? GetEachAsync(Auth0Resources.FlowConnections, FlowConnectionId, cancellationToken)
            : ListAsync(
                Auth0Resources.FlowConnections,
                new ApiQuery(),
                cancellationToken,
                NamePatterns.Of(Name),
                static found => found.Name
            );

    private protected override object? ErrorTarget => ParameterSetName == IdSet ? FlowConnectionId : Name;
}

/// <summary>Completes the ids of the tenant's flow connections, which are also found by name.</summary>
internal sealed class FlowConnectionIdCompleter()
    : ResourceCompleter<Auth0FlowConnection>(Auth0Resources.FlowConnections, static found => new(found.Id, found.AppId, found.Name));

/// <summary>Completes the names of the tenant's flow connections.</summary>
internal sealed class FlowConnectionNameCompleter()
    : ResourceCompleter<Auth0FlowConnection>(Auth0Resources.FlowConnections, static found => new(found.Name, found.Id));
