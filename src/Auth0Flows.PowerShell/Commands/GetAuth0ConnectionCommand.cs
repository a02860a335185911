using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the tenant's sources of users.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0Connection", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(Auth0Connection))]
public sealed class GetAuth0ConnectionCommand : ResourceCmdletBase
{
    private const string ListSet = "List";
    private const string IdSet = "ConnectionId";

    /// <summary>The connections of these ids.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("connection_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string[] ConnectionId { get; set; } = [];

    /// <summary>
    /// The connections of these names; wildcards are allowed. A single name without wildcards is looked up by Auth0, exactly.
    /// </summary>
    [Parameter(Position = 0, ParameterSetName = ListSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The connections of these kinds: auth0, google-oauth2, samlp, waad, …</summary>
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

/// <summary>The names of the tenant's connections, which are realms where users sign in with passwords.</summary>
internal sealed class ConnectionCompleter()
    : ResourceCompleter<Auth0Connection>(
        Auth0Resources.Connections,
        static connection => new(connection.Name, $"{connection.Strategy} {connection.Id}".Trim())
    );
