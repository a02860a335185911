using System.Collections.Concurrent;

namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>The tenant's signing keys. The newest one signs; all are published, so that older tokens stay valid.</summary>
internal sealed class SigningKeys : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Func<SigningKey> _create;

    // Creating the first key takes up to 100 ms: it starts with the tenant, and is awaited when first needed.
    private readonly Task<SigningKey> _first;
    private volatile SigningKey[] _rotated = [];
    private readonly ConcurrentDictionary<string, DateTimeOffset> _revoked = new(StringComparer.Ordinal);

    public SigningKeys(string host, TenantClock clock)
    {
        _create = () => new SigningKey(host, clock.UtcNow);
        _first = Task.Run(_create);
    }

    /// <summary>The key that signs. Waits for the first one if it isn't ready; it is ready once a token has been issued.</summary>
    public SigningKey Current => _rotated is [var newest, ..] ? newest : _first.GetAwaiter().GetResult();

    /// <summary>All keys that aren't revoked, starting with the one that signs.</summary>
    public async ValueTask<IReadOnlyList<SigningKey>> GetAllAsync()
    {
        var first = await _first.ConfigureAwait(false);
        return [.. _rotated.Append(first).Where(key => !_revoked.ContainsKey(key.KeyId))];
    }

    /// <summary>All keys, also revoked ones, starting with the one that signs. Waits for the first one if it isn't ready.</summary>
    // Blocks for at most the 100 ms that the first key takes; a caller has a token, so it is ready.
    public IReadOnlyList<SigningKey> Snapshot() => [.. _rotated, _first.GetAwaiter().GetResult()];

    /// <summary>When a key was revoked; null if it wasn't.</summary>
    public DateTimeOffset? RevocationOf(string keyId) => _revoked.TryGetValue(keyId, out var time) ? time : null;

    /// <summary>Publishes a key no longer: tokens that it signed are invalid.</summary>
    public void Revoke(string keyId, DateTimeOffset now) => _revoked.TryAdd(keyId, now);

    public async ValueTask<SigningKey> GetCurrentAsync() => _rotated is [var newest, ..] ? newest : await _first.ConfigureAwait(false);

    public async ValueTask<SigningKey?> FindAsync(string keyId) =>
        (await GetAllAsync().ConfigureAwait(false)).FirstOrDefault(key => key.KeyId == keyId);

    /// <summary>Creates a key like the tenant's, which the caller must dispose. Takes up to about 100 ms.</summary>
    public SigningKey Create() => _create();

    public void Rotate()
    {
        var key = _create();
        lock (_lock)
        {
            _rotated = [key, .. _rotated];
        }
    }

    public void Dispose()
    {
        foreach (var key in _rotated)
        {
            key.Dispose();
        }

        // Another thread may be about to await the first key, so it is disposed when it is ready.
        _ = _first.ContinueWith(
            first => first.Result.Dispose(), // completed: Result doesn't block
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnRanToCompletion,
            TaskScheduler.Default
        );
    }
}
