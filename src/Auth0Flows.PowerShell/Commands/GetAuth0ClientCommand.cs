using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the tenant's applications, page by page as the pipeline reads them.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0Client", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(Auth0Client))]
[ApiEndpoint("GET clients")]
[ApiEndpoint("GET clients/{id}")]
public sealed class GetAuth0ClientCommand : ResourceCmdletBase
{
    private const string ListSet = "List";
    private const string IdSet = "ClientId";

    /// <summary>The ids of the applications.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("client_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClientIdCompleter))]
    public string[] ClientId { get; set; } = [];

    /// <summary>The names of the applications; wildcards are allowed. Auth0 can't filter by name, so all are read.</summary>
    [Parameter(Position = 0, ParameterSetName = ListSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClientNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The types of the applications: native, spa, regular_web, non_interactive, …</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(AppTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? AppType { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ParameterSetName == IdSet
            ? GetEachAsync(Auth0Resources.Clients, ClientId, cancellationToken)
            : ListAsync(
                Auth0Resources.Clients,
                new ApiQuery().Add("app_type", AppType),
                cancellationToken,
                NamePatterns.Of(Name),
                static client => client.Name
            );

    private protected override object? ErrorTarget => ParameterSetName == IdSet ? ClientId : Name;
}

/// <summary>Completes the ids of the tenant's applications, which are also found by name.</summary>
internal sealed class ClientIdCompleter()
    : ResourceCompleter<Auth0Client>(
        Auth0Resources.Clients,
        static client => new(client.ClientId, $"{client.AppType} {client.ClientId}".Trim(), client.Name)
    );

/// <summary>Completes the names of the tenant's applications.</summary>
internal sealed class ClientNameCompleter()
    : ResourceCompleter<Auth0Client>(
        Auth0Resources.Clients,
        static client => new(client.Name, $"{client.AppType} {client.ClientId}".Trim())
    );
