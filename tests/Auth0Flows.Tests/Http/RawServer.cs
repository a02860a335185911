using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Auth0Flows.Tests.Http;

/// <summary>A server that responds with the bytes that a test gives, HTTP or not.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _serving;

    /// <param name="answer">Responds to a request with this path, and closes the connection.</param>
    public RawServer(Func<string, Stream, CancellationToken, Task> answer)
    {
        _listener.Start();
        _serving = ServeAsync(answer);
    }

    /// <param name="answer">Gets the response's bytes for a path.</param>
    public RawServer(Func<string, byte[]> answer)
        : this(async (path, stream, stopping) => await stream.WriteAsync(answer(path), stopping)) { }

    public string Address => $"http://{_listener.LocalEndpoint}";

    public static byte[] Json(string body, int status = 200, string headers = "") =>
        Head($"{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n", status, body);

    /// <summary>A compressed response.</summary>
    public static byte[] Gzip(byte[] packed, int status = 200) =>
        [.. Head($"Content-Encoding: gzip\r\nContent-Length: {packed.Length}\r\n", status), .. packed];

    public static byte[] Head(string headers, int status = 200, string body = "") =>
        Encoding.UTF8.GetBytes($"HTTP/1.1 {status} Answer\r\nContent-Type: application/json\r\nConnection: close\r\n{headers}\r\n{body}");

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task ServeAsync(Func<string, Stream, CancellationToken, Task> answer)
    {
        while (true)
        {
            _ = HandleAsync(await _listener.AcceptTcpClientAsync(_stopping.Token), answer);
        }
    }

    private async Task HandleAsync(TcpClient caller, Func<string, Stream, CancellationToken, Task> answer)
    {
        try
        {
            using (caller)
            {
                var stream = caller.GetStream();
                using var reader = new StreamReader(stream, leaveOpen: true);
                var path = (await reader.ReadLineAsync(_stopping.Token))!.Split(' ')[1].Split('?')[0];
                while (await reader.ReadLineAsync(_stopping.Token) is { Length: > 0 }) { }

                await answer(path, stream, _stopping.Token);
                caller.Client.Shutdown(SocketShutdown.Send);
                var rest = new byte[8192];
                while (await stream.ReadAsync(rest, _stopping.Token) > 0) { }
            }
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or SocketException)
        {
            // The client has disconnected, or the test is over.
        }
    }
}
