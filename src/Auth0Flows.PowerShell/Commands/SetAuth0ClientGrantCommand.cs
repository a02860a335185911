using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Changes a client grant.</summary>
[Cmdlet(VerbsCommon.Set, "Auth0ClientGrant", DefaultParameterSetName = IdSet, SupportsShouldProcess = true)]
[OutputType(typeof(Auth0ClientGrant))]
[ApiEndpoint("PATCH client-grants/{id}")]
public sealed class SetAuth0ClientGrantCommand : ClientGrantCmdletBase
{
    private const string IdSet = "ClientGrantId";
    private const string PairSet = "ClientAndAudience";

    /// <summary>The grant's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string ClientGrantId { get; set; } = "";

    /// <summary>The application of the grant.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PairSet)]
    [Alias("client_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClientIdCompleter))]
    public string ClientId { get; set; } = "";

    /// <summary>The API of the grant.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PairSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ApiIdentifierCompleter))]
    public string Audience { get; set; } = "";

    /// <summary>The scopes that replace the current ones.</summary>
    [Parameter]
    [AllowEmptyCollection]
    [ApiName("scope")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ApiScopeCompleter))]
    public string[]? Scope { get; set; }

    /// <summary>Scopes to add to the current ones.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ApiScopeCompleter))]
    public string[]? AddScope { get; set; }

    /// <summary>Scopes to remove from the current ones.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ApiScopeCompleter))]
    public string[]? RemoveScope { get; set; }

    /// <summary>Returns the changed grant.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var changesScope = AddScope is not null || RemoveScope is not null;
        if (changesScope && Scope is not null)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.ConflictingParameters,
                "-Scope replaces the scopes, whereas -AddScope and -RemoveScope change them: use one or the other."
            );
        }

        var properties = Properties();
        if (ParameterSetName == IdSet && !changesScope)
        {
            await UpdateAsync(Auth0Resources.ClientGrants, ClientGrantId, properties, PassThru, cancellationToken).ConfigureAwait(true);
            return;
        }

        var grant = await FindAsync(cancellationToken).ConfigureAwait(true);
        var scope = grant.Scope ?? [];
        string[] wanted = [.. scope.Except(RemoveScope ?? []).Union(AddScope ?? [])];
        if (changesScope && !wanted.SequenceEqual(scope))
        {
            properties["scope"] = wanted;
        }

        if (!changesScope || properties.Count > 0)
        {
            await UpdateAsync(Auth0Resources.ClientGrants, grant.Id!, properties, PassThru, cancellationToken).ConfigureAwait(true);
        }
        else if (PassThru)
        {
            WriteObject(ApiObject.OfTyped(grant)); // nothing to change, so nothing is sent
        }
    }

    private protected override object? ErrorTarget => ParameterSetName == IdSet ? ClientGrantId : ClientId;

    private ValueTask<Auth0ClientGrant> FindAsync(CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        return ParameterSetName == IdSet
            ? new(session.GetAsync(Auth0Resources.ClientGrants, ClientGrantId, Activity, cancellationToken))
            : session.FindClientGrantAsync(ClientId, Audience, Activity, cancellationToken);
    }
}
