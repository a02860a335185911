namespace Auth0Flows.LocalTenant.Http;

/// <summary>Passes on a part of the data written to it, and counts all of it.</summary>
/// <param name="skip">How many bytes it skips at the start.</param>
/// <param name="take">How many bytes it passes on after that.</param>
/// <param name="send">Receives the bytes that it passes on.</param>
internal sealed class WindowStream(long skip, long take, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> send) : Stream
{
    private long _written;

    /// <summary>Whether it has passed on everything that it will.</summary>
    public bool IsDone => _written - skip >= take;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _written;

    public override long Position
    {
        get => _written;
        set => throw new NotSupportedException();
    }

    /// <summary>A stream that only counts.</summary>
    public static WindowStream Counting() => new(0, long.MaxValue, (_, _) => ValueTask.CompletedTask);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var from = Math.Clamp(skip - _written, 0, buffer.Length);
        var to = Math.Clamp(skip - _written + take, from, buffer.Length);
        if (take == long.MaxValue)
        {
            to = buffer.Length;
        }

        _written += buffer.Length;
        if (to > from)
        {
            await send(buffer[(int)from..(int)to], cancellationToken).ConfigureAwait(false);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
