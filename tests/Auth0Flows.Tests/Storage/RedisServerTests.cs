using System.Diagnostics;
using System.Globalization;
using StackExchange.Redis;

namespace Auth0Flows.Tests.Storage;

/// <summary>The Redis store on a Redis server with a password, where one is installed.</summary>
public sealed class RedisServerTests : RedisTests
{
    private const string ServerPassword = "the-servers-password";

    [Fact]
    public async Task WrongPassword_IsAWarning_WithoutIt()
    {
        var address = Address.Replace(ServerPassword, "another-password", StringComparison.Ordinal);

        await GetTokenAsync(Connect(store: Auth0TokenStores.Parse(address)));

        var warning = Assert.Single(Log.Messages(Auth0ActivityKind.Warning));
        Assert.DoesNotContain("password", warning, StringComparison.Ordinal);
        Assert.Equal(1, TokenRequests);
    }

    [Fact]
    public async Task FullServer_IsAWarning_AndTheOldEntryStays()
    {
        await GetTokenAsync(NewProcess());
        await Server.ExecuteAsync("CONFIG", "SET", "maxmemory", "1");

        await GetTokenAsync(NewProcess(), Tenant.ManagementAudience);
        await Server.ExecuteAsync("CONFIG", "SET", "maxmemory", "0");
        await GetTokenAsync(NewProcess());

        Assert.Contains("OOM", Assert.Single(Log.Messages(Auth0ActivityKind.Warning)), StringComparison.Ordinal);
        Assert.Equal(2, TokenRequests);
    }

    // What a failover does to the server that was the master: it becomes a replica, and its clients' connections are closed. A client that
    // connects again meanwhile learns that it is a replica, and looks again after a minute only, unless it is told.
    [Theory]
    [InlineData(true)] // Disconnect-Auth0
    [InlineData(false)] // the end of the process
    public async Task FailoverDuringARenewal_CostsNoLogin(bool isDisconnected)
    {
        var session = NewMobileRedisProcess();
        await SignInForLongAsync(session);
        Tenant.RequestReceived += (_, request) =>
        {
            if (request.Path == "/oauth/token" && TokenRequests == 2)
            {
                Demote();
            }
        };
        await RenewAsync(session);
        await PromoteAsync();
        var before = Warnings.Count();

        if (isDisconnected)
        {
            await session.StoreTokensAsync(Log, Cancel);
        }

        session.Dispose();

        Assert.Equal(before, Warnings.Count());
        await RenewAsync(NewMobileRedisProcess());
        Assert.Equal(3, TokenRequests);
    }

    [Fact]
    public async Task SessionThatConnectedDuringAFailover_StoresItsLogin_WhenItIsOver()
    {
        var session = NewMobileRedisProcess();
        Demote();
        var login = await SignInForLongAsync(session);
        await PromoteAsync();

        session.Dispose();

        Assert.Equal(login.AccessToken.Reveal(), (await UseAsync(NewMobileRedisProcess())).AccessToken.Reveal());
        Assert.Equal(1, TokenRequests);
    }

    [Fact]
    public async Task ThirtyProcessesOnThreeMachines_CostOneRequest()
    {
        using TemporaryFolder one = new(),
            two = new(),
            three = new();
        var processes = await StartAsync(30, one.Path, two.Path, three.Path);

        processes.ForEach(static process => process.Begin());
        var tokens = await Task.WhenAll(processes.Select(static process => process.ReadAsync(Cancel)));

        Assert.Equal(1, Tenant.CountRequests("POST", "/oauth/token"));
        Assert.Single(tokens.Distinct());
        processes.ForEach(static process => process.Dispose());
    }

    // A write, which is a transaction, fails otherwise there than a command. What others do on the connection goes on.
    [Fact]
    public async Task ServerThatIsTheMasterAgain_IsWrittenAtOnce_AndALockGoesOn()
    {
        using var store = Auth0TokenStores.Parse(Address);
        var held = await store.TryLockAsync("acme", TimeSpan.FromSeconds(5), Cancel);
        Assert.NotNull(held);
        var waiting = store.TryLockAsync("acme", TimeSpan.FromSeconds(30), Cancel);
        Demote();
        await PromoteAsync();

        Assert.True(await store.WriteAsync("acme", new byte[] { 1 }, before: null, null, Cancel));

        await held.DisposeAsync();
        await using var next = await waiting;
        Assert.NotNull(next);
    }

    private Task<Auth0Token> RenewAsync(Auth0Session session) =>
        session.GetTokenAsync(Orders, activity: Log, force: true, cancellationToken: Cancel).AsTask();

    // Port 1 is nobody's: the replica keeps what it has.
    private void Demote()
    {
        Server.Execute("REPLICAOF", "127.0.0.1", "1");
        Server.Execute("CLIENT", "KILL", "TYPE", "NORMAL");
    }

    // When the store has connected again.
    private async Task PromoteAsync()
    {
        while (
            !((string)(await Server.ExecuteAsync("CLIENT", "LIST", "TYPE", "NORMAL"))!).Contains(
                "name=Auth0Flows",
                StringComparison.Ordinal
            )
        )
        {
            Cancel.ThrowIfCancellationRequested();
        }

        await Server.ExecuteAsync("REPLICAOF", "NO", "ONE");
    }

    private protected override async Task<IRedisServer> StartServerAsync()
    {
        var program = Environment
            .GetEnvironmentVariable("PATH")
            ?.Split(Path.PathSeparator)
            .Select(static folder => Path.Combine(folder, "redis-server"))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "redis-server is not installed");
        return await RealServer.StartAsync(program!);
    }

    private sealed class RealServer(Process process, string address) : IRedisServer
    {
        public string Address => address;

        public static async Task<IRedisServer> StartAsync(string program)
        {
            var port = FreePort.Take().ToString(CultureInfo.InvariantCulture);
            var start = new ProcessStartInfo(
                program,
                ["--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--requirepass", ServerPassword]
            )
            {
                RedirectStandardOutput = true,
            };
            var process = Process.Start(start)!;
            while (await process.StandardOutput.ReadLineAsync(Cancel) is { } line)
            {
                if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
                {
                    return new RealServer(process, $"redis://:{ServerPassword}@127.0.0.1:{port}");
                }
            }

            throw new InvalidOperationException("redis-server did not start.");
        }

        public async ValueTask DisposeAsync()
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }
    }
}
