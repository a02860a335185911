using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Auth0Flows.LocalTenant.Http;

/// <summary>A small HTTP/1.1 server on 127.0.0.1, plain or with TLS.</summary>
/// <remarks>
/// Not based on <see cref="HttpListener"/>, which was tried: to abort a response, it sends a complete 200 with an empty body; it doesn't
/// notice when a client disconnects; on Windows it is a different server (http.sys) with different responses. The local tenant's faults
/// need access to the socket.
/// </remarks>
internal sealed class HttpServer : IDisposable
{
    private readonly Socket _listener;
    private readonly Func<ServerRequest, CancellationToken, Task<ServerResponse>> _answer;
    private readonly ServerTls? _tls;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationToken _stopped;
    private readonly ConcurrentDictionary<HttpConnection, Task> _connections = new();
    private int _isStopped;

    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="answer">Answers a request.</param>
    /// <param name="tls">Encrypts the connections, and asks for client certificates. Null: plain HTTP.</param>
    public HttpServer(int port, Func<ServerRequest, CancellationToken, Task<ServerResponse>> answer, ServerTls? tls = null)
    {
        (_answer, _tls) = (answer, tls);
        _stopped = _stopping.Token;
        _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // With port 0, the system chooses a free port, and nobody can take it in between.
            _listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
            _listener.Listen(512);
        }
        catch (SocketException failure)
        {
            _listener.Dispose();
            throw new InvalidOperationException($"Port {port} on 127.0.0.1 can't be used: {failure.Message}", failure);
        }

        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
    }

    public int Port { get; }

    public bool IsRunning => Volatile.Read(ref _isStopped) == 0;

    public void Start() => _ = Task.Run(AcceptAsync);

    /// <summary>Stops listening, and closes all connections, regardless of pending requests.</summary>
    public void Stop()
    {
        if (Interlocked.Exchange(ref _isStopped, 1) != 0)
        {
            return;
        }

        _listener.Dispose();
        foreach (var connection in _connections.Keys)
        {
            connection.Reset();
        }

        _stopping.Cancel();
    }

    /// <summary>Stops, and waits for pending requests to end.</summary>
    public async Task StopAsync()
    {
        Stop();
        await Task.WhenAll(_connections.Values).ConfigureAwait(false);
    }

    public void Dispose()
    {
        Stop();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (IsRunning)
        {
            try
            {
                Serve(await _listener.AcceptAsync(_stopped).ConfigureAwait(false));
            }
            catch (Exception failure) when (failure is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // A client that gave up before it was accepted. The next one may succeed.
            }
        }
    }

    private void Serve(Socket socket)
    {
        var connection = new HttpConnection(socket, _tls, _answer);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _connections[connection] = ended.Task;
        if (!IsRunning)
        {
            connection.Reset();
        }

        _ = Task.Run(async () =>
        {
            try
            {
                await connection.RunAsync(_stopped).ConfigureAwait(false);
            }
            finally
            {
                // It has already closed, unless there was an unexpected error.
                connection.Reset();
                _connections.TryRemove(connection, out _);
                ended.SetResult();
            }
        });
    }
}
