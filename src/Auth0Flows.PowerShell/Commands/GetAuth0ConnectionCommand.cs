using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the tenant's connections.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0Connection", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(Auth0Connection))]
[ApiEndpoint("GET connections")]
[ApiEndpoint("GET connections/{id}")]
public sealed class GetAuth0ConnectionCommand : ResourceCmdletBase
{
    private const string ListSet = "List";
    private const string IdSet = "ConnectionId";

    /// <summary>The ids of the connections.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("connection_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionIdCompleter))]
    public string[] ConnectionId { get; set; } = [];

    /// <summary>The names of the connections; wildcards are allowed. Auth0 looks up a single name without wildcards, exactly.</summary>
    [Parameter(Position = 0, ParameterSetName = ListSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The types of the connections: auth0, google-oauth2, samlp, waad, …</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    public string[]? Strategy { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ParameterSetName == IdSet
            ? GetEachAsync(Auth0Resources.Connections, ConnectionId, cancellationToken)
            : ListAsync(
                Auth0Resources.Connections,
                new ApiQuery().AddName("name", Name).AddEach("strategy", Strategy),
                cancellationToken,
                NamePatterns.Of(Name),
                static connection => connection.Name
            );

    private protected override object? ErrorTarget => ParameterSetName == IdSet ? ConnectionId : Name;
}

/// <summary>Completes the ids of the tenant's connections, which are also found by name.</summary>
internal sealed class ConnectionIdCompleter()
    : ResourceCompleter<Auth0Connection>(
        Auth0Resources.Connections,
        static connection => new(connection.Id, connection.Strategy, connection.Name)
    );

/// <summary>Completes the names of the tenant's connections, which are the realms of password logins.</summary>
internal sealed class ConnectionCompleter()
    : ResourceCompleter<Auth0Connection>(
        Auth0Resources.Connections,
        static connection => new(connection.Name, $"{connection.Strategy} {connection.Id}".Trim())
    );
