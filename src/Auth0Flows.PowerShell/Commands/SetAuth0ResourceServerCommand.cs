using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Changes an API: properties that aren't specified stay unchanged.</summary>
[Cmdlet(VerbsCommon.Set, "Auth0ResourceServer", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0ResourceServer))]
[ApiEndpoint("PATCH resource-servers/{id}")]
public sealed class SetAuth0ResourceServerCommand : ResourceServerCmdletBase
{
    /// <summary>The API's id, or its identifier.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ApiIdentifierCompleter))]
    public string ResourceServerId { get; set; } = "";

    /// <summary>Its name.</summary>
    [Parameter]
    [ApiName("name")]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The scopes that replace the current ones: names, or @{ 'read:orders' = 'Read orders' } with descriptions.</summary>
    [Parameter]
    [ApiName("scopes")]
    [AllowEmptyCollection]
    [ScopeList]
    public Auth0ResourceServerScope[]? Scope { get; set; }

    /// <summary>Scopes to add to the current ones, or whose description changes: names, or @{ 'read:orders' = 'Read orders' }.</summary>
    [Parameter]
    [ApiList("scopes", Key = "value")]
    [ValidateNotNullOrEmpty]
    [ScopeList]
    public Auth0ResourceServerScope[]? AddScope { get; set; }

    /// <summary>Names of scopes to remove from the current ones. Roles and grants lose them.</summary>
    [Parameter]
    [ApiList("scopes", Removes = true, Key = "value")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceServerScopeCompleter))]
    public string[]? RemoveScope { get; set; }

    /// <summary>Returns the changed API.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        UpdateAsync(Auth0Resources.ResourceServers, ResourceServerId, PassThru, cancellationToken);

    private protected override object? ErrorTarget => ResourceServerId;
}

/// <summary>Completes the scopes of the API in the command line.</summary>
internal sealed class ResourceServerScopeCompleter : TenantCompleter
{
    private protected override IEnumerable<Suggestion> Suggest(Auth0Session session, IDictionary bound) =>
        ValueOf(bound, "ResourceServerId") is string id
            ? from api in Ask(session, Auth0Resources.ResourceServers)
            where api.Identifier == id || api.Id == id
            from scope in api.Scopes ?? []
            select new Suggestion(scope.Value, scope.Description)
            : [];
}
