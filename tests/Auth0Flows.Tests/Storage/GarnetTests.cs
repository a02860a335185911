using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Garnet;

namespace Auth0Flows.Tests.Storage;

/// <summary>The Redis store on Garnet, which runs in this process.</summary>
public sealed class GarnetTests : RedisTests
{
    private protected override Task<IRedisServer> StartServerAsync() => Task.FromResult<IRedisServer>(new InProcess());

    private sealed class InProcess : IRedisServer
    {
        private readonly GarnetServer _server;

        public InProcess()
        {
            var port = FreePort();
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

        public ValueTask DisposeAsync()
        {
            _server.Dispose();
            return default;
        }
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
