using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Tokens;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Grants;

/// <summary>
/// A user's name and password in the realm that the request names (Auth0, "Resource Owner Password Flow": realm support).
/// </summary>
internal sealed class PasswordRealmGrant(
    UserStore users,
    UserScopes userScopes,
    AuthorizationDetails details,
    BruteForceProtection protection,
    ConnectionStore connections,
    UserLogin login,
    TenantClock clock
) : PasswordGrant(users, userScopes, details, protection, login, clock)
{
    public override string GrantType => GrantTypes.PasswordRealm;

    // Both texts are from Auth0's error reference (auth0/docs, api/authentication/errors).
    protected override string Connection(TokenRequest request) =>
        request.Require("realm") switch
        {
            var realm when connections.HavePasswords(realm) => realm,
            var realm when Connections.ArePasswordless(realm) => throw OAuthException.InvalidRequest(
                "specified strategy does not support requested operation"
            ),
            _ => throw OAuthException.InvalidRequest("the connection was not found"),
        };
}
