using System.Collections.Specialized;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Revokes users' refresh tokens. Access tokens stay valid until they expire.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "Auth0UserRefreshToken",
    DefaultParameterSetName = IdSet,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High
)]
[Takes(AllOfAUser = "User")]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE refresh-tokens/{id}")]
[ApiEndpoint("DELETE users/{user_id}/refresh-tokens")]
[ApiEndpoint("POST refresh-tokens/revoke")]
public sealed class RemoveAuth0UserRefreshTokenCommand : RemoveCmdletBase
{
    // The default, so that a refresh token that is piped is meant alone, although it also has its user's id.
    private const string IdSet = "RefreshTokenId";
    private const string UserSet = "User";

    /// <summary>The users whose refresh tokens to revoke, all of them.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true,
        ParameterSetName = UserSet
    )]
    [Alias("user_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string[] UserId { get; set; } = [];

    /// <summary>Only the refresh tokens of this application.</summary>
    [Parameter(ParameterSetName = UserSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClientIdCompleter))]
    public string? ClientId { get; set; }

    /// <summary>Of the application's refresh tokens, only those for this API.</summary>
    [Parameter(ParameterSetName = UserSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ApiIdentifierCompleter))]
    public string? Audience { get; set; }

    /// <summary>The ids of the refresh tokens; not the tokens.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("Id", "refresh_token_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string[] RefreshTokenId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        if (Audience is not null && ClientId is null)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.MissingParameter,
                "-Audience selects among the refresh tokens of an application: specify -ClientId too."
            );
        }

        return ParameterSetName == IdSet ? DeleteEachAsync(Auth0Resources.UserRefreshTokens, RefreshTokenId, cancellationToken)
            : ClientId is null ? ForEachAsync(UserId, id => DeleteAsync(Auth0Resources.RefreshTokensOf(id).Path, cancellationToken))
            : ForEachAsync(UserId, id => RevokeAsync(id, cancellationToken));
    }

    private protected override object? ErrorTarget => ParameterSetName == IdSet ? RefreshTokenId : UserId;

    private ValueTask RevokeAsync(string userId, CancellationToken cancellationToken)
    {
        var selection = new OrderedDictionary { ["user_id"] = userId, ["client_id"] = ClientId };
        if (Audience is not null)
        {
            selection["audience"] = Audience;
        }

        return SendIfConfirmedAsync(
            new Auth0ApiRequest
            {
                Method = HttpMethod.Post,
                Path = "refresh-tokens/revoke",
                Body = selection,
            },
            cancellationToken
        );
    }
}
