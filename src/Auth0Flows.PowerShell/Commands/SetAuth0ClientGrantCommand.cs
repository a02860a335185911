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
    [ArgumentCompleter(typeof(ClientGrantIdCompleter))]
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
    [ApiList("scope")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ApiScopeCompleter))]
    public string[]? AddScope { get; set; }

    /// <summary>Scopes to remove from the current ones.</summary>
    [Parameter]
    [ApiList("scope", Removes = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ApiScopeCompleter))]
    public string[]? RemoveScope { get; set; }

    /// <summary>Returns the changed grant.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var id =
            ParameterSetName == IdSet
                ? ClientGrantId
                : (await ResolveSession().FindClientGrantAsync(ClientId, Audience, Activity, cancellationToken).ConfigureAwait(true)).Id;
        await UpdateAsync(Auth0Resources.ClientGrants, id, PassThru, cancellationToken).ConfigureAwait(true);
    }

    private protected override object? ErrorTarget => ParameterSetName == IdSet ? ClientGrantId : ClientId;
}
