using System.Security.Cryptography;
using Auth0Flows.RateLimits;
using Auth0Flows.Tokens;

namespace Auth0Flows.Sessions;

/// <summary>
/// Shares the token caches between sessions of the same client, identified by its domain, id and credentials, and by the source of its
/// identity token. A wrong secret can't access tokens that the right one requested.
/// </summary>
internal sealed class SharedTokenCaches
{
    private readonly byte[] _salt = RandomNumberGenerator.GetBytes(32);
    private readonly Dictionary<string, Entry> _entries = [];
    private readonly Lock _gate = new();

    /// <summary>The caches of this process.</summary>
    public static SharedTokenCaches OfProcess { get; } = new();

    /// <summary>Joins the client's cache, until disposed.</summary>
    public Lease Join(Auth0Domain domain, Auth0ClientAuthentication client, Auth0FederatedToken? federated = null)
    {
        var identity = $"{domain.Issuer}\n{client.ClientId}\n{client.Method}\n{Fingerprint(client)}\n{federated?.Identity}";
        lock (_gate)
        {
            if (!_entries.TryGetValue(identity, out var entry))
            {
                _entries[identity] = entry = new Entry();
            }

            entry.Users++;
            return new Lease(this, identity, entry.Cache, entry.Families, entry.Pacer);
        }
    }

    private string Fingerprint(Auth0ClientAuthentication client)
    {
        var proof = client.Fingerprint();
        var fingerprint = Convert.ToHexString(HMACSHA256.HashData(_salt, proof));
        Array.Clear(proof);
        return fingerprint;
    }

    private void Leave(string identity)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(identity, out var entry) && --entry.Users == 0)
            {
                _entries.Remove(identity);
                entry.Cache.Close();
            }
        }
    }

    private sealed class Entry
    {
        public TokenCache Cache { get; } = new();

        public RefreshTokenFamilies Families { get; } = new();

        public RequestPacer Pacer { get; } = new(TimeProvider.System);

        public int Users { get; set; }
    }

    /// <summary>
    /// A session's reference to a cache. The last one removes the tokens, even if a session was abandoned without being closed.
    /// </summary>
    public sealed class Lease(
        SharedTokenCaches caches,
        string identity,
        TokenCache cache,
        RefreshTokenFamilies families,
        RequestPacer pacer
    ) : IDisposable
    {
        private int _left;

        ~Lease() => Dispose();

        public TokenCache Cache => cache;

        public RefreshTokenFamilies Families => families;

        public RequestPacer Pacer => pacer;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                caches.Leave(identity);
            }

            GC.SuppressFinalize(this);
        }
    }
}
