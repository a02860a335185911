using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>Issues ID tokens (OpenID Connect Core §2): by RS256, or by HS256 with the client secret where the application is set so.</summary>
internal sealed class IdTokens(SigningKeys keys, TenantClock clock, string issuer)
{
    /// <summary>What a user's ID token says, signed.</summary>
    /// <param name="authorization">What the user let the application do.</param>
    /// <param name="scopes">The scopes that the claims come by.</param>
    /// <param name="client">The application.</param>
    /// <param name="nonce">The nonce of the request; null for none, and always in a refresh (OpenID Connect Core §12.2).</param>
    public async ValueTask<string> IssueAsync(UserAuthorization authorization, IReadOnlyList<string> scopes, AuthenticatedClient client, string? nonce)
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

        if (nonce is not null)
        {
            claims["nonce"] = nonce;
        }

        if (authorization.Organization is { } organization)
        {
            claims["org_id"] = organization.Id;
            claims["org_name"] = organization.Name;
        }

        if (client.IdTokenAlgorithm == "HS256")
        {
            var secret = Encoding.UTF8.GetBytes(client.Secret);
            return Jwt.Create(new JsonObject { ["alg"] = "HS256", ["typ"] = "JWT" }, claims, signed => HMACSHA256.HashData(secret, signed));
        }

        var key = await keys.GetCurrentAsync().ConfigureAwait(false);
        return Jwt.Create(new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = key.KeyId }, claims, signed => key.Sign(signed));
    }
}
