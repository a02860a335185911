using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>Issues access tokens (JWT, RS256), and says whether one that comes back is good.</summary>
internal sealed class AccessTokens(SigningKeys keys, TenantClock clock, string issuer, TimeSpan lifetime)
{
    // Anybody may send a token: a member twice would come as another exception, later.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private long _lifetime = lifetime.Ticks;
    private int _generation;

    public TimeSpan Lifetime
    {
        get => new(Interlocked.Read(ref _lifetime));
        set => Interlocked.Exchange(ref _lifetime, value.Ticks);
    }

    /// <summary>From now on, no token issued up to now is good.</summary>
    public void RevokeAll() => Interlocked.Increment(ref _generation);

    /// <summary>The token, and the seconds that it lives.</summary>
    public async ValueTask<(string Token, long ExpiresIn)> IssueAsync(AccessTokenRequest request)
    {
        var key = await keys.GetCurrentAsync().ConfigureAwait(false);
        var expiresIn = (long)Lifetime.TotalSeconds;
        var issuedAt = clock.UtcNow.ToUnixTimeSeconds();
        var header = new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = key.KeyId };
        var claims = new JsonObject
        {
            ["iss"] = issuer,
            ["sub"] = request.Subject,
            ["aud"] = request.Audience,
            ["iat"] = issuedAt,
            ["exp"] = issuedAt + expiresIn,
            ["gty"] = request.Grant,
            ["azp"] = request.ClientId,

            // Two tokens of one second differ by it, and it tells which ones RevokeAll came after.
            ["jti"] = $"{Volatile.Read(ref _generation).ToString(CultureInfo.InvariantCulture)}.{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16))}",
        };
        if (request.Scopes.Count > 0)
        {
            claims["scope"] = string.Join(' ', request.Scopes);
        }

        if (request.OrganizationId is not null)
        {
            claims["org_id"] = request.OrganizationId;
            claims["org_name"] = request.OrganizationName;
        }

        var signed = $"{Encode(header)}.{Encode(claims)}";
        return ($"{signed}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(signed)))}", expiresIn);
    }

    public async ValueTask<(AccessTokenStatus Status, AccessToken? Token)> ReadAsync(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || Decode(parts[0]) is not { } header || Decode(parts[1]) is not { } claims || !Base64Url.IsValid(parts[2]))
        {
            return (AccessTokenStatus.Invalid, null);
        }

        // The algorithm is ours to say, not the token's: "none" and HS256 with the public key never pass.
        var key = Text(header, "alg") == "RS256" && Text(header, "kid") is { } keyId ? await keys.FindAsync(keyId).ConfigureAwait(false) : null;
        var signed = Encoding.UTF8.GetBytes($"{parts[0]}.{parts[1]}");
        if (key is null || !key.Verify(signed, Base64Url.DecodeFromChars(parts[2])) || Text(claims, "iss") != issuer || IsRevoked(claims))
        {
            return (AccessTokenStatus.Invalid, null);
        }

        if (claims["exp"]?.GetValue<long>() <= clock.UtcNow.ToUnixTimeSeconds())
        {
            return (AccessTokenStatus.Expired, null);
        }

        return (AccessTokenStatus.Valid, new AccessToken(
            Audiences(claims["aud"]),
            Text(claims, "sub") ?? string.Empty,
            (Text(claims, "scope") ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal)));
    }

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(json));

    private static JsonObject? Decode(string part)
    {
        try
        {
            return Base64Url.IsValid(part) ? JsonNode.Parse(Base64Url.DecodeFromChars(part), documentOptions: Strict) as JsonObject : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonObject json, string name)
        => json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string[] Audiences(JsonNode? audience) => audience switch
    {
        JsonArray several => [.. several.Select(one => one!.GetValue<string>())],
        JsonValue one => [one.GetValue<string>()],
        _ => [],
    };

    private bool IsRevoked(JsonObject claims)
    {
        var generation = Text(claims, "jti")?.Split('.')[0];
        return !int.TryParse(generation, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < Volatile.Read(ref _generation);
    }
}
