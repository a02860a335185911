using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>Issues access tokens (JWT with RS256; opaque if the request names no API), and validates them.</summary>
internal sealed class AccessTokens(SigningKeys keys, SenderConstraints constraints, TenantClock clock, string issuer, TimeSpan lifetime)
{
    private readonly ConcurrentDictionary<string, OpaqueToken> _opaque = new(StringComparer.Ordinal);
    private long _lifetime = lifetime.Ticks;
    private int _generation;

    public TimeSpan Lifetime
    {
        get => new(Interlocked.Read(ref _lifetime));
        set => Interlocked.Exchange(ref _lifetime, value.Ticks);
    }

    /// <summary>The audience of /userinfo.</summary>
    public string UserInfoAudience { get; } = $"{issuer}userinfo";

    /// <summary>Invalidates all tokens issued so far.</summary>
    public void RevokeAll() => Interlocked.Increment(ref _generation);

    /// <summary>The token, and its lifetime in seconds.</summary>
    public async ValueTask<(string Token, long ExpiresIn)> IssueAsync(AccessTokenRequest request)
    {
        var expiresIn = (long)(request.Lifetime ?? Lifetime).TotalSeconds;
        var issuedAt = clock.UtcNow.ToUnixTimeSeconds();
        var confirmation = constraints.ConfirmationOf(request.Client, request.Audience);
        if (request.JwkThumbprint is not null)
        {
            confirmation ??= [];
            confirmation["jkt"] = request.JwkThumbprint;
        }

        var token = request.Audience is null
            ? CreateOpaque(request, confirmation, issuedAt + expiresIn)
            : await CreateJwtAsync(request, request.Audience, confirmation, issuedAt, issuedAt + expiresIn).ConfigureAwait(false);
        return (token, expiresIn);
    }

    public async ValueTask<(AccessTokenStatus Status, AccessToken? Token)> ReadAsync(string token)
    {
        if (_opaque.TryGetValue(token, out var opaque))
        {
            return opaque.Generation < Volatile.Read(ref _generation) ? (AccessTokenStatus.Invalid, null)
                : opaque.ExpiresAt <= clock.UtcNow.ToUnixTimeSeconds() ? (AccessTokenStatus.Expired, null)
                : (AccessTokenStatus.Valid, opaque.Token);
        }

        // The tenant determines the algorithm, not the token: "none", and HS256 with the public key, are never accepted.
        var key =
            Jwt.TryRead(token, out var jwt) && jwt is { Algorithm: "RS256", KeyId: { } keyId }
                ? await keys.FindAsync(keyId).ConfigureAwait(false)
                : null;
        if (key is null || !key.Verify(jwt!.Signed, jwt.Signature) || jwt.Text("iss") != issuer || IsRevoked(jwt))
        {
            return (AccessTokenStatus.Invalid, null);
        }

        if (jwt.Time("exp") <= clock.UtcNow.ToUnixTimeSeconds())
        {
            return (AccessTokenStatus.Expired, null);
        }

        var scopes = (jwt.Text("scope") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        return (
            AccessTokenStatus.Valid,
            new AccessToken(jwt.Audiences, jwt.Text("sub") ?? "", scopes)
            {
                JwkThumbprint = (jwt.Claims["cnf"] as JsonObject)?["jkt"].AsText(),
                CertificateThumbprint = (jwt.Claims["cnf"] as JsonObject)?["x5t#S256"].AsText(),
            }
        );
    }

    private string CreateOpaque(AccessTokenRequest request, JsonObject? confirmation, long expiresAt)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        var content = new AccessToken([UserInfoAudience], request.Subject, request.Scopes.ToHashSet(StringComparer.Ordinal))
        {
            JwkThumbprint = confirmation?["jkt"].AsText(),
            CertificateThumbprint = confirmation?["x5t#S256"].AsText(),
        };
        _opaque[token] = new OpaqueToken(content, expiresAt, Volatile.Read(ref _generation));
        return token;
    }

    private async ValueTask<string> CreateJwtAsync(
        AccessTokenRequest request,
        string audience,
        JsonObject? confirmation,
        long issuedAt,
        long expiresAt
    )
    {
        var key = await keys.GetCurrentAsync().ConfigureAwait(false);
        var header = new JsonObject
        {
            ["alg"] = "RS256",
            ["typ"] = "JWT",
            ["kid"] = key.KeyId,
        };
        var claims = new JsonObject
        {
            ["iss"] = issuer,
            ["sub"] = request.Subject,

            // Auth0, "Resource Owner Password Flow": with openid, a token for an API that uses RS256 is also valid for /userinfo.
            ["aud"] = request.Scopes.Contains("openid") ? new JsonArray(audience, UserInfoAudience) : JsonValue.Create(audience),
            ["iat"] = issuedAt,
            ["exp"] = expiresAt,
        };
        if (request.Grant is not null)
        {
            claims["gty"] = request.Grant;
        }

        claims["azp"] = request.ClientId;

        // Makes tokens issued in the same second different, and shows which ones RevokeAll has revoked.
        claims["jti"] =
            $"{Volatile.Read(ref _generation).ToString(CultureInfo.InvariantCulture)}.{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16))}";
        if (request.Scopes.Count > 0)
        {
            claims["scope"] = string.Join(' ', request.Scopes);
        }

        if (request.AuthorizationDetails is { } details)
        {
            claims["authorization_details"] = details.DeepClone();
        }

        if (request.Actor is not null)
        {
            claims["act"] = request.Actor.DeepClone();
        }

        if (request.OrganizationId is not null)
        {
            claims["org_id"] = request.OrganizationId;
            claims["org_name"] = request.OrganizationName;
        }

        if (confirmation is not null)
        {
            claims["cnf"] = confirmation;
        }

        return Jwt.Create(header, claims, signed => key.Sign(signed));
    }

    private bool IsRevoked(Jwt jwt)
    {
        var generation = jwt.Text("jti")?.Split('.')[0];
        return !int.TryParse(generation, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number < Volatile.Read(ref _generation);
    }

    private sealed record OpaqueToken(AccessToken Token, long ExpiresAt, int Generation);
}
