using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the tenant's APIs.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0ResourceServer", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(Auth0ResourceServer))]
[ApiEndpoint("GET resource-servers")]
[ApiEndpoint("GET resource-servers/{id}")]
public sealed class GetAuth0ResourceServerCommand : ResourceCmdletBase
{
    private const string ListSet = "List";
    private const string IdSet = "ResourceServerId";

    /// <summary>The ids of the APIs, or their identifiers, which are the audiences of their tokens.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("Audience", "Identifier", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ApiIdentifierCompleter))]
    public string[] ResourceServerId { get; set; } = [];

    /// <summary>The names of the APIs; wildcards are allowed. Auth0 can't filter by name, so all are read.</summary>
    [Parameter(Position = 0, ParameterSetName = ListSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ApiNameCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ParameterSetName == IdSet
            ? GetEachAsync(Auth0Resources.ResourceServers, ResourceServerId, cancellationToken)
            : ListAsync(Auth0Resources.ResourceServers, new ApiQuery(), cancellationToken, NamePatterns.Of(Name), static api => api.Name);

    private protected override object? ErrorTarget => ParameterSetName == IdSet ? ResourceServerId : Name;
}

/// <summary>Completes the identifiers of the tenant's APIs, which are the audiences of their tokens.</summary>
internal sealed class ApiIdentifierCompleter()
    : ResourceCompleter<Auth0ResourceServer>(Auth0Resources.ResourceServers, static api => new(api.Identifier, api.Name));

/// <summary>Completes the names of the tenant's APIs.</summary>
internal sealed class ApiNameCompleter()
    : ResourceCompleter<Auth0ResourceServer>(Auth0Resources.ResourceServers, static api => new(api.Name, api.Identifier));
