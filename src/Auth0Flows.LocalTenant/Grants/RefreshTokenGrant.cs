using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Mfa;
using Auth0Flows.LocalTenant.ProofOfPossession;
using Auth0Flows.LocalTenant.Tokens;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Grants;

/// <summary>
/// New tokens for a refresh token (RFC 6749 §6), with rotation and for several APIs if the application is set up for them.
/// </summary>
internal sealed class RefreshTokenGrant(
    RefreshTokens refreshTokens,
    RefreshTokenPolicies policies,
    UserStore users,
    UserTokens tokens,
    MfaTransactions transactions,
    SessionTransfers transfers,
    ProofPolicy policy
) : IGrant
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

        if (request["audience"] is { } target && transfers.IsMeant(target))
        {
            SessionTransfers.CheckAllowed(client, authorization);
            return transfers.Issue(authorization, request.PeerAddress, refreshTokens.Use(value, client));
        }

        var (audience, allowed) = policies.Evaluate(authorization, client, request["audience"]);
        var asked = request.Scopes;
        if (asked.Except(allowed, StringComparer.Ordinal).Any())
        {
            // RFC 6749 §6: the scope must not exceed what the user has authorized. With policies, Auth0 ignores the rest silently.
            asked = client.RefreshToken.HasPolicies
                ? [.. asked.Intersect(allowed, StringComparer.Ordinal)]
                : throw new OAuthException(400, "invalid_scope", "The requested scope exceeds the scope granted to the refresh token.");
            allowed = asked;
        }

        // The details are those of one API.
        var granted = audience == authorization.Audience ? authorization.AuthorizationDetails : null;
        var details = AuthorizationDetails.Narrow(request["authorization_details"], granted);

        // Auth0, "Authenticate Using the ROPG Flow with MFA" and its SDKs: like a login, a refresh may need a second factor. If the user
        // already needed one at the login, the login had it; so it is required once, if the need came later.
        return authorization is { User.RequiresMfa: true, HasMetMfa: false }
            ? throw transactions.Begin(authorization, ResumeAsync)
            : await RefreshAsync().ConfigureAwait(false);

        ValueTask<JsonObject> RefreshAsync()
        {
            // Last, so that a rejected request doesn't use up a token: one without the proof that it needs, for example.
            _ = policy.ThumbprintFor(client, audience);
            var next = refreshTokens.Use(value, client);
            return tokens.RefreshAsync(authorization, client, audience, asked.Count > 0 ? asked : allowed, details, next);
        }

        ValueTask<JsonObject> ResumeAsync()
        {
            authorization.HasMetMfa = true;
            return RefreshAsync();
        }
    }
}
