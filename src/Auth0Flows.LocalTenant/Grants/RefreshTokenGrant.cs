using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Tokens;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Grants;

/// <summary>New tokens for a refresh token (RFC 6749 §6), with rotation and for several APIs where the application is set so.</summary>
internal sealed class RefreshTokenGrant(RefreshTokens refreshTokens, UserStore users, UserTokens tokens) : IGrant
{
    public string GrantType => GrantTypes.RefreshToken;

    public async ValueTask<JsonObject> ExchangeAsync(TokenRequest request, AuthenticatedClient client)
    {
        var value = request.Require("refresh_token");
        var authorization = refreshTokens.Find(value, client);
        if (!users.Contains(authorization.User))
        {
            throw OAuthException.InvalidGrant("The refresh_token was generated for a user who doesn't exist anymore.");
        }

        if (authorization.User.IsBlocked)
        {
            // As recorded in ionic-team/demo-authconnect-auth0#4.
            throw OAuthException.InvalidGrant("user is blocked");
        }

        // Auth0, "Multi-Resource Refresh Token": an API that no policy names is passed over, and the answer is for the first one.
        var audience = authorization.Audience;
        IReadOnlyList<string> allowed = authorization.Scopes;
        if (request["audience"] is { } other && other != audience && client.RefreshToken.ScopesOf(other) is { } ofPolicy)
        {
            audience = other;
            allowed = [.. authorization.Scopes.Where(UserScopes.IsOfNoApi), .. ofPolicy];
        }

        var asked = request.Scopes;
        if (asked.Except(allowed, StringComparer.Ordinal).Any())
        {
            // RFC 6749 §6: nothing that the user didn't let the application do.
            throw new OAuthException(400, "invalid_scope", "The requested scope exceeds the scope granted to the refresh token.");
        }

        // Last: a request that is refused costs no token.
        var next = refreshTokens.Use(value, client);
        return await tokens.RefreshAsync(authorization, client, audience, asked.Count > 0 ? asked : allowed, next).ConfigureAwait(false);
    }
}
