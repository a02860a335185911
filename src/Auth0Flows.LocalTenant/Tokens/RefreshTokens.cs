using System.Buffers.Text;
using System.Security.Cryptography;
using Auth0Flows.LocalTenant.Authentication;

namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>The refresh tokens of all users: opaque strings in families, each of which started with a login.</summary>
internal sealed class RefreshTokens(TenantClock clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, RefreshToken> _tokens = new(StringComparer.Ordinal);
    private readonly List<RefreshTokenFamily> _families = [];

    /// <summary>Issues the first token of a new family.</summary>
    /// <param name="authorization">What the user has authorized the application to do.</param>
    /// <param name="thumbprint">The thumbprint of the key that the family is bound to; null for none.</param>
    public string Issue(UserAuthorization authorization, string? thumbprint)
    {
        lock (_lock)
        {
            var family = new RefreshTokenFamily(authorization, clock.UtcNow) { JwkThumbprint = thumbprint };
            _families.Add(family);
            return Add(family, parent: null);
        }
    }

    /// <summary>Finds a token's authorization. This changes nothing, except that reuse of a token revokes its family.</summary>
    /// <exception cref="OAuthException">The token is unknown, another application's, or no longer valid.</exception>
    public UserAuthorization Find(string value, AuthenticatedClient client)
    {
        lock (_lock)
        {
            return FindLive(value, client).Family.Authorization;
        }
    }

    /// <summary>Marks a token as used. Returns the next token if the application's tokens rotate; otherwise null.</summary>
    /// <exception cref="OAuthException">The token is unknown, another application's, or no longer valid.</exception>
    public string? Use(string value, AuthenticatedClient client)
    {
        lock (_lock)
        {
            var token = FindLive(value, client);
            token.LastUsedAt = clock.UtcNow;
            token.Family.LastExchangedAt = clock.UtcNow;
            if (!client.RefreshToken.IsRotating)
            {
                return null;
            }

            token.RotatedAt ??= clock.UtcNow;
            return Add(token.Family, token);
        }
    }

    /// <summary>Revokes the family of a token, if it is one of this application's.</summary>
    public void Revoke(string value, AuthenticatedClient client)
    {
        lock (_lock)
        {
            if (_tokens.TryGetValue(value, out var token) && token.Family.Authorization.ClientId == client.ClientId)
            {
                token.Family.IsRevoked = true;
            }
        }
    }

    /// <summary>The families that aren't revoked, oldest first.</summary>
    public IReadOnlyList<RefreshTokenFamily> Families()
    {
        lock (_lock)
        {
            return [.. _families.Where(family => !family.IsRevoked)];
        }
    }

    /// <summary>Revokes all families that meet a condition.</summary>
    public void RevokeAll(Func<RefreshTokenFamily, bool> isMeant)
    {
        lock (_lock)
        {
            foreach (var family in _families.Where(isMeant))
            {
                family.IsRevoked = true;
            }

            _families.RemoveAll(family => family.IsRevoked);
        }
    }

    private string Add(RefreshTokenFamily family, RefreshToken? parent)
    {
        var value = $"v1.{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";
        _tokens.Add(value, new RefreshToken(family, parent, clock.UtcNow));
        return value;
    }

    private RefreshToken FindLive(string value, AuthenticatedClient client)
    {
        if (!_tokens.TryGetValue(value, out var token) || token.Family.Authorization.ClientId != client.ClientId || token.Family.IsRevoked)
        {
            throw Dead();
        }

        // RFC 9449 §5. Before all else, so that nobody without the key can revoke the family.
        if (token.Family.JwkThumbprint is { } bound && bound != client.JwkThumbprint)
        {
            throw OAuthException.InvalidGrant("The refresh token is bound to another key than the DPoP proof's.");
        }

        var now = clock.UtcNow;
        var settings = client.RefreshToken;
        if (now >= token.Family.StartedAt + settings.Lifetime || now >= token.LastUsedAt + settings.IdleLifetime)
        {
            throw Dead();
        }

        if (token.RotatedAt is { } rotatedAt)
        {
            // Auth0, "Configure Refresh Token Rotation": within the leeway, the previous token can be used again, but not the one before
            // it.
            var isPrevious = !_tokens.Values.Any(other => other.Parent == token && other.RotatedAt is not null);
            if (!isPrevious || now >= rotatedAt + settings.Leeway)
            {
                token.Family.IsRevoked = true;
                throw Dead();
            }
        }

        return token;
    }

    private static OAuthException Dead() => OAuthException.InvalidGrant("Unknown or invalid refresh token.");

    private sealed class RefreshToken(RefreshTokenFamily family, RefreshToken? parent, DateTimeOffset issuedAt)
    {
        public RefreshTokenFamily Family { get; } = family;

        public RefreshToken? Parent { get; } = parent;

        public DateTimeOffset LastUsedAt { get; set; } = issuedAt;

        /// <summary>When another token replaced it; null if none has.</summary>
        public DateTimeOffset? RotatedAt { get; set; }
    }
}
