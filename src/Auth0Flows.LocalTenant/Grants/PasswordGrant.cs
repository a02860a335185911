using System.Net;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Tokens;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Grants;

/// <summary>A user's name and password (RFC 6749 §4.3), in the default directory.</summary>
internal class PasswordGrant(
    UserStore users,
    UserScopes userScopes,
    AuthorizationDetails details,
    BruteForceProtection protection,
    UserLogin login,
    TenantClock clock
) : IGrant
{
    public virtual string GrantType => GrantTypes.Password;

    public async ValueTask<JsonObject> ExchangeAsync(TokenRequest request, AuthenticatedClient client)
    {
        var name = request.Require("username");
        var password = request.Require("password");
        var connection = Connection(request);
        var asked = request.Scopes;
        var scopes = userScopes.Grant(asked, request["audience"], givesAll: true);
        return await login
            .CompleteAsync(
                new UserAuthorization
                {
                    User = client.User = Authenticate(client, connection, name, password, AddressOf(request, client)),
                    ClientId = client.ClientId,
                    Audience = request["audience"],
                    AskedScopes = asked,
                    Scopes = scopes,
                    AuthorizationDetails = details.Read(request["authorization_details"], request["audience"]),
                    Grant = "password",
                    AuthenticatedAt = clock.UtcNow,
                },
                client
            )
            .ConfigureAwait(false);
    }

    /// <summary>The connection that the user belongs to.</summary>
    protected virtual string Connection(TokenRequest request) => Connections.Default;

    // Auth0, "Attack Protection and ROPG": a server that signs users in sends their IP addresses, if it is trusted to do so.
    private static string AddressOf(TokenRequest request, AuthenticatedClient client) =>
        client.IsTrustedWithAddresses && IPAddress.TryParse(request.Header("auth0-forwarded-for")?.Split(',')[0].Trim(), out var address)
            ? address.ToString()
            : request.PeerAddress;

    private Auth0LocalTenantUser Authenticate(AuthenticatedClient client, string connection, string name, string password, string address)
    {
        protection.Check(connection, name, address);
        client.User = users.Find(connection, name);
        if (client.User is not { } user || !user.HasPassword(password))
        {
            protection.AddFailure(connection, name, address);

            // The response is the same for both errors; the log isn't.
            throw new OAuthException(403, "invalid_grant", "Wrong email or password.") { LogType = client.User is null ? "fu" : "fp" };
        }

        if (user.IsPasswordLeaked)
        {
            throw new OAuthException(
                401,
                "password_leaked",
                "This login has been blocked because your password has been leaked in another website. We’ve sent you an email with instructions on how to unblock it."
            )
            {
                LogType = "pwd_leak",
            };
        }

        protection.Forget(connection, name, address);
        return user;
    }
}
