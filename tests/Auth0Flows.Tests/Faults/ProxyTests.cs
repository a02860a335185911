using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Auth0Flows.Tests.Faults;

/// <summary>
/// With a proxy: the client asks it for a tunnel, and it sees nothing of a request, whatever it responds. Requests to loopback bypass it.
/// </summary>
public sealed class ProxyTests : IAsyncDisposable
{
    private const string Tenant = "tenant.example";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<RawRequest> _seen = new();
    private string _answer =
        "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\n\r\n";
    private Task? _serving;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        if (_serving is not null)
        {
            await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _stopping.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"proxy\"", "407", Auth0ErrorCode.ProxyRefused)]
    [InlineData("407 Proxy Authentication Required\r\nProxy-Authenticate: Negotiate", "407", Auth0ErrorCode.ProxyRefused)]
    [InlineData("407 Proxy Authentication Required", "407", Auth0ErrorCode.ProxyRefused)]
    [InlineData("403 Forbidden", "403", Auth0ErrorCode.ProxyRefused)]
    [InlineData("502 Bad Gateway", "502", Auth0ErrorCode.ConnectionFailed)]
    [InlineData("302 Found\r\nLocation: http://127.0.0.1:9/login", "302", Auth0ErrorCode.ProxyRefused)]
    public async Task Tunnel_ThatIsRefused_FailsWithTheProxysStatus(string status, string shown, Auth0ErrorCode code)
    {
        _answer = $"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n";

        var answer = Assert.Single(await AskAsync($"https://{Tenant}"));

        Assert.StartsWith($"{code}", answer, StringComparison.Ordinal);
        Assert.Contains(shown, answer, StringComparison.Ordinal);
        Assert.Contains("proxy", answer, StringComparison.OrdinalIgnoreCase);
        AssertSawNothing();
    }

    [Fact]
    public async Task Proxy_WithCredentialsInItsAddress_IsToldThemAndNothingElse()
    {
        Assert.Single(await AskAsync($"https://{Tenant}", "user:pass@"));

        Assert.Contains(
            _seen,
            static request => request.Headers.GetValueOrDefault("proxy-authorization") == $"Basic {Convert.ToBase64String("user:pass"u8)}"
        );
        AssertSawNothing();
    }

    [Fact]
    public async Task Tunnel_ThatLeadsElsewhere_IsNoSecureConnection()
    {
        _answer = "HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";

        var answer = Assert.Single(await AskAsync($"https://{Tenant}"));

        Assert.StartsWith("SecureConnectionFailed", answer, StringComparison.Ordinal);
        AssertSawNothing();
    }

    [Fact]
    public async Task Loopback_GoesPastTheProxy()
    {
        await using var server = new FaultServer(new FakeTime());

        Assert.Equal("ok", Assert.Single(await AskAsync(server.Address)));

        Assert.Empty(_seen);
    }

    private async Task<string[]> AskAsync(string domain, string credentials = "")
    {
        _listener.Start();
        _serving = ServeAsync();
        var proxy = $"http://{credentials}{_listener.LocalEndpoint}";
        return await ChildProcess.AskAsync(
            [domain],
            [new("HTTPS_PROXY", proxy), new("HTTP_PROXY", proxy), new("ALL_PROXY", proxy), new("NO_PROXY", "")],
            Cancel
        );
    }

    // It saw only a CONNECT, without the client's secret or the library's headers.
    private void AssertSawNothing()
    {
        Assert.NotEmpty(_seen);
        Assert.All(
            _seen,
            static request =>
            {
                Assert.Equal(("CONNECT", $"{Tenant}:443", ""), (request.Method, request.Target, request.Body));
                Assert.DoesNotContain("authorization", request.Headers.Keys);
                Assert.DoesNotContain("auth0-client", request.Headers.Keys);
            }
        );
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            using var caller = await _listener.AcceptTcpClientAsync(_stopping.Token);
            try
            {
                while (await RawRequest.ReadAsync(caller.GetStream(), _stopping.Token) is { } request)
                {
                    _seen.Enqueue(request);
                    await caller.GetStream().WriteAsync(Encoding.ASCII.GetBytes(_answer), _stopping.Token);
                    if (_answer.Contains("200 OK", StringComparison.Ordinal))
                    {
                        break;
                    }
                }
            }
            catch (Exception failure) when (failure is IOException or FormatException or ArgumentOutOfRangeException)
            {
                // A handshake, which isn't a request, or the caller has disconnected.
            }
        }
    }
}
