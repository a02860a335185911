using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Auth0Flows.Tests.Jobs;

/// <summary>Serves an export's file without a length, so that only the closing of the connection ends it.</summary>
internal sealed class FileServer : IAsyncDisposable
{
    public const int Lines = 2000;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _serving;

    /// <param name="change">Changes the file.</param>
    /// <param name="level">The compression level.</param>
    /// <param name="drips">Called after each byte of a file that is sent byte by byte; null to send it at once.</param>
    public FileServer(Func<byte[], byte[]> change, CompressionLevel level = CompressionLevel.Optimal, Action? drips = null)
    {
        var packed = new MemoryStream();
        using (var writer = new StreamWriter(new GZipStream(packed, level)))
        {
            foreach (var number in Enumerable.Range(0, Lines))
            {
                writer.Write($"{{\"user_id\":\"auth0|{number * 7919L % 104729}\"}}\n");
            }
        }

        _listener.Start();
        _serving = ServeAsync(change(packed.ToArray()), drips);
    }

    /// <summary>A compressed file with a line of this length, and a line of one character.</summary>
    public static byte[] Pack(int length)
    {
        var packed = new MemoryStream();
        using (var writer = new GZipStream(packed, CompressionLevel.Optimal))
        {
            for (var block = new byte[1024 * 1024]; length > 0; length -= block.Length)
            {
                Array.Fill(block, (byte)'a');
                writer.Write(block, 0, Math.Min(length, block.Length));
            }

            writer.Write("\nb"u8);
        }

        return packed.ToArray();
    }

    public string Address => $"http://{_listener.LocalEndpoint}/users.json.gz";

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task ServeAsync(byte[] content, Action? drips)
    {
        while (true)
        {
            using var caller = await _listener.AcceptTcpClientAsync(_stopping.Token);
            var stream = caller.GetStream();
            var asked = new byte[8192];
            await stream.ReadAtLeastAsync(asked, 1, cancellationToken: _stopping.Token);
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"), _stopping.Token);
            await (drips is null ? stream.WriteAsync(content, _stopping.Token).AsTask() : DripAsync(stream, content, drips));
            caller.Client.Shutdown(SocketShutdown.Send);
            while (await stream.ReadAsync(asked, _stopping.Token) > 0) { }
        }
    }

    // Until the client closes the connection.
    private async Task DripAsync(NetworkStream stream, byte[] content, Action drips)
    {
        try
        {
            foreach (var octet in content)
            {
                await stream.WriteAsync(new[] { octet }, _stopping.Token);
                drips();
            }
        }
        catch (IOException) { }
    }
}
