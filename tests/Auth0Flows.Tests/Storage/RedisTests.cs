using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Auth0Flows.LocalTenant;
using StackExchange.Redis;

namespace Auth0Flows.Tests.Storage;

/// <summary>
/// Tokens on a server that speaks Redis's protocol: shared between machines, locked there, and unreadable for its admins.
/// </summary>
public abstract class RedisTests : StoreTest, IAsyncLifetime
{
    private IRedisServer? _server;
    private ConnectionMultiplexer? _connection;

    private protected string Address => _server!.Address;

    private protected IDatabase Server => _connection!.GetDatabase();

    public async ValueTask InitializeAsync()
    {
        _server = await StartServerAsync();
        var address = RedisAddress.TryParse(_server.Address, null)!;
        _connection = await ConnectionMultiplexer.ConnectAsync(
            $"{address.Host}:{address.Port},allowAdmin=true{(address.Password is null ? "" : $",password={address.Password.Reveal()}")}"
        );
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _connection?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Token_IsTakenFromTheServer_ByTheNextProcess()
    {
        var first = await GetTokenAsync(NewProcess());

        var second = await GetTokenAsync(NewProcess());

        Assert.Equal(1, TokenRequests);
        Assert.Equal(first.AccessToken.Reveal(), second.AccessToken.Reveal());
        Assert.Empty(Warnings);
    }

    [Fact]
    public async Task Entry_ThatIsTooLarge_IsNotRead()
    {
        await GetTokenAsync(NewProcess());
        var (key, _) = await EntryAsync();
        await Server.StringSetAsync(key, new byte[(16 * 1024 * 1024) + 1]);

        await GetTokenAsync(NewProcess());

        Assert.Equal(2, TokenRequests);
        Assert.Contains("16,777,217 bytes", Assert.Single(Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_HasNoneOfTheTokens_AndDropsThemWhenTheyExpire()
    {
        var token = await GetTokenAsync(NewProcess());

        var (key, value) = await EntryAsync();
        AssertHidden((byte[])value!, token.AccessToken);
        Assert.InRange((await Server.KeyTimeToLiveAsync(key))!.Value, TimeSpan.FromHours(23), TimeSpan.FromHours(24));
    }

    [Fact]
    public async Task Login_StaysLongerThanItsToken()
    {
        var login = await SignInForLongAsync(NewMobileRedisProcess());

        var (key, value) = await EntryAsync();
        AssertHidden((byte[])value!, login.AccessToken, login.IdToken, login.RefreshToken);
        Assert.InRange((await Server.KeyTimeToLiveAsync(key))!.Value, TimeSpan.FromDays(29), TimeSpan.FromDays(30));
        Assert.Equal(login.RefreshToken!.Reveal(), (await UseAsync(NewMobileRedisProcess())).RefreshToken!.Reveal());
    }

    [Fact]
    public async Task TenSessions_CostOneRequest()
    {
        var sessions = Enumerable.Range(0, 10).Select(_ => NewProcess()).ToArray();

        await Task.WhenAll(sessions.Select(session => GetTokenAsync(session)));

        Assert.Equal(1, TokenRequests);
        Assert.Empty(Warnings);
    }

    [Fact]
    public async Task TenSessions_ThatRenewByForce_KeepTheFamilyAlive()
    {
        await SignInForLongAsync(NewMobileRedisProcess());
        var sessions = Enumerable.Range(0, 10).Select(_ => NewMobileRedisProcess()).ToArray();

        await Task.WhenAll(
            sessions.Select(session => session.GetTokenAsync(Orders, activity: Log, force: true, cancellationToken: Cancel).AsTask())
        );

        Assert.Equal(11, TokenRequests);
        Assert.Empty(Warnings);
    }

    [Fact]
    public async Task TenProcesses_ThatStartTogether_CostOneRequest()
    {
        var processes = await StartAsync(10);

        processes.ForEach(static process => process.Begin());
        var tokens = await Task.WhenAll(processes.Select(static process => process.ReadAsync(Cancel)));

        Assert.Equal(1, Tenant.CountRequests("POST", "/oauth/token"));
        Assert.Single(tokens.Distinct());
        processes.ForEach(static process => process.Dispose());
    }

    [Fact]
    public async Task LockOfAProcessThatWasKilled_EndsSoon()
    {
        var process = (await StartAsync(1)).Single();
        var asked = new TaskCompletionSource();
        Tenant.RequestReceived += (_, request) => _ = request.Path == "/oauth/token" && asked.TrySetResult();
        Tenant.AddFault(new() { Path = "/oauth/token", Kind = Auth0LocalTenantFaultKind.Hold });
        process.Begin();
        await asked.Task.WaitAsync(Cancel);
        await process.KillAsync(Cancel);

        var start = Stopwatch.GetTimestamp();
        await Connect(time: new SameTime(), store: Auth0TokenStores.Parse(Address))
            .GetTokenAsync(new ClientCredentialsGrant(Orders), Log, cancellationToken: Cancel);

        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(20));
        Assert.Empty(Warnings);
        process.Dispose();
    }

    [Fact]
    public async Task Lock_IsHeldByOne_AndPassedOn()
    {
        using var one = Auth0TokenStores.Parse(Address);
        using var other = Auth0TokenStores.Parse(Address);
        var first = await one.TryLockAsync("acme", TimeSpan.FromSeconds(5), Cancel);
        Assert.NotNull(first);
        Assert.Null(await other.TryLockAsync("acme", TimeSpan.Zero, Cancel));

        await first.DisposeAsync();

        await using var second = await other.TryLockAsync("acme", TimeSpan.FromSeconds(5), Cancel);
        Assert.NotNull(second);
    }

    [Fact]
    public async Task EntryThatChangedMeanwhile_IsNotOverwritten_AndNotRemoved()
    {
        using var store = Auth0TokenStores.Parse(Address);
        Assert.True(await store.WriteAsync("acme", new byte[] { 1 }, before: null, null, Cancel));
        Assert.False(await store.WriteAsync("acme", new byte[] { 2 }, before: null, null, Cancel));
        Assert.False(await store.WriteAsync("acme", new byte[] { 2 }, before: [3], null, Cancel));
        Assert.False(await store.RemoveAsync("acme", before: [3], Cancel));
        Assert.Equal<byte[]?>([1], await store.ReadAsync("acme", Cancel));

        Assert.True(await store.WriteAsync("acme", new byte[] { 2 }, before: [1], null, Cancel));
        Assert.True(await store.RemoveAsync("acme", before: [2], Cancel));
        Assert.Null(await store.ReadAsync("acme", Cancel));
    }

    [Fact]
    public async Task RemoveAll_RemovesWhatIsBesideIt_AndNothingElse()
    {
        using var store = Auth0TokenStores.Parse(Address);
        string[] names = ["acme", "acme.0011", "acme.damaged-20261129", "acme2"];
        foreach (var name in names)
        {
            await store.WriteAsync(name, new byte[] { 1 }, before: null, null, Cancel);
        }

        await store.RemoveAllAsync("acme", Cancel);

        Assert.Equal(["auth0flows:acme2"], Keys());
    }

    [Fact]
    public async Task WrongDatabase_IsOneWarning()
    {
        await GetTokenAsync(Connect(store: Auth0TokenStores.Parse(Address + "/99999")));

        Assert.Single(Warnings);
    }

    [Fact]
    public async Task ValueOfAnotherClient_IsSetAside()
    {
        await GetTokenAsync(NewProcess());
        var (key, _) = await EntryAsync();
        await Server.StringSetAsync(key, "of another program");

        await GetTokenAsync(NewProcess());
        await GetTokenAsync(NewProcess());

        Assert.Equal(2, TokenRequests);
        var aside = Keys().Single(name => name.Contains(".damaged-", StringComparison.Ordinal));
        Assert.Equal("of another program", (string?)await Server.StringGetAsync(aside));
        Assert.Null(await Server.KeyTimeToLiveAsync(aside));
        Assert.Single(Warnings);
    }

    [Fact]
    public async Task ValueOfAnotherType_IsAWarning_AndStays()
    {
        await GetTokenAsync(NewProcess());
        var (key, _) = await EntryAsync();
        await Server.KeyDeleteAsync(key);
        await Server.ListLeftPushAsync(key, "of another program");

        await GetTokenAsync(NewProcess());

        Assert.Equal(2, TokenRequests);
        Assert.Contains("WRONGTYPE", Assert.Single(Warnings), StringComparison.Ordinal);
        Assert.Equal(1, await Server.ListLengthAsync(key));
    }

    [Fact]
    public async Task ServerThatIsNotThere_IsOneWarning()
    {
        var session = Connect(store: Auth0TokenStores.Parse($"redis://127.0.0.1:{FreePort.Take()}"));

        await GetTokenAsync(session);
        await GetTokenAsync(session, Tenant.ManagementAudience);

        Assert.Equal(2, TokenRequests);
        Assert.Contains("no connection", Assert.Single(Warnings), StringComparison.Ordinal);
    }

    // To the library of the lock, a server that is gone is one whose lock another holds.
    [Fact]
    public async Task ServerThatEnds_IsOneWarning_AndNoWaitForALock()
    {
        var session = NewProcess();
        await GetTokenAsync(session);
        await _server!.DisposeAsync();
        _server = null;

        var start = Stopwatch.GetTimestamp();
        await session.GetTokenAsync(new ClientCredentialsGrant(Orders), Log, force: true, cancellationToken: Cancel);

        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(30));
        Assert.Equal(2, TokenRequests);
        Assert.Contains("no connection", Assert.Single(Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServerThatNeverAnswers_IsOneWarning()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var session = Connect(store: Auth0TokenStores.Parse($"redis://{silent.LocalEndpoint}"));

        await GetTokenAsync(session);

        Assert.Equal(1, TokenRequests);
        Assert.Single(Warnings);
    }

    [Fact]
    public async Task PlainServer_AskedForTls_IsOneWarning()
    {
        await GetTokenAsync(Connect(store: Auth0TokenStores.Parse(Address.Replace("redis:", "rediss:", StringComparison.Ordinal))));

        Assert.Equal(1, TokenRequests);
        Assert.Single(Warnings);
    }

    private protected abstract Task<IRedisServer> StartServerAsync();

    private protected Auth0Session NewProcess() => Connect(store: Auth0TokenStores.Parse(Address));

    private protected Auth0Session NewMobileRedisProcess() =>
        Connect(
            Auth0ClientAuthentication.None(MobileApplication.ClientId),
            store: Auth0TokenStores.Parse(Address),
            cacheKey: "a key of the user's own"
        );

    private protected async Task<List<StoreProcess>> StartAsync(int count, params string[] homes)
    {
        var tenant = Start(static options => options.TimeProvider = TimeProvider.System);
        var work = new StoreWork(tenant.Domain, tenant.ClientId, Reveal(tenant.ClientSecret), null, Address, Orders, IsEndless: false);
        var processes = new List<StoreProcess>();
        for (var i = 0; i < count; i++)
        {
            processes.Add(await StoreProcess.StartAsync(work, Cancel, homes.Length == 0 ? null : homes[i % homes.Length]));
        }

        return processes;
    }

    private protected static string Reveal(Auth0LocalTenantSecret secret) => new NetworkCredential("", secret.ToSecureString()).Password;

    private string[] Keys() => [.. _connection!.GetServers()[0].Keys().Select(static key => (string)key!)];

    private async Task<(string Key, RedisValue Value)> EntryAsync()
    {
        var key = Keys().Single(static name => !name.Contains("lock", StringComparison.Ordinal));
        return (key, await Server.StringGetAsync(key));
    }
}
