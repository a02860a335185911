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
    private const int LargestEntry = 16 * 1024 * 1024; // as of a file

    // Connecting, and each command.
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long the lock of a process that died still holds; a living one extends it. Who sleeps for longer can't write any more.
    /// </summary>
    internal static readonly TimeSpan LockExpiry = TimeSpan.FromSeconds(6);

    // To a command, and to a transaction that had one.
    private static readonly string[] _ofReplicas = ["READONLY", "EXECABORT"];

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
            database =>
                IfUnchanged(
                    database,
                    entry,
                    before,
                    transaction =>
                        _ = transaction.StringSetAsync(Prefix + entry, value.ToArray(), lifetime is { } life ? life : Expiration.Default)
                ),
            cancellationToken
        );

    public override Task<bool> RemoveAsync(string entry, byte[]? before, CancellationToken cancellationToken) =>
        RunAsync(
            database => IfUnchanged(database, entry, before, transaction => _ = transaction.KeyDeleteAsync(Prefix + entry)),
            cancellationToken
        );

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

    public override Task<IAsyncDisposable?> TryLockAsync(string entry, TimeSpan patience, CancellationToken cancellationToken) =>
        RunAsync(
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
                for (var left = patience; ; left -= _turn)
                {
                    var turn = left < _turn ? left : _turn;
                    if (await mutex.TryAcquireAsync(turn, cancellationToken).ConfigureAwait(false) is { } held)
                    {
                        return held;
                    }

                    // To the lock, a server that is gone is one that says no, until the patience ends.
                    await database.PingAsync().ConfigureAwait(false);
                    if (left <= _turn)
                    {
                        return (IAsyncDisposable?)null;
                    }
                }
            },
            cancellationToken
        );

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _connection?.Dispose();
            _connecting.Dispose();
        }

        base.Dispose(disposing);
    }

    // Another process may have taken over the lock of one that slept for too long.
    private static async Task<bool> IfUnchanged(IDatabase database, string entry, byte[]? before, Action<ITransaction> act)
    {
        var transaction = database.CreateTransaction();
        transaction.AddCondition(before is null ? Condition.KeyNotExists(Prefix + entry) : Condition.StringEqual(Prefix + entry, before));
        act(transaction);
        return await transaction.ExecuteAsync().ConfigureAwait(false);
    }

    private async Task<T> RunAsync<T>(Func<IDatabase, Task<T>> act, CancellationToken cancellationToken)
    {
        try
        {
            var connection = _connection ?? await ConnectAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await act(connection.GetDatabase(address.Database)).ConfigureAwait(false);
            }
            catch (RedisException failure) when (IsOfAReplica(failure))
            {
                connection = await ReconnectAsync(connection, cancellationToken).ConfigureAwait(false);
                return await act(connection.GetDatabase(address.Database)).ConfigureAwait(false);
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
            return _connection ??= await ConnectionMultiplexer
                .ConnectAsync(CreateOptions())
                .WaitAsync(cancellationToken)
                .ConfigureAwait(false);
        }
        finally
        {
            _connecting.Release();
        }
    }

    // A failover: the server has become a replica, or was one when the client connected, which then takes it for one for a minute. By now
    // it may be the master again, or its name another server's.
    private static bool IsOfAReplica(RedisException failure) =>
        failure is RedisConnectionException { FailureType: ConnectionFailureType.UnableToResolvePhysicalConnection }
        || (failure is RedisServerException && _ofReplicas.Any(start => failure.Message.StartsWith(start, StringComparison.Ordinal)));

    private async Task<ConnectionMultiplexer> ReconnectAsync(ConnectionMultiplexer connection, CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref _connection, null, connection) == connection)
        {
            _ = connection.CloseAsync(); // when the commands of others are done
        }

        return _connection ?? await ConnectAsync(cancellationToken).ConfigureAwait(false);
    }

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
}
