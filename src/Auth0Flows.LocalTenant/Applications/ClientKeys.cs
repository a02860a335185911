using System.Collections.Concurrent;

namespace Auth0Flows.LocalTenant.Applications;

/// <summary>The public keys that applications authenticate with.</summary>
internal sealed class ClientKeys : IDisposable
{
    private readonly ConcurrentDictionary<string, ClientKey[]> _keys = new(StringComparer.Ordinal);

    public IReadOnlyList<ClientKey> Of(string clientId) => _keys.GetValueOrDefault(clientId, []);

    public void Add(string clientId, ClientKey key) => _keys.AddOrUpdate(clientId, [key], (_, keys) => [.. keys, key]);

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
