using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Grants;
using Auth0Flows.LocalTenant.Tokens;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Passwordless;

/// <summary>The code from a message instead of a password (Auth0, "Authenticate user": passwordless).</summary>
internal sealed class PasswordlessOtpGrant(
    PasswordlessCodes codes,
    UserStore users,
    UserScopes userScopes,
    AuthorizationDetails details,
    UserLogin login,
    TenantClock clock
) : IGrant
{
    public string GrantType => GrantTypes.PasswordlessOtp;

    public async ValueTask<JsonObject> ExchangeAsync(TokenRequest request, AuthenticatedClient client)
    {
        var address = request.Require("username");
        var code = request.Require("otp");
        var realm = request.Require("realm");
        if (!Connections.ArePasswordless(realm))
        {
            throw OAuthException.InvalidRequest("the connection was not found");
        }

        var asked = request.Scopes;
        var scopes = userScopes.Grant(asked, request["audience"], givesAll: false);
        codes.Use(realm, address, code);
        return await login
            .CompleteAsync(
                new UserAuthorization
                {
                    User = users.FindOrAdd(realm, address),
                    ClientId = client.ClientId,
                    Audience = request["audience"],
                    AskedScopes = asked,
                    Scopes = scopes,
                    AuthorizationDetails = details.Read(request["authorization_details"], request["audience"]),
                    Grant = "passwordless",
                    AuthenticatedAt = clock.UtcNow,
                },
                client
            )
            .ConfigureAwait(false);
    }
}
