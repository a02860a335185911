using System.Security.Cryptography;
using Auth0Flows.DPoP;
using Auth0Flows.RateLimits;
using Auth0Flows.Tokens;

namespace Auth0Flows.Sessions;

/// <summary>
/// Shares the token caches between sessions of the same client, identified by its domain, id and credentials, and by the source of its
/// identity token (whose tokens they share only if it is the process's own). A wrong secret can't access tokens that the right one
/// requested. Sessions with DPoP share another cache, together with the keys that its tokens are bound to: one without gets no token that
/// it couldn't use.
/// </summary>
internal sealed class SharedTokenCaches
{
    private readonly byte[] _salt = RandomNumberGenerator.GetBytes(32);
    private readonly Dictionary<string, Entry> _entries = [];
    private readonly Lock _gate = new();

    /// <summary>The caches of this process.</summary>
    public static SharedTokenCaches OfProcess { get; } = new();

    /// <summary>Joins the client's cache, until disposed.</summary>
    /// <param name="domain">The tenant.</param>
    /// <param name="client">The client.</param>
    /// <param name="federated">The source of its identity token, if it has one.</param>
    /// <param name="isBound">Whether the session's tokens are bound to a key (DPoP).</param>
    public Lease Join(Auth0Domain domain, Auth0ClientAuthentication client, Auth0FederatedToken? federated = null, bool isBound = false)
    {
        var identity = $"{domain.Issuer}\n{client.ClientId}\n{client.Method}\n{Fingerprint(client)}\n{federated?.Identity}";
        lock (_gate)
        {
            if (!_entries.TryGetValue(identity, out var entry))
            {
                _entries[identity] = entry = new Entry();
            }

            entry.Users++;
            var bound = isBound ? entry.Bound ??= new BoundTokens() : null;
            if (bound is not null)
            {
                bound.Users++;
            }

            return new Lease(this, identity, entry, bound);
        }
    }

    private string Fingerprint(Auth0ClientAuthentication client)
    {
        var proof = client.Fingerprint();
        var fingerprint = Convert.ToHexString(HMACSHA256.HashData(_salt, proof));
        Array.Clear(proof);
        return fingerprint;
    }

    private void Leave(string identity, BoundTokens? bound)
    {
        lock (_gate)
        {
            if (bound is not null && --bound.Users == 0)
            {
                bound.Dispose();
                if (_entries.TryGetValue(identity, out var joined) && joined.Bound == bound)
                {
                    joined.Bound = null;
                }
            }

            if (_entries.TryGetValue(identity, out var entry) && --entry.Users == 0)
            {
                _entries.Remove(identity);
                entry.Cache.Close();
            }
        }
    }

    /// <summary>What the sessions of a client share.</summary>
    public sealed class Entry
    {
        public TokenCache Cache { get; } = new();

        public RefreshTokenFamilies Families { get; } = new();

        public RequestPacer Pacer { get; } = new(TimeProvider.System);

        public int Users { get; set; }

        /// <summary>What those with DPoP share; null while there are none.</summary>
        public BoundTokens? Bound { get; set; }
    }

    /// <summary>Tokens that are bound to keys, and the keys.</summary>
    public sealed class BoundTokens : IDisposable
    {
        public TokenCache Cache { get; } = new();

        public DPoPKeys Keys { get; } = new();

        public int Users { get; set; }

        /// <summary>Removes the tokens, and wipes the keys.</summary>
        public void Dispose()
        {
            Cache.Close();
            Keys.Dispose();
        }
    }

    /// <summary>
    /// A session's reference to a cache. The last one removes the tokens, even if a session was abandoned without being closed.
    /// </summary>
    public sealed class Lease(SharedTokenCaches caches, string identity, Entry entry, BoundTokens? bound) : IDisposable
    {
        private int _left;

        ~Lease() => Dispose();

        public TokenCache Cache => bound?.Cache ?? entry.Cache;

        /// <summary>The keys of the tokens in the cache; null without DPoP.</summary>
        public DPoPKeys? Keys => bound?.Keys;

        public RefreshTokenFamilies Families => entry.Families;

        public RequestPacer Pacer => entry.Pacer;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                caches.Leave(identity, bound);
            }

            GC.SuppressFinalize(this);
        }
    }
}
