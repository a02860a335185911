using System.Net.Sockets;
using System.Text;

namespace Auth0Flows.Tests.Faults;

/// <summary>The server's end of a connection, and the clock of whoever waits at the other one.</summary>
internal sealed class Line(Socket socket, FakeTime time, CancellationToken cancellationToken) : IDisposable
{
    /// <summary>How long a caller waits for an answer, in these tests.</summary>
    public static readonly TimeSpan TimeOut = TimeSpan.FromHours(2);

    // A time-out that is not set yet when the clock moves is not heard: the clock moves again, until the other side has gone.
    private static readonly TimeSpan _again = TimeSpan.FromMilliseconds(10);

    public NetworkStream Stream { get; } = new(socket, ownsSocket: true);

    public bool IsClosed { get; private set; }

    /// <summary>What is being answered.</summary>
    public RawRequest? Request { get; set; }

    public Task SendAsync(ReadOnlyMemory<byte> bytes) => Stream.WriteAsync(bytes, cancellationToken).AsTask();

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Ends the connection in order, after what was sent.</summary>
    public void Close()
    {
        IsClosed = true;
        Stream.Dispose();
    }

    /// <summary>Ends it by a reset.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        Close();
    }

    /// <summary>Waits until the caller says something: a connection alone may be one that it keeps for later.</summary>
    public Task HearAsync() => Stream.ReadExactlyAsync(new byte[1], cancellationToken).AsTask();

    /// <summary>Ends what is sent, and listens until the caller has gone.</summary>
    public async Task DrainAsync()
    {
        socket.Shutdown(SocketShutdown.Send);
        await GoneAsync();
        Close();
    }

    /// <summary>Says nothing, until the caller has gone.</summary>
    public async Task AbideAsync()
    {
        await GoneAsync();
        Close();
    }

    /// <summary>Sends nothing more, for longer than anybody waits.</summary>
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

    /// <summary>Sends byte by byte, with a third of what a caller waits for an answer between two.</summary>
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
            // Gone by a reset.
        }
    }
}
