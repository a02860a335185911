using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Requests;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>
/// Issues ID tokens (OpenID Connect Core §2): with RS256, or with HS256 and the client secret if the application is set up for it.
/// </summary>
internal sealed class IdTokens(
    SigningKeys keys,
    FaultQueue<Auth0LocalTenantIdTokenFault> faults,
    IdTokenSpoiler spoiler,
    TenantClock clock,
    string issuer
)
{
    /// <summary>Issues a signed ID token for a user; null if a fault omits it.</summary>
    /// <param name="authorization">What the user has authorized the application to do.</param>
    /// <param name="scopes">The scopes that determine the claims.</param>
    /// <param name="client">The application.</param>
    /// <param name="nonce">The nonce of the request; null for none, and always in a refresh (OpenID Connect Core §12.2).</param>
    /// <param name="frontChannel">The parameters that go through the browser with it; null if it comes from the token endpoint.</param>
    public async ValueTask<string?> IssueAsync(
        UserAuthorization authorization,
        IReadOnlyList<string> scopes,
        AuthenticatedClient client,
        string? nonce,
        FrontChannel? frontChannel = null
    )
    {
        var issuedAt = clock.UtcNow.ToUnixTimeSeconds();
        var claims = UserClaims.Of(authorization.User, scopes);
        claims["iss"] = issuer;
        claims["aud"] = authorization.ClientId;
        claims["iat"] = issuedAt;
        claims["exp"] = issuedAt + client.IdTokenSeconds;
        if (authorization.AuthenticatedAt is { } authenticatedAt)
        {
            claims["auth_time"] = authenticatedAt.ToUnixTimeSeconds();
        }

        // OpenID Connect Core §2; RFC 8176.
        if (authorization.Acr is { } acr)
        {
            claims["acr"] = acr;
            claims["amr"] = new JsonArray("mfa");
        }

        if (nonce is not null)
        {
            claims["nonce"] = nonce;
        }

        if (authorization.Organization is { } organization)
        {
            claims["org_id"] = organization.Id;
            claims["org_name"] = organization.Name;
        }

        frontChannel?.AddHashesTo(claims);
        var key = await keys.GetCurrentAsync().ConfigureAwait(false);
        var (header, sign) = SignatureOf(client, key);
        return faults.Take() is { } fault ? spoiler.Create(fault, header, claims, sign, key) : Jwt.Create(header, claims, sign);
    }

    private static (JsonObject Header, Func<byte[], byte[]> Sign) SignatureOf(AuthenticatedClient client, SigningKey key)
    {
        if (client.IdTokenAlgorithm != "HS256")
        {
            return (
                new JsonObject
                {
                    ["alg"] = "RS256",
                    ["typ"] = "JWT",
                    ["kid"] = key.KeyId,
                },
                signed => key.Sign(signed)
            );
        }

        var secret = Encoding.UTF8.GetBytes(client.Secret);
        return (new JsonObject { ["alg"] = "HS256", ["typ"] = "JWT" }, signed => HMACSHA256.HashData(secret, signed));
    }
}
