using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Tokens;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Grants;

/// <summary>
/// Checks a user's access token that an API received and exchanges: it must be for that API (Auth0, "On-Behalf-Of Token Exchange" and
/// "Access Token Exchange with Token Vault").
/// </summary>
internal sealed class SubjectAccessTokens(AccessTokens tokens, UserStore users)
{
    public const string Type = "urn:ietf:params:oauth:token-type:access_token";

    /// <summary>The token's user and claims.</summary>
    /// <param name="value">The token.</param>
    /// <param name="client">The application of the API that exchanges it.</param>
    /// <exception cref="OAuthException">The token is invalid, or for another API.</exception>
    public async ValueTask<(Auth0LocalTenantUser User, JsonObject Claims)> ReadAsync(string value, AuthenticatedClient client)
    {
        var (status, token) = await tokens.ReadAsync(value).ConfigureAwait(false);
        if (status == AccessTokenStatus.Expired)
        {
            throw Refused("it has expired");
        }

        if (status != AccessTokenStatus.Valid || !Jwt.TryRead(value, out var jwt))
        {
            throw Refused("it is not an access token of this tenant");
        }

        if (client.ResourceServerIdentifier is not { } api || !token!.Audiences.Contains(api))
        {
            throw Refused("it is for another API than the one of the application");
        }

        return users.FindById(token.Subject) is not { } user ? throw Refused("it has no user")
            : user.IsBlocked ? throw Refused("its user is blocked")
            : (user, jwt.Claims);
    }

    private static OAuthException Refused(string reason) => new(401, "invalid_request", $"The subject_token is invalid: {reason}.");
}
