using System.Collections.Specialized;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// What the tenant knows about a refresh token of a user; never the token itself:
/// <see href="https://auth0.com/docs/api/management/v2/refresh-tokens/get-refresh-token"/>.
/// </summary>
public sealed class Auth0UserRefreshToken : Auth0Object
{
    /// <summary>Its id, which is not the token.</summary>
    public string? Id { get; set; }

    /// <summary>The user's id.</summary>
    public string? UserId { get; set; }

    /// <summary>The application's client id.</summary>
    public string? ClientId { get; set; }

    /// <summary>The id of the session that it was issued in.</summary>
    public string? SessionId { get; set; }

    /// <summary>Whether each use replaces it.</summary>
    public bool? Rotating { get; set; }

    /// <summary>When it was issued.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When it expires if it isn't used.</summary>
    public DateTimeOffset? IdleExpiresAt { get; set; }

    /// <summary>When it expires in any case.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>When it was last used.</summary>
    public DateTimeOffset? LastExchangedAt { get; set; }

    /// <summary>The browser, IP address and network of its first and its last use.</summary>
    public OrderedDictionary? Device { get; set; }

    /// <summary>The APIs that it is for, with their scopes.</summary>
    public OrderedDictionary[]? ResourceServers { get; set; }

    /// <summary>Metadata that Actions or the API set.</summary>
    public OrderedDictionary? RefreshTokenMetadata { get; set; }

    /// <summary>Its id, its user and its application.</summary>
    public override string ToString() => $"{Id} of {UserId} for {ClientId}";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>Refresh tokens of users, by id: <see href="https://auth0.com/docs/api/management/v2/refresh-tokens"/>.</summary>
    public static Auth0Resource<Auth0UserRefreshToken> UserRefreshTokens { get; } =
        new("refresh-tokens", "refresh_tokens", Auth0JsonContext.Default.Auth0UserRefreshToken, Auth0Paging.Checkpoint);

    /// <summary>
    /// The refresh tokens of a user: <see href="https://auth0.com/docs/api/management/v2/users/get-refresh-tokens-for-user"/>.
    /// </summary>
    /// <param name="userId">The user's id.</param>
    public static Auth0Resource<Auth0UserRefreshToken> RefreshTokensOf(string userId) =>
        new(
            PathTemplate.Expand("users/{id}/refresh-tokens", _ => userId),
            "tokens",
            Auth0JsonContext.Default.Auth0UserRefreshToken,
            Auth0Paging.Checkpoint
        );
}
