using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Grants;

namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>Makes the answer of the token endpoint for a user: access token, ID token, refresh token.</summary>
internal sealed class UserTokens(AccessTokens accessTokens, IdTokens idTokens, RefreshTokens refreshTokens, string mfaAudience)
{
    // Auth0, "Manage Authentication Factors with Authentication API": not to be changed.
    private static readonly TimeSpan MfaTokenLifetime = TimeSpan.FromMinutes(10);

    /// <summary>The answer to a login.</summary>
    /// <param name="authorization">What the user let the application do.</param>
    /// <param name="client">The application.</param>
    /// <param name="alwaysNamesScopes">Whether the answer says the scopes even where they are those asked for.</param>
    public async ValueTask<JsonObject> IssueAsync(UserAuthorization authorization, AuthenticatedClient client, bool alwaysNamesScopes)
    {
        var namesScopes = alwaysNamesScopes || !authorization.Scopes.ToHashSet(StringComparer.Ordinal).SetEquals(authorization.AskedScopes);
        var refreshToken = authorization.Scopes.Contains(UserScopes.OfflineAccess) && client.GrantTypes.Contains(GrantTypes.RefreshToken)
            ? refreshTokens.Issue(authorization)
            : null;
        return await CreateAsync(authorization, client, authorization.Audience, authorization.Scopes, authorization.Nonce, refreshToken, namesScopes).ConfigureAwait(false);
    }

    /// <summary>The answer to a refresh, which always says the scopes.</summary>
    /// <param name="authorization">What the refresh token stands for.</param>
    /// <param name="client">The application.</param>
    /// <param name="audience">The API; null for none.</param>
    /// <param name="scopes">The scopes, no more than the refresh token stands for.</param>
    /// <param name="refreshToken">The token in the place of the one that was sent; null where that one lives on.</param>
    public ValueTask<JsonObject> RefreshAsync(
        UserAuthorization authorization, AuthenticatedClient client, string? audience, IReadOnlyList<string> scopes, string? refreshToken)
        => CreateAsync(authorization, client, audience, scopes, nonce: null, refreshToken, namesScopes: true);

    private async ValueTask<JsonObject> CreateAsync(
        UserAuthorization authorization,
        AuthenticatedClient client,
        string? audience,
        IReadOnlyList<string> scopes,
        string? nonce,
        string? refreshToken,
        bool namesScopes)
    {
        var (accessToken, expiresIn) = await accessTokens.IssueAsync(new AccessTokenRequest
        {
            ClientId = authorization.ClientId,
            Subject = authorization.User.UserId,
            Audience = audience,
            Scopes = scopes,
            Grant = authorization.Grant,
            OrganizationId = authorization.Organization?.Id,
            OrganizationName = authorization.Organization?.Name,
            Lifetime = audience == mfaAudience ? MfaTokenLifetime : null,
        }).ConfigureAwait(false);

        var answer = new JsonObject { ["access_token"] = accessToken };
        if (refreshToken is not null)
        {
            answer["refresh_token"] = refreshToken;
        }

        if (scopes.Contains("openid") && await idTokens.IssueAsync(authorization, scopes, client, nonce).ConfigureAwait(false) is { } idToken)
        {
            answer["id_token"] = idToken;
        }

        if (namesScopes && scopes.Count > 0)
        {
            answer["scope"] = string.Join(' ', scopes);
        }

        answer["expires_in"] = expiresIn;
        answer["token_type"] = "Bearer";
        return answer;
    }
}
