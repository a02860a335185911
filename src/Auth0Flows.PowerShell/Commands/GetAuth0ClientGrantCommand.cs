using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets what applications may ask of APIs with tokens of their own.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0ClientGrant", DefaultParameterSetName = ApiSet, SupportsPaging = true)]
[OutputType(typeof(Auth0ClientGrant))]
public sealed class GetAuth0ClientGrantCommand : ResourceCmdletBase
{
    // Two sets, since an API has a property ClientId, too: what is piped in with an audience is an API, and all grants for it are meant.
    private const string ApiSet = "Audience";
    private const string ClientSet = "ClientId";
    private const string IdSet = "ClientGrantId";

    /// <summary>The grants of this application.</summary>
    [Parameter(Position = 0, ParameterSetName = ApiSet)]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = ClientSet)]
    [Alias("client_id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClientIdCompleter))]
    public string? ClientId { get; set; }

    /// <summary>The grants for this API.</summary>
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

    /// <summary>The grants that hold for any organization; with :$false those that don't.</summary>
    [Parameter(ParameterSetName = ApiSet)]
    [Parameter(ParameterSetName = ClientSet)]
    public SwitchParameter AllowAnyOrganization { get; set; }

    /// <summary>The grants of these ids.</summary>
    [Parameter(Mandatory = true, ParameterSetName = IdSet)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
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
