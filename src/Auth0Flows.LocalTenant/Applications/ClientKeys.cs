using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Applications;

/// <summary>The public keys that applications authenticate with.</summary>
internal sealed class ClientKeys : IDisposable
{
    private readonly ConcurrentDictionary<string, ClientKey[]> _keys = new(StringComparer.Ordinal);

    public IReadOnlyList<ClientKey> Of(string clientId) => _keys.GetValueOrDefault(clientId, []);

    public void Add(string clientId, ClientKey key) => _keys.AddOrUpdate(clientId, [key], (_, keys) => [.. keys, key]);

    /// <summary>Why a JWT isn't signed by a key that an application uses for this; null if it is.</summary>
    /// <param name="jwt">The JWT.</param>
    /// <param name="clientId">The application.</param>
    /// <param name="use">The setting with the <c>credentials</c> that it uses.</param>
    /// <param name="whose">Which credentials these are, for the message.</param>
    /// <param name="now">The time.</param>
    public string? FaultOf(Jwt jwt, string clientId, JsonObject use, string whose, DateTimeOffset now)
    {
        var enabled = (use["credentials"] as JsonArray ?? [])
            .Select(credential => (credential as JsonObject)?["id"].AsText())
            .ToHashSet(StringComparer.Ordinal);
        var candidates = Of(clientId)
            .Where(key =>
                enabled.Contains(key.CredentialId)
                && (jwt.KeyId is null || jwt.KeyId == key.KeyId)
                && (key.ExpiresAt is not { } expiry || now < expiry)
            )
            .ToArray();
        return candidates.Length == 0 ? $"no credential {whose} has this 'kid'"
            : !candidates.Any(key => key.Accepts(jwt.Algorithm)) ? "'alg' must be that of the credential: RS256, RS384 or PS256"
            : !candidates.Any(key => key.Verify(jwt)) ? "the signature is invalid"
            : null;
    }

    /// <summary>Sets when a key expires; null for never.</summary>
    public void Expire(string clientId, string credentialId, DateTimeOffset? expiresAt)
    {
        foreach (var key in Of(clientId).Where(key => key.CredentialId == credentialId))
        {
            key.ExpiresAt = expiresAt;
        }
    }

    public void Dispose()
    {
        foreach (var key in _keys.Values.SelectMany(keys => keys))
        {
            key.Dispose();
        }
    }
}
