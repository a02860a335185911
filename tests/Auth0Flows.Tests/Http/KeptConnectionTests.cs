using System.Net;
using System.Net.Sockets;
using Auth0Flows.Tests.Faults;

namespace Auth0Flows.Tests.Http;

/// <summary>
/// A kept connection that the server closes when it has read a request: what may have had its effect is sent once, also without a body.
/// </summary>
public sealed class KeptConnectionTests : SessionTest, IAsyncLifetime
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<RawRequest> _requests = [];
    private Task _serving = Task.CompletedTask;

    public ValueTask InitializeAsync()
    {
        _listener.Start();
        _serving = ServeAsync();
        return default;
    }

    [Theory]
    [InlineData("POST", null, 1)]
    [InlineData("PATCH", null, 1)]
    [InlineData("POST", "{}", 1)]
    [InlineData("PUT", "{}", 1)]
    public async Task Request_ThatMayHaveHadItsEffect_IsSentOnce(string method, string? body, int times)
    {
        using var session = Connect(domain: $"http://{_listener.LocalEndpoint}", retries: 0);
        await session.SendAsync(new Auth0ApiRequest { Path = "first" }, Log, Cancel);

        await FailsAsync<Auth0ConnectionException>(
            Auth0ErrorCode.IncompleteResponse,
            () =>
                session.SendAsync(
                    new Auth0ApiRequest
                    {
                        Method = new HttpMethod(method),
                        Path = "second",
                        Body = body,
                    },
                    Log,
                    Cancel
                )
        );

        var sent = _requests.Where(static request => request.Path.EndsWith("/second", StringComparison.Ordinal)).ToArray();
        Assert.Equal(times, sent.Length);
        Assert.All(sent, request => Assert.Equal(body?.Length ?? 0, int.Parse(request.Headers["content-length"], null)));
    }

    [Fact]
    public async Task Proof_IsSentOnce()
    {
        using var session = Connect(domain: $"http://{_listener.LocalEndpoint}", retries: 0, dpop: true);
        await session.SendAsync(new Auth0ApiRequest { Path = "first" }, Log, Cancel);

        await FailsAsync<Auth0ConnectionException>(
            Auth0ErrorCode.IncompleteResponse,
            () => session.SendAsync(new Auth0ApiRequest { Path = "second" }, Log, Cancel)
        );

        var sent = _requests.Where(static request => request.Path.EndsWith("/second", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(Assert.Single(sent).Headers["dpop"]);
    }

    public override async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
        await base.DisposeAsync();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            _ = AnswerAsync(await _listener.AcceptTcpClientAsync(_stopping.Token));
        }
    }

    private async Task AnswerAsync(TcpClient caller)
    {
        using (caller)
        {
            while (await RawRequest.ReadAsync(caller.GetStream(), _stopping.Token) is { } request)
            {
                _requests.Add(request);
                if (request.Path.EndsWith("/second", StringComparison.Ordinal))
                {
                    return;
                }

                var type = request.Headers.ContainsKey("dpop") ? "DPoP" : "Bearer";
                var token = $$"""{"access_token":"a","token_type":"{{type}}","expires_in":86400}""";
                var answer = $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {token.Length}\r\n\r\n{token}";
                await caller.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(answer), _stopping.Token);
            }
        }
    }
}
