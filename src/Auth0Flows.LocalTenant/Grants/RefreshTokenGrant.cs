using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Mfa;
using Auth0Flows.LocalTenant.Tokens;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Grants;

/// <summary>New tokens for a refresh token (RFC 6749 §6), with rotation and for several APIs where the application is set so.</summary>
internal sealed class RefreshTokenGrant(RefreshTokens refreshTokens, UserStore users, UserTokens tokens, MfaTransactions transactions)
    : IGrant
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

        // Auth0, "Authenticate Using the ROPG Flow with MFA" and its SDKs: a refresh may need a second factor as a login does. The login
        // had
        // one where the user needed one by then; so it is asked for once, where that has come since.
        return authorization is { User.RequiresMfa: true, HasMetMfa: false }
            ? throw transactions.Begin(authorization, ResumeAsync)
            : await RefreshAsync().ConfigureAwait(false);

        ValueTask<JsonObject> RefreshAsync()
        {
            // Last: a request that is refused costs no token.
            var next = refreshTokens.Use(value, client);
            return tokens.RefreshAsync(authorization, client, audience, asked.Count > 0 ? asked : allowed, next);
        }

        ValueTask<JsonObject> ResumeAsync()
        {
            authorization.HasMetMfa = true;
            return RefreshAsync();
        }
    }
}
