using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Auth0Flows.Storage;

namespace Auth0Flows.Sessions;

/// <summary>
/// A client's entry in a store: locks it, writes it, and goes on without the store while that can't be used, with one warning.
/// </summary>
internal sealed class TokenStorage : IDisposable
{
    private const string BoundSuffix = ".dpop";

    /// <summary>How long to wait for another process, which may be waiting for the tenant.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    // Longer than a lock lives that could not be given back when the store failed: RedisTokenStore.LockExpiry.
    private static readonly TimeSpan _lastPatience = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan _releasePatience = TimeSpan.FromSeconds(5);

    // Refresh tokens don't say when they expire. Auth0's defaults: 15 days without use, 30 days in all.
    private static readonly TimeSpan _lifeOfLogin = TimeSpan.FromDays(30);

    private readonly Auth0TokenStore _store;
    private readonly EntrySeal _seal;
    private readonly StoreHealth _health;
    private readonly TimeProvider _timeProvider;
    private readonly EntryReader _reader;
    private readonly string _client;
    private readonly string _entry;
    private readonly Lock _gate = new();
    private int _users = 1; // the session, and what is under way
    private int _isDisposed;

    /// <summary>Uses a store, which it owns.</summary>
    /// <exception cref="Auth0ConfigurationException">There is no key to encrypt with, or it is too short.</exception>
    public TokenStorage(Auth0SessionOptions options)
    {
        (_store, _timeProvider) = (options.TokenStore!, options.TimeProvider);
        _health = new StoreHealth(_store.Name, _timeProvider);
        var identity = $"{options.Domain.Issuer}\n{options.Client.ClientId}";
        _seal = StorageKey.Create(_store, options.Client, options.CacheKey, identity);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..16];
        var host = new Uri(options.Domain.Issuer).IdnHost;
        _client = $"{string.Concat(host.Select(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '_'))}-{hash}";

        // A session without DPoP can't use tokens that are bound to a key.
        _entry = options.DPoP ? _client + BoundSuffix : _client;
        _reader = new EntryReader(_store, _seal, _health, _entry, _timeProvider);
    }

    /// <summary>The store, as it is shown.</summary>
    public string Name => _store.Name;

    /// <summary>What sessions share that have the same logins: the store, the entry, and its key.</summary>
    public string Place => $"{Name}\n{_reader.Beside(_entry)}";

    /// <summary>Reads what is stored, without waiting for others; null if the store can't be used.</summary>
    public async Task<StoredTokens?> ReadAsync(IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        if (!TryEnter())
        {
            return null;
        }

        try
        {
            var (read, _) = await _health
                .TryAsync<StoredEntry>(
                    async stop => await _reader.ReadAsync(activity, stop).ConfigureAwait(false),
                    activity,
                    cancellationToken
                )
                .ConfigureAwait(false);
            return read?.Tokens;
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Locks what is stored, and reads it.</summary>
    /// <param name="activity">Receives warnings.</param>
    /// <param name="cancellationToken">Cancels the wait for other processes.</param>
    /// <param name="isLast">Whether it is the session's last turn: it is tried whatever failed before, and waits 8 s only.</param>
    /// <param name="isHeld">Whether somebody holds the storage, which may be closed meanwhile.</param>
    /// <param name="isUrgent">Whether it is tried whatever failed a short time ago.</param>
    public async Task<StorageTurn> TakeTurnAsync(
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken,
        bool isLast = false,
        bool isHeld = false,
        bool isUrgent = false
    )
    {
        if (!TryEnter(isLast || isHeld))
        {
            return new StorageTurn(null, activity, held: null);
        }

        try
        {
            var (turn, isUsable) = await _health.TryAsync(TakeAsync, activity, cancellationToken, isLast || isUrgent).ConfigureAwait(false);
            return turn ?? new StorageTurn(this, activity, held: null) { IsBusy = isUsable };
        }
        catch
        {
            Leave();
            throw;
        }

        async Task<StorageTurn?> TakeAsync(CancellationToken stop)
        {
            var held = await _store.TryLockAsync(_entry, isLast ? _lastPatience : _patience, stop).ConfigureAwait(false);
            if (held is null)
            {
                return null;
            }

            try
            {
                var read = await _reader.ReadAsync(activity, stop).ConfigureAwait(false);
                if (read.IsDamaged)
                {
                    await _reader.SetAsideAsync(read, activity, stop).ConfigureAwait(false);
                }

                return new StorageTurn(this, activity, held)
                {
                    Tokens = read.Tokens,
                    Entry = read.Name,
                    Before = read.IsDamaged ? null : read.Bytes,
                    WasDamaged = read.IsDamaged,
                };
            }
            catch
            {
                await ReleaseAsync(held, activity, CancellationToken.None).ConfigureAwait(false);
                throw;
            }
        }
    }

    /// <summary>
    /// Writes a turn's entry, or removes it if it is empty. It is always tried, whatever failed before: a rotated refresh token must not
    /// be lost by a fault that is over.
    /// </summary>
    public async Task<StorageWrite> WriteAsync(StorageTurn turn, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        turn.Tokens.Sweep(_timeProvider.GetUtcNow());
        var (written, _) = await _health.TryAsync(SendAsync, activity, cancellationToken, isUrgent: true).ConfigureAwait(false);
        return written is null ? StorageWrite.Failed
            : (bool)written ? StorageWrite.Written
            : StorageWrite.Changed;

        async Task<object?> SendAsync(CancellationToken stop)
        {
            if (turn.Tokens.IsEmpty)
            {
                var isRemoved = await _store.RemoveAsync(turn.Entry, turn.Before, stop).ConfigureAwait(false);
                turn.Before = isRemoved ? null : turn.Before;
                return isRemoved;
            }

            var content = JsonSerializer.SerializeToUtf8Bytes(turn.Tokens, StoredTokensJson.Default.StoredTokens);
            var bytes = _seal.Seal(turn.Entry, content);
            Array.Clear(content);
            var isWritten = await _store.WriteAsync(turn.Entry, bytes, turn.Before, LifeOf(turn.Tokens), stop).ConfigureAwait(false);
            turn.Before = isWritten ? bytes : turn.Before;
            return isWritten;
        }
    }

    /// <summary>
    /// Removes the client's entries, with and without DPoP and whatever key they have, when nobody renews a login of them. Unlike the rest,
    /// it fails if the store can't be used.
    /// </summary>
    /// <param name="cleared">Called when they are removed, and still locked.</param>
    /// <param name="activity">Receives warnings.</param>
    /// <param name="cancellationToken">Cancels the wait for other processes.</param>
    /// <exception cref="Auth0ConfigurationException">The store can't be used, or is busy.</exception>
    public async Task ClearAsync(Action cleared, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        if (!TryEnter())
        {
            return;
        }

        // A session with DPoP may be renewing a login while one without it forgets.
        string[] entries = [_client, _client + BoundSuffix];
        var held = new List<IAsyncDisposable>();
        var start = _timeProvider.GetTimestamp();
        try
        {
            foreach (var entry in entries)
            {
                var left = TimeSpan.FromTicks(Math.Max(0, (_patience - _timeProvider.GetElapsedTime(start)).Ticks));
                held.Add(await _store.TryLockAsync(entry, left, cancellationToken).ConfigureAwait(false) ?? throw Busy());
            }

            // A vault may not list what is beside an entry: what this session's key has is removed by its name.
            Auth0ConfigurationException? failure = null;
            foreach (var entry in entries.SelectMany(entry => new[] { entry, _reader.Beside(entry) }))
            {
                try
                {
                    await _store.RemoveAllAsync(entry, cancellationToken).ConfigureAwait(false);
                }
                catch (Auth0ConfigurationException one)
                {
                    failure ??= one;
                }
            }

            if (failure is not null)
            {
                throw failure;
            }

            cleared();
        }
        finally
        {
            foreach (var one in held)
            {
                await ReleaseAsync(one, activity, CancellationToken.None).ConfigureAwait(false);
            }

            Leave();
        }
    }

    /// <summary>The error of a store that is busy or can't be used, for what the user asked for.</summary>
    public Auth0ConfigurationException FailureOf(StorageTurn turn) =>
        turn.IsBusy
            ? Busy()
            : new Auth0ConfigurationException(
                Auth0ErrorCode.TokenStoreUnavailable,
                $"The token store {Name} can't be used. {_health.Failure}".TrimEnd()
            );

    /// <summary>Gives a lock back. If that fails, it ends with the process, or by itself.</summary>
    public async Task ReleaseAsync(IAsyncDisposable held, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        try
        {
            await held.DisposeAsync().AsTask().WaitAsync(_releasePatience, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            _health.SetDown(failure, activity);
        }
    }

    /// <summary>Begins a use of the storage; false once it is closed.</summary>
    /// <param name="isHeld">Whether it may be closed, as long as another use hasn't ended.</param>
    public bool TryEnter(bool isHeld = false)
    {
        lock (_gate)
        {
            if (_users == 0 || (_isDisposed != 0 && !isHeld))
            {
                return false;
            }

            _users++;
            return true;
        }
    }

    /// <summary>Ends a use of the storage; the last one, after the session was closed, wipes the key.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            if (--_users > 0)
            {
                return;
            }
        }

        _seal.Dispose();
        _store.Dispose();
    }

    /// <summary>Closes it, after what is under way: a token that has been rotated is still stored.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            Leave();
        }
    }

    private TimeSpan LifeOf(StoredTokens tokens)
    {
        var left = tokens.Tokens.Select(token => token.ExpiresAt).DefaultIfEmpty().Max() - _timeProvider.GetUtcNow();
        return tokens.Logins.Count > 0 && left < _lifeOfLogin ? _lifeOfLogin : left;
    }

    private Auth0ConfigurationException Busy() =>
        new(Auth0ErrorCode.TokenStoreBusy, $"Another process keeps the token store {Name} locked.");
}
