using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets client grants: the scopes of APIs that applications can request with their own tokens.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0ClientGrant", DefaultParameterSetName = ApiSet, SupportsPaging = true)]
[OutputType(typeof(Auth0ClientGrant))]
[ApiEndpoint("GET client-grants")]
[ApiEndpoint("GET client-grants/{id}")]
public sealed class GetAuth0ClientGrantCommand : ResourceCmdletBase
{
    // Two sets, because an API has a property ClientId too: a piped object with an audience is an API, and the output is all grants for it.
    private const string ApiSet = "Audience";
    private const string ClientSet = "ClientId";
    private const string IdSet = "ClientGrantId";

    /// <summary>The application of the grants.</summary>
    [Parameter(Position = 0, ParameterSetName = ApiSet)]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = ClientSet)]
    [Alias("client_id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClientIdCompleter))]
    public string? ClientId { get; set; }

    /// <summary>The API of the grants.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = ApiSet)]
    [Parameter(Position = 1, ParameterSetName = ClientSet)]
    [Alias("Identifier")]
    [NotEmptyWhereNamed]
    [ArgumentCompleter(typeof(ApiIdentifierCompleter))]
    public string? Audience
    {
        get;
        set => field = value is "" ? null : value;
    }

    /// <summary>The grants that apply to any organization; with :$false, the others.</summary>
    [Parameter(ParameterSetName = ApiSet)]
    [Parameter(ParameterSetName = ClientSet)]
    public SwitchParameter AllowAnyOrganization { get; set; }

    /// <summary>The ids of the grants.</summary>
    [Parameter(Mandatory = true, ParameterSetName = IdSet)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClientGrantIdCompleter))]
    public string[] ClientGrantId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        if (ParameterSetName == IdSet)
        {
            return GetEachAsync(Auth0Resources.ClientGrants, ClientGrantId, cancellationToken);
        }

        RefuseEmpty("Audience or ClientId", Audience, ClientId);
        return ListAsync(
            Auth0Resources.ClientGrants,
            new ApiQuery()
                .Add("client_id", ClientId)
                .Add("audience", Audience)
                .Add(
                    "allow_any_organization",
                    MyInvocation.BoundParameters.ContainsKey(nameof(AllowAnyOrganization)) ? AllowAnyOrganization : null
                ),
            cancellationToken
        );
    }

    private protected override object? ErrorTarget => ParameterSetName == IdSet ? ClientGrantId : ClientId ?? Audience;
}

/// <summary>Completes the ids of the tenant's client grants, which are also found by their APIs.</summary>
internal sealed class ClientGrantIdCompleter()
    : ResourceCompleter<Auth0ClientGrant>(
        Auth0Resources.ClientGrants,
        static grant => new(grant.Id, $"{grant.ClientId}: {string.Join(' ', grant.Scope ?? [])}", grant.Audience)
    );
