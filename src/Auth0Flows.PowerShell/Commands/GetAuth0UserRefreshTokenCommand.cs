using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets what the tenant knows about users' refresh tokens.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0UserRefreshToken", DefaultParameterSetName = IdSet, SupportsPaging = true)]
[OutputType(typeof(Auth0UserRefreshToken))]
[ApiEndpoint("GET users/{user_id}/refresh-tokens")]
[ApiEndpoint("GET refresh-tokens/{id}")]
public sealed class GetAuth0UserRefreshTokenCommand : ResourceCmdletBase
{
    // The default, so that a refresh token that is piped is meant alone, although it also has its user's id.
    private const string IdSet = "RefreshTokenId";

    /// <summary>The users whose refresh tokens to get.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "User")]
    [Alias("user_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string[] UserId { get; set; } = [];

    /// <summary>The ids of the refresh tokens.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("Id", "refresh_token_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string[] RefreshTokenId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ParameterSetName == IdSet
            ? GetEachAsync(Auth0Resources.UserRefreshTokens, RefreshTokenId, cancellationToken)
            : ListEachAsync(Auth0Resources.RefreshTokensOf, UserId, new ApiQuery(), cancellationToken);

    private protected override object? ErrorTarget => ParameterSetName == IdSet ? RefreshTokenId : UserId;
}
