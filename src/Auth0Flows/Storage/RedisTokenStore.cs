using System.Diagnostics;
using Auth0Flows.Errors;
using Medallion.Threading.Redis;
using StackExchange.Redis;

namespace Auth0Flows.Storage;

/// <summary>
/// A Redis server, or another one that speaks its protocol (Valkey, Garnet, Azure Cache for Redis), for many machines. Connects when it is
/// first used. The lock is one of the server's; it expires if its process ends.
/// </summary>
internal sealed class RedisTokenStore(RedisAddress address) : Auth0TokenStore
{
    private const string Prefix = "auth0flows:";
    private const int MostLooks = 5; // at which server is the master, while connections come back
    private const int LargestEntry = 16 * 1024 * 1024; // as of a file

    // KEYS: the entry. ARGV: whether it exists, what it has, the command, its arguments.
    private const string CompareAndRun = """
        local now = redis.call('GET', KEYS[1])
        if ARGV[1] == '0' and now or ARGV[1] == '1' and now ~= ARGV[2] then
          return 0
        end
        redis.call(ARGV[3], KEYS[1], unpack(ARGV, 4))
        return 1
        """;

    // Connecting, and each command.
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long the lock of a process that died still holds; a living one extends it. Who sleeps for longer can't write any more.
    /// </summary>
    internal static readonly TimeSpan LockExpiry = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan _betweenLooks = TimeSpan.FromMilliseconds(100);

    // How long to try for a lock before the server is asked whether it is there.
    private static readonly TimeSpan _turn = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _connecting = new(1, 1);
    private ConnectionMultiplexer? _connection;

    public override string Name => address.ToString();

    public override Task<byte[]?> ReadAsync(string entry, CancellationToken cancellationToken) =>
        RunAsync(
            async database =>
            {
                var length = await database.StringLengthAsync(Prefix + entry).ConfigureAwait(false);
                return length > LargestEntry
                    ? throw Unavailable($"the entry of this application has {length:N0} bytes")
                    : (byte[]?)await database.StringGetAsync(Prefix + entry).ConfigureAwait(false);
            },
            cancellationToken
        );

    public override Task<bool> WriteAsync(
        string entry,
        ReadOnlyMemory<byte> value,
        byte[]? before,
        TimeSpan? lifetime,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            database => IfUnchanged(database, entry, before, "SET", [value, .. lifetime is { } life ? Px(life) : []]),
            cancellationToken
        );

    public override Task<bool> RemoveAsync(string entry, byte[]? before, CancellationToken cancellationToken) =>
        RunAsync(database => IfUnchanged(database, entry, before, "DEL", []), cancellationToken);

    public override Task RemoveAllAsync(string entry, CancellationToken cancellationToken) =>
        RunAsync(
            async database =>
            {
                await database.KeyDeleteAsync(Prefix + entry).ConfigureAwait(false);
                foreach (var server in database.Multiplexer.GetServers())
                {
                    var beside = server.KeysAsync(address.Database, $"{Prefix}{entry}.*");
                    await foreach (var key in beside.ConfigureAwait(false))
                    {
                        await database.KeyDeleteAsync(key).ConfigureAwait(false);
                    }
                }

                return true;
            },
            cancellationToken
        );

    public override Task<IAsyncDisposable?> TryLockAsync(string entry, TimeSpan patience, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        return RunAsync(
            async database =>
            {
                var mutex = new RedisDistributedLock(
                    $"{Prefix}lock:{entry}",
                    database,
                    static options =>
                        options
                            .Expiry(LockExpiry)
                            .ExtensionCadence(LockExpiry / 4)
                            .BusyWaitSleepTime(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(50))
                );
                while (true)
                {
                    var left = patience - Stopwatch.GetElapsedTime(start);
                    var turn =
                        left < TimeSpan.Zero ? TimeSpan.Zero
                        : left < _turn ? left
                        : _turn;
                    if (await mutex.TryAcquireAsync(turn, cancellationToken).ConfigureAwait(false) is { } held)
                    {
                        return new HeldLock(held);
                    }

                    // To the lock, a server that is gone is one that says no, until the patience ends.
                    await database.PingAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
                    if (left <= _turn)
                    {
                        return (IAsyncDisposable?)null;
                    }
                }
            },
            cancellationToken
        );
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _connection?.Dispose();
            _connecting.Dispose();
        }

        base.Dispose(disposing);
    }

    // Another process may have taken over the lock of one that slept for too long. A script, because the client answers a transaction with
    // no, too, if its connection was lost.
    private static async Task<bool> IfUnchanged(IDatabase database, string entry, byte[]? before, string command, RedisValue[] arguments) =>
        (bool)
            await database
                .ScriptEvaluateAsync(
                    CompareAndRun,
                    [Prefix + entry],
                    [before is null ? 0 : 1, before ?? RedisValue.EmptyString, command, .. arguments],
                    CommandFlags.DemandMaster | CommandFlags.NoScriptCache
                )
                .ConfigureAwait(false);

    private static RedisValue[] Px(TimeSpan lifetime) => ["PX", (long)lifetime.TotalMilliseconds];

    private async Task<T> RunAsync<T>(Func<IDatabase, Task<T>> act, CancellationToken cancellationToken)
    {
        try
        {
            var connection = _connection ?? await ConnectAsync(cancellationToken).ConfigureAwait(false);
            for (var looks = 1; ; looks++)
            {
                try
                {
                    return await act(connection.GetDatabase(address.Database)).ConfigureAwait(false);
                }
                catch (RedisException failure) when (IsOfAReplica(failure) && looks <= MostLooks)
                {
                    await connection.ConfigureAsync().WaitAsync(cancellationToken).ConfigureAwait(false); // looks again
                    await Task.Delay(_betweenLooks * (looks - 1), cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (RedisServerException failure)
        {
            throw Unavailable($"the server answered: {ServerText.Clean(failure.Message)}");
        }
        catch (RedisConnectionException failure)
        {
            throw Unavailable($"no connection ({failure.FailureType})");
        }
        catch (Exception failure) when (failure is RedisTimeoutException or TimeoutException)
        {
            throw Unavailable($"no answer within {_timeout.TotalSeconds:0} s");
        }
        catch (Exception failure) when (failure is RedisException or RedisCommandException or ObjectDisposedException)
        {
            throw Unavailable(ServerText.Clean(failure.Message));
        }
    }

    private async Task<ConnectionMultiplexer> ConnectAsync(CancellationToken cancellationToken)
    {
        await _connecting.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _connection ??= await ConnectOrLeaveAsync().ConfigureAwait(false);
        }
        finally
        {
            _connecting.Release();
        }

        async Task<ConnectionMultiplexer> ConnectOrLeaveAsync()
        {
            var connecting = ConnectionMultiplexer.ConnectAsync(CreateOptions());
            try
            {
                return await connecting.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // The client can't be told to stop: a connection that comes too late is closed. Result doesn't block, because the task has
                // ended well. One that failed left nothing to close, and the caller knows of the cancellation.
                _ = connecting.ContinueWith(
                    static late => late.Result.Dispose(),
                    CancellationToken.None,
                    TaskContinuationOptions.OnlyOnRanToCompletion,
                    TaskScheduler.Default
                );
                throw;
            }
        }
    }

    // A failover: the server has become a replica, or was one when the client connected, which then takes it for one for a minute. By now
    // it may be the master again. None of these was carried out.
    private static bool IsOfAReplica(RedisException failure) =>
        failure is RedisConnectionException { FailureType: ConnectionFailureType.UnableToResolvePhysicalConnection }
        || (failure is RedisServerException && failure.Message.StartsWith("READONLY", StringComparison.Ordinal));

    private ConfigurationOptions CreateOptions() =>
        new()
        {
            EndPoints = { { address.Host, address.Port } },
            User = address.User,
            Password = address.Password?.Reveal(),
            Ssl = address.HasTls,
            SslHost = address.HasTls ? address.Host : null,
            ClientName = "Auth0Flows",
            ConnectRetry = 1,
            ConnectTimeout = (int)_timeout.TotalMilliseconds,
            AsyncTimeout = (int)_timeout.TotalMilliseconds,
            SyncTimeout = (int)_timeout.TotalMilliseconds,
        };

    private Auth0ConfigurationException Unavailable(string reason) =>
        new(Auth0ErrorCode.TokenStoreUnavailable, $"The Redis server {address} can't be used: {reason}.");

    private sealed class HeldLock(RedisDistributedLockHandle handle) : ILosableLock
    {
        private readonly CancellationToken _lost = handle.HandleLostToken; // from here on it is watched

        public bool IsLost => _lost.IsCancellationRequested;

        public ValueTask DisposeAsync() => handle.DisposeAsync();
    }
}
