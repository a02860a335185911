using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Auth0Flows.Tests.LocalTenant;

/// <summary>Requests that clients other than HttpClient may send, byte by byte.</summary>
public sealed class HttpServerTests : TenantTest
{
    [Fact]
    public async Task Connection_WithTwoRequestsAtOnce_AnswersBothInOrder()
    {
        var answers = await ExchangeAsync("GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        Assert.Equal(2, answers.Split("HTTP/1.1 404 Not Found").Length - 1);
        Assert.Equal(["/a", "/b"], Tenant.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task Connection_WithHttp10_IsClosedAfterTheAnswer()
    {
        var answer = await ExchangeAsync("GET /a HTTP/1.0\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 404 ", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_WithAChunkedBody_IsReadWhole()
    {
        await ExchangeAsync(
            "POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\nHello\r\n7;ext=1\r\n, world\r\n0\r\nTrailer: x\r\n\r\n"
        );

        Assert.Equal("Hello, world", Assert.Single(Tenant.Requests).ReadBody());
    }

    [Fact]
    public async Task Request_ThatExpectsContinue_IsToldTo()
    {
        var answer = await ExchangeAsync(
            "POST /a HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"
        );

        Assert.StartsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 ", answer, StringComparison.Ordinal);
        Assert.Equal("ok", Assert.Single(Tenant.Requests).ReadBody());
    }

    [Fact]
    public async Task Request_WithAWholeUrl_IsTakenByItsPath()
    {
        await ExchangeAsync("GET http://somewhere/a?b=c HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        var request = Assert.Single(Tenant.Requests);
        Assert.Equal(("/a", "b=c"), (request.Path, request.Query));
    }

    [Fact]
    public async Task Request_WithAHeaderTwice_HasBothValues()
    {
        await ExchangeAsync("GET /a HTTP/1.1\r\nHost: x\r\nX-A: 1\r\nx-a: 2\r\nConnection: close\r\n\r\n");

        Assert.Equal("1, 2", Assert.Single(Tenant.Requests).Headers["X-A"]);
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n", 400)]
    [InlineData("GET /a HTTP/2.0\r\n\r\n", 400)]
    [InlineData("GET a HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET /a HTTP/1.1\r\nno colon\r\n\r\n", 400)]
    [InlineData("GET /a HTTP/1.1\r\nName : x\r\n\r\n", 400)]
    [InlineData("POST /a HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400)]
    [InlineData("POST /a HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400)]
    [InlineData("POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400)]
    [InlineData("POST /a HTTP/1.1\r\nContent-Length: 999999999\r\n\r\n", 413)]
    public async Task Request_ThatIsMalformed_IsRefusedAndNotRecorded(string request, int status)
    {
        var answer = await ExchangeAsync(request);

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Empty(Tenant.Requests);
    }

    [Fact]
    public async Task Request_WithAnEndlessHeader_IsRefused()
    {
        var answer = await ExchangeAsync($"GET /a HTTP/1.1\r\nX: {new string('a', 70_000)}\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 431 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_ThatIsCutWithinARequest_HarmsNobody()
    {
        using (var socket = await ConnectAsync())
        {
            await socket.SendAsync("POST /a HTTP/1.1\r\nContent-Length: 10\r\n\r\nabc"u8.ToArray(), Cancel);
            socket.LingerState = new LingerOption(true, 0);
        }

        using var response = await Http.GetAsync("/b", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("/b", Assert.Single(Tenant.Requests).Path);
    }

    [Fact]
    public async Task Connections_OfOneClient_AreUsedAgain()
    {
        var connections = 0;
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellationToken) =>
            {
                connections++;
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        using var http = new HttpClient(handler) { BaseAddress = new Uri(Tenant.Domain) };
        for (var i = 0; i < 5; i++)
        {
            using var response = await http.GetAsync("/.well-known/jwks.json", Cancel);
        }

        Assert.Equal(1, connections);
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, Tenant.Port, Cancel);
        return socket;
    }

    /// <summary>Sends bytes, and reads until the tenant closes the connection.</summary>
    private async Task<string> ExchangeAsync(string request)
    {
        using var socket = await ConnectAsync();
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), Cancel);
        using var answer = new MemoryStream();
        var buffer = new byte[4096];
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer, Cancel)) > 0; )
            {
                answer.Write(buffer, 0, read);
            }
        }
        catch (IOException)
        {
            // The connection was closed with unread bytes, so the system resets it after the response.
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }
}
