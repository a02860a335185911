using System.Net.Sockets;
using System.Text;

namespace Auth0Flows.Tests.Faults;

/// <summary>The server's end of a connection, and the clock of the client at the other end.</summary>
internal sealed class Line(Socket socket, FakeTime time, CancellationToken cancellationToken) : IDisposable
{
    /// <summary>How long a caller waits for a response in these tests.</summary>
    public static readonly TimeSpan TimeOut = TimeSpan.FromHours(2);

    // A timeout that isn't set yet when the clock moves has no effect, so the clock moves again until the other side has disconnected.
    private static readonly TimeSpan _again = TimeSpan.FromMilliseconds(10);

    public NetworkStream Stream { get; } = new(socket, ownsSocket: true);

    public bool IsClosed { get; private set; }

    /// <summary>The request being handled.</summary>
    public RawRequest? Request { get; set; }

    public Task SendAsync(ReadOnlyMemory<byte> bytes) => Stream.WriteAsync(bytes, cancellationToken).AsTask();

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Closes the connection gracefully, after the sent bytes.</summary>
    public void Close()
    {
        IsClosed = true;
        Stream.Dispose();
    }

    /// <summary>Resets the connection.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        Close();
    }

    /// <summary>Waits until the caller sends something: a connection alone may be kept for later.</summary>
    public Task HearAsync() => Stream.ReadExactlyAsync(new byte[1], cancellationToken).AsTask();

    /// <summary>Stops sending, and reads until the caller has disconnected.</summary>
    public async Task DrainAsync()
    {
        socket.Shutdown(SocketShutdown.Send);
        await GoneAsync();
        Close();
    }

    /// <summary>Sends nothing until the caller has disconnected.</summary>
    public async Task AbideAsync()
    {
        await GoneAsync();
        Close();
    }

    /// <summary>Sends nothing more, for longer than any caller waits.</summary>
    public async Task HoldAsync()
    {
        var gone = GoneAsync();
        while (!gone.IsCompleted && !cancellationToken.IsCancellationRequested)
        {
            time.Advance(TimeOut);
            await gone.WaitAsync(_again, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Close();
    }

    /// <summary>Sends byte by byte, and waits a third of the response timeout between two bytes.</summary>
    public async Task DripAsync(ReadOnlyMemory<byte> bytes)
    {
        var gone = GoneAsync();
        for (var i = 0; i < bytes.Length && !gone.IsCompleted; i++)
        {
            await SendAsync(bytes.Slice(i, 1));
            time.Advance(TimeOut / 3);
            await gone.WaitAsync(_again, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Close();
    }

    public void Dispose() => Close();

    private async Task GoneAsync()
    {
        try
        {
            var buffer = new byte[256];
            while (await Stream.ReadAsync(buffer, cancellationToken) > 0) { }
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The connection was reset.
        }
    }
}
