using System.Net.Sockets;
using System.Security.Authentication;

namespace Auth0Flows.LocalTenant.Http;

/// <summary>A client's connection. Its requests are processed one after the other.</summary>
internal sealed class HttpConnection(Socket socket, ServerTls? tls, Func<ServerRequest, CancellationToken, Task<ServerResponse>> answer)
{
    public async Task RunAsync(CancellationToken stopped)
    {
        try
        {
            socket.NoDelay = true;
            var plain = new NetworkStream(socket, ownsSocket: false);
            await using (plain.ConfigureAwait(false))
            {
                if (tls is null)
                {
                    await AnswerAllAsync(plain, peer: null, stopped).ConfigureAwait(false);
                }
                else
                {
                    var (encrypted, peer) = await tls.AcceptAsync(plain, stopped).ConfigureAwait(false);
                    await using (encrypted.ConfigureAwait(false))
                    {
                        await AnswerAllAsync(encrypted, peer, stopped).ConfigureAwait(false);
                    }
                }
            }
        }
        catch (Exception failure)
            when (failure
                    is IOException
                        or SocketException
                        or AuthenticationException
                        or ObjectDisposedException
                        or OperationCanceledException
            )
        {
            Reset();
        }
    }

    private async Task AnswerAllAsync(Stream stream, PeerCertificate? peer, CancellationToken stopped)
    {
        var reader = new RequestReader(stream, socket.RemoteEndPoint, tls is not null, peer);
        var writer = new ResponseWriter(stream);
        while (await AnswerNextAsync(reader, writer, stopped).ConfigureAwait(false)) { }

        CloseGracefully();
    }

    /// <summary>Closes the connection at once: the client sees a reset.</summary>
    public void Reset()
    {
        try
        {
            // A linger time of zero makes the system send RST instead of FIN.
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            // It is already closed.
        }

        socket.Dispose();
    }

    private void CloseGracefully()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The client closed it first.
        }

        socket.Dispose();
    }

    private async Task<bool> AnswerNextAsync(RequestReader reader, ResponseWriter writer, CancellationToken stopped)
    {
        ServerRequest? request;
        try
        {
            request = await reader.ReadAsync(stopped).ConfigureAwait(false);
        }
        catch (MalformedRequestException failure)
        {
            var refusal = ServerResponse.Text(failure.StatusCode, failure.Message);
            await writer.WriteAsync(refusal, "GET", keepsConnection: false, stopped).ConfigureAwait(false);
            return false;
        }

        if (request is null)
        {
            return false;
        }

        var response = await AnswerAsync(request, stopped).ConfigureAwait(false);
        if (response.Delivery == Delivery.Reset)
        {
            Reset();
            return false;
        }

        await writer.WriteAsync(response, request.Method, request.KeepsConnection, stopped).ConfigureAwait(false);
        return request.KeepsConnection && response.Delivery == Delivery.Whole;
    }

    /// <summary>Gets the response, and cancels it if the client disconnects first.</summary>
    private async Task<ServerResponse> AnswerAsync(ServerRequest request, CancellationToken stopped)
    {
        using var abandoned = CancellationTokenSource.CreateLinkedTokenSource(stopped);
        var answering = answer(request, abandoned.Token);
        if (answering.IsCompleted)
        {
            return await answering.ConfigureAwait(false);
        }

        using var answered = CancellationTokenSource.CreateLinkedTokenSource(stopped);
        var watching = WatchForLeavingAsync(abandoned, answered.Token);
        try
        {
            return await answering.ConfigureAwait(false);
        }
        finally
        {
            await answered.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(false);
        }
    }

    private async Task WatchForLeavingAsync(CancellationTokenSource abandoned, CancellationToken answered)
    {
        try
        {
            // Peeking leaves the bytes of an early next request in place; zero bytes mean that the client has closed the connection.
            var peeked = await socket.ReceiveAsync(new byte[1].AsMemory(), SocketFlags.Peek, answered).ConfigureAwait(false);
            if (peeked == 0)
            {
                await abandoned.CancelAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The response is ready.
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            await abandoned.CancelAsync().ConfigureAwait(false);
        }
    }
}
