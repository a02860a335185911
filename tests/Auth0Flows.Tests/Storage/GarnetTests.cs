using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Garnet;

namespace Auth0Flows.Tests.Storage;

/// <summary>The Redis store on Garnet, which runs in this process.</summary>
public sealed class GarnetTests : RedisTests
{
    private protected override async Task<IRedisServer> StartServerAsync()
    {
        var server = new InProcess();
        await server.AnswerFirstAsync();
        return server;
    }

    private sealed class InProcess : IRedisServer
    {
        private readonly GarnetServer _server;

        public InProcess()
        {
            var port = FreePort.Take();
            _server = new GarnetServer([
                "--bind",
                "127.0.0.1",
                "--port",
                port.ToString(CultureInfo.InvariantCulture),
                "--lua",
                "true",
                "--memory",
                "64m",
                "--page",
                "4m",
            ]);
            _server.Start();
            Address = $"redis://127.0.0.1:{port}";
        }

        public string Address { get; }

        // The server's first script compiles its interpreter, which takes seconds on a busy machine: that isn't the store's time.
        public async Task AnswerFirstAsync()
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, new Uri(Address).Port, TestContext.Current.CancellationToken);
            var stream = client.GetStream();
            await stream.WriteAsync("*3\r\n$4\r\nEVAL\r\n$8\r\nreturn 1\r\n$1\r\n0\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
            var answer = new byte[4];
            await stream.ReadExactlyAsync(answer, TestContext.Current.CancellationToken);
            Assert.Equal(":1\r\n"u8, answer);
        }

        public ValueTask DisposeAsync()
        {
            _server.Dispose();
            return default;
        }
    }
}
