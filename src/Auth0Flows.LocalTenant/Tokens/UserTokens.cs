using System.Globalization;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Grants;
using Auth0Flows.LocalTenant.ProofOfPossession;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>Creates token responses for a user: access token, ID token, refresh token.</summary>
internal sealed class UserTokens(
    AccessTokens accessTokens,
    IdTokens idTokens,
    RefreshTokens refreshTokens,
    UserGrants grants,
    ProofPolicy policy,
    string mfaAudience,
    TenantClock clock
)
{
    // Auth0, "Manage Authentication Factors with Authentication API": fixed.
    private static readonly TimeSpan _mfaTokenLifetime = TimeSpan.FromMinutes(10);

    /// <summary>Creates the response to a login.</summary>
    /// <param name="authorization">What the user has authorized the application to do.</param>
    /// <param name="client">The application.</param>
    /// <param name="alwaysNamesScopes">Whether the response contains the scopes even if they equal the requested ones.</param>
    public async ValueTask<JsonObject> IssueAsync(UserAuthorization authorization, AuthenticatedClient client, bool alwaysNamesScopes)
    {
        authorization.User.CountLogin(clock.UtcNow);
        grants.Remember(authorization);
        var namesScopes = alwaysNamesScopes || !authorization.Scopes.ToHashSet(StringComparer.Ordinal).SetEquals(authorization.AskedScopes);
        var refreshToken =
            authorization.Scopes.Contains(UserScopes.OfflineAccess) && client.GrantTypes.Contains(GrantTypes.RefreshToken)
                ? refreshTokens.Issue(authorization, client.IsPublic ? client.JwkThumbprint : null)
                : null;
        return await CreateAsync(
                authorization,
                client,
                authorization.Audience,
                authorization.Scopes,
                authorization.AuthorizationDetails,
                authorization.Nonce,
                refreshToken,
                namesScopes
            )
            .ConfigureAwait(false);
    }

    /// <summary>Creates the response to a refresh, which always contains the scopes.</summary>
    /// <param name="authorization">The authorization of the refresh token.</param>
    /// <param name="client">The application.</param>
    /// <param name="audience">The API; null for none.</param>
    /// <param name="scopes">The scopes, no more than those of the refresh token.</param>
    /// <param name="details">The authorization details, no more than those of the refresh token; null for none.</param>
    /// <param name="refreshToken">The token that replaces the one that was sent; null if that one stays valid.</param>
    public ValueTask<JsonObject> RefreshAsync(
        UserAuthorization authorization,
        AuthenticatedClient client,
        string? audience,
        IReadOnlyList<string> scopes,
        JsonArray? details,
        string? refreshToken
    ) => CreateAsync(authorization, client, audience, scopes, details, nonce: null, refreshToken, namesScopes: true);

    /// <summary>Creates the parameters of a response through the browser, except the state.</summary>
    /// <param name="authorization">What the user has authorized the application to do.</param>
    /// <param name="client">The application.</param>
    /// <param name="responseTypes">The response types, which may contain id_token and token.</param>
    /// <param name="code">The authorization code; null for none.</param>
    /// <param name="state">The state of the request; null for none.</param>
    public async ValueTask<IReadOnlyList<KeyValuePair<string, string>>> IssueFrontChannelAsync(
        UserAuthorization authorization,
        AuthenticatedClient client,
        IReadOnlySet<string> responseTypes,
        string? code,
        string? state
    )
    {
        var answer = new List<KeyValuePair<string, string>>();
        if (code is not null)
        {
            answer.Add(new("code", code));
        }

        string? accessToken = null;
        if (responseTypes.Contains("token"))
        {
            // Nothing proves possession at /authorize: what must be bound isn't issued there.
            _ = policy.ThumbprintFor(client, authorization.Audience);
            (accessToken, var expiresIn) = await CreateAccessTokenAsync(
                    authorization,
                    authorization.Audience,
                    authorization.Scopes,
                    authorization.AuthorizationDetails,
                    client: null,
                    thumbprint: null
                )
                .ConfigureAwait(false);
            answer.Add(new("access_token", accessToken));
            answer.Add(new("expires_in", expiresIn.ToString(CultureInfo.InvariantCulture)));
            answer.Add(new("token_type", "Bearer"));
            if (authorization.Scopes.Count > 0)
            {
                answer.Add(new("scope", string.Join(' ', authorization.Scopes)));
            }
        }

        if (
            responseTypes.Contains("id_token")
            && await idTokens
                .IssueAsync(authorization, authorization.Scopes, client, authorization.Nonce, new FrontChannel(code, accessToken, state))
                .ConfigureAwait(false)
                is { } idToken
        )
        {
            answer.Add(new("id_token", idToken));
        }

        return answer;
    }

    private ValueTask<(string Token, long ExpiresIn)> CreateAccessTokenAsync(
        UserAuthorization authorization,
        string? audience,
        IReadOnlyList<string> scopes,
        JsonArray? details,
        AuthenticatedClient? client,
        string? thumbprint
    ) =>
        accessTokens.IssueAsync(
            new AccessTokenRequest
            {
                ClientId = authorization.ClientId,
                Client = client, // none at /authorize: the browser has no certificate of the application
                Subject = authorization.User.UserId,
                Audience = audience,
                Scopes = scopes,
                AuthorizationDetails = details,
                Grant = authorization.Grant,
                OrganizationId = authorization.Organization?.Id,
                OrganizationName = authorization.Organization?.Name,
                Lifetime = audience == mfaAudience ? _mfaTokenLifetime : null,
                JwkThumbprint = thumbprint,
            }
        );

    private async ValueTask<JsonObject> CreateAsync(
        UserAuthorization authorization,
        AuthenticatedClient client,
        string? audience,
        IReadOnlyList<string> scopes,
        JsonArray? details,
        string? nonce,
        string? refreshToken,
        bool namesScopes
    )
    {
        client.User = authorization.User;
        var thumbprint = policy.ThumbprintFor(client, audience);
        var (accessToken, expiresIn) = await CreateAccessTokenAsync(authorization, audience, scopes, details, client, thumbprint)
            .ConfigureAwait(false);

        var answer = new JsonObject { ["access_token"] = accessToken };
        if (refreshToken is not null)
        {
            answer["refresh_token"] = refreshToken;
        }

        if (
            scopes.Contains("openid")
            && await idTokens.IssueAsync(authorization, scopes, client, nonce).ConfigureAwait(false) is { } idToken
        )
        {
            answer["id_token"] = idToken;
        }

        if (namesScopes && scopes.Count > 0)
        {
            answer["scope"] = string.Join(' ', scopes);
        }

        if (details is not null)
        {
            answer["authorization_details"] = details.DeepClone();
        }

        answer["expires_in"] = expiresIn;
        answer["token_type"] = thumbprint is null ? "Bearer" : "DPoP";
        return answer;
    }
}
