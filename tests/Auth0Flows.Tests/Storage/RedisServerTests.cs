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
            var port = GarnetTests.FreePort().ToString(CultureInfo.InvariantCulture);
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
