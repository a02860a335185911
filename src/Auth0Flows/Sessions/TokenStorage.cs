using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Auth0Flows.Storage;

namespace Auth0Flows.Sessions;

/// <summary>
/// A client's entry in a store: decrypts and encrypts it, sets aside what can't be read, and goes on without the store while that can't be
/// used, with one warning.
/// </summary>
internal sealed class TokenStorage : IDisposable
{
    /// <summary>How long to wait for another process, which may be waiting for the tenant.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(30);

    // Refresh tokens don't say when they expire. Auth0's defaults: 15 days without use, 30 days in all.
    private static readonly TimeSpan _lifeOfLogin = TimeSpan.FromDays(30);

    private readonly Auth0TokenStore _store;
    private readonly EntrySeal _seal;
    private readonly TimeProvider _timeProvider;
    private readonly string _entry;
    private readonly HashSet<string> _warned = [];
    private readonly Lock _gate = new();
    private DateTimeOffset _downUntil = DateTimeOffset.MinValue;
    private bool _isDown;

    /// <summary>Uses a store, which it owns.</summary>
    /// <exception cref="Auth0ConfigurationException">There is no key to encrypt with, or it is too short.</exception>
    public TokenStorage(Auth0TokenStore store, Auth0Domain domain, Auth0ClientAuthentication client, Auth0Secret? key, TimeProvider time)
    {
        (_store, _timeProvider) = (store, time);
        var identity = $"{domain.Issuer}\n{client.ClientId}";
        _seal = StorageKey.Create(store, client, key, identity);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..16];
        var host = new Uri(domain.Issuer).IdnHost;
        _entry = $"{string.Concat(host.Select(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '_'))}-{hash}";
    }

    /// <summary>The store, as it is shown.</summary>
    public string Name => _store.Name;

    /// <summary>Reads what is stored, without waiting for others. Empty if the store can't be used.</summary>
    public async Task<StoredTokens> ReadAsync(IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        var (read, _) = await TryAsync<ReadEntry>(
                async stop => await ReadEntryAsync(activity, stop).ConfigureAwait(false),
                activity,
                cancellationToken
            )
            .ConfigureAwait(false);
        return read?.Tokens ?? new();
    }

    /// <summary>Locks what is stored, and reads it.</summary>
    public async Task<StorageTurn> TakeTurnAsync(IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        var (turn, isUsable) = await TryAsync(TakeAsync, activity, cancellationToken).ConfigureAwait(false);
        return turn ?? new StorageTurn(this, new(), _entry, held: null, isBusy: isUsable, activity);

        async Task<StorageTurn?> TakeAsync(CancellationToken stop)
        {
            var held = await _store.TryLockAsync(_entry, _patience, stop).ConfigureAwait(false);
            if (held is null)
            {
                return null;
            }

            try
            {
                var read = await ReadEntryAsync(activity, stop).ConfigureAwait(false);
                if (read.Damaged is not null)
                {
                    await SetAsideAsync(read.Entry, read.Damaged, activity, stop).ConfigureAwait(false);
                }

                return new StorageTurn(this, read.Tokens, read.Entry, held, isBusy: false, activity);
            }
            catch
            {
                await held.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    /// <summary>Writes an entry, or removes it if it is empty. The caller has the lock. False if the store can't be used.</summary>
    public async Task<bool> WriteAsync(
        string entry,
        StoredTokens tokens,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        tokens.Sweep(_timeProvider.GetUtcNow());
        var (_, isUsable) = await TryAsync(SendAsync, activity, cancellationToken).ConfigureAwait(false);
        return isUsable;

        async Task<object?> SendAsync(CancellationToken stop)
        {
            if (tokens.IsEmpty)
            {
                await _store.RemoveAsync(entry, stop).ConfigureAwait(false);
                return null;
            }

            var content = JsonSerializer.SerializeToUtf8Bytes(tokens, StoredTokensJson.Default.StoredTokens);
            var bytes = _seal.Seal(entry, content);
            Array.Clear(content);
            await _store.WriteAsync(entry, bytes, LifeOf(tokens), stop).ConfigureAwait(false);
            return null;
        }
    }

    /// <summary>Removes the client's entries, whatever key they have.</summary>
    public async Task ClearAsync(IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        await TryAsync(RemoveAsync, activity, cancellationToken).ConfigureAwait(false);

        async Task<object?> RemoveAsync(CancellationToken stop)
        {
            var held = await _store.TryLockAsync(_entry, _patience, stop).ConfigureAwait(false);
            await _store.RemoveAsync(_entry, stop).ConfigureAwait(false);
            await _store.RemoveAsync(BesideEntry, stop).ConfigureAwait(false);
            if (held is not null)
            {
                await held.DisposeAsync().ConfigureAwait(false);
            }

            return null;
        }
    }

    public void Dispose()
    {
        _seal.Dispose();
        _store.Dispose();
    }

    // Of this session's key, if another one has the entry.
    private string BesideEntry => $"{_entry}.{_seal.KeyId}";

    private TimeSpan LifeOf(StoredTokens tokens)
    {
        var left = tokens.Tokens.Select(token => token.ExpiresAt).DefaultIfEmpty().Max() - _timeProvider.GetUtcNow();
        return tokens.Logins.Count > 0 && left < _lifeOfLogin ? _lifeOfLogin : left;
    }

    private async Task<ReadEntry> ReadEntryAsync(IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        var own = await OpenAsync(_entry, cancellationToken).ConfigureAwait(false);
        if (own.State is not (EntryState.OtherKey or EntryState.Newer))
        {
            return own.Read;
        }

        WarnOnce(
            activity,
            own.State == EntryState.Newer
                ? $"The tokens in the store {Name} were written by a newer version of this module. This one keeps its own beside them."
                : $"The store {Name} has tokens of this application that were encrypted with another key: another client secret, private key or AUTH0_CACHE_KEY. They are left as they are; new ones are kept beside them. Disconnect-Auth0 -Forget removes both."
        );
        return (await OpenAsync(BesideEntry, cancellationToken).ConfigureAwait(false)).Read;
    }

    private async Task<(ReadEntry Read, EntryState State)> OpenAsync(string entry, CancellationToken cancellationToken)
    {
        var bytes = await _store.ReadAsync(entry, cancellationToken).ConfigureAwait(false);
        if (bytes is null)
        {
            return (new(entry, new(), null), EntryState.Readable);
        }

        var state = _seal.TryOpen(entry, bytes, out var content);
        var tokens = state == EntryState.Readable ? StoredTokens.Parse(content) : null;
        Array.Clear(content);
        return tokens is { Version: > StoredTokens.CurrentVersion } ? (new(entry, new(), null), EntryState.Newer)
            : tokens is not null ? (new(entry, tokens, null), EntryState.Readable)
            : (new(entry, new(), bytes), state == EntryState.Readable ? EntryState.Damaged : state);
    }

    private async Task SetAsideAsync(string entry, byte[] bytes, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        var aside = $"{entry}.damaged-{_timeProvider.GetUtcNow():yyyyMMddHHmmssfff}";
        await _store.WriteAsync(aside, bytes, lifetime: null, cancellationToken).ConfigureAwait(false);
        await _store.RemoveAsync(entry, cancellationToken).ConfigureAwait(false);
        WarnOnce(
            activity,
            $"The tokens in the store {Name} can't be read: they are damaged, or not from this module. They were set aside as {aside}."
        );
    }

    // Default if the store can't be used.
    private async Task<(T? Result, bool IsUsable)> TryAsync<T>(
        Func<CancellationToken, Task<T?>> act,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
        where T : class
    {
        lock (_gate)
        {
            if (_isDown && _timeProvider.GetUtcNow() < _downUntil)
            {
                return (null, false);
            }
        }

        try
        {
            var result = await act(cancellationToken).ConfigureAwait(false);
            lock (_gate)
            {
                _isDown = false;
            }

            return (result, true);
        }
        catch (Auth0ConfigurationException failure)
        {
            bool isNew;
            lock (_gate)
            {
                isNew = !_isDown;
                (_isDown, _downUntil) = (true, _timeProvider.GetUtcNow() + _pause);
            }

            if (isNew)
            {
                activity?.Report(
                    new Auth0Activity(
                        Auth0ActivityKind.Warning,
                        $"The token store {Name} can't be used; the session goes on without it. {failure.Message}"
                    )
                );
            }

            return (null, false);
        }
    }

    private void WarnOnce(IProgress<Auth0Activity>? activity, string message)
    {
        if (activity is null)
        {
            return;
        }

        lock (_gate)
        {
            if (!_warned.Add(message))
            {
                return;
            }
        }

        activity.Report(new Auth0Activity(Auth0ActivityKind.Warning, message));
    }

    private sealed record ReadEntry(string Entry, StoredTokens Tokens, byte[]? Damaged);
}
