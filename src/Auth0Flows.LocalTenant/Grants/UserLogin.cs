using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Mfa;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Grants;

/// <summary>The steps after a user has authenticated, by a password or otherwise: Actions, a second factor, tokens.</summary>
internal sealed class UserLogin(UserTokens tokens, MfaTransactions transactions)
{
    /// <summary>Creates the response with tokens.</summary>
    /// <exception cref="OAuthException">The user is blocked, an Action denies access, or a second factor is required.</exception>
    public async ValueTask<JsonObject> CompleteAsync(UserAuthorization authorization, AuthenticatedClient client)
    {
        var user = authorization.User;
        client.User = user;
        if (user.IsBlocked)
        {
            throw new OAuthException(403, "unauthorized", "user is blocked") { LogType = "f" };
        }

        if (user.DenialByAction is { } reason)
        {
            throw new OAuthException(403, "access_denied", reason) { LogType = "f" };
        }

        return user.RequiresMfa || user.Authenticators.Any(authenticator => authenticator.IsActive)
            ? throw transactions.Begin(authorization)
            : await tokens.IssueAsync(authorization, client, alwaysNamesScopes: false).ConfigureAwait(false);
    }
}
