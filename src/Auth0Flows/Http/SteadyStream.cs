namespace Auth0Flows.Http;

/// <summary>
/// A download has no total timeout, only a minimum speed: it is aborted if nothing, or next to nothing, arrives within the timeout.
/// </summary>
/// <param name="content">The content.</param>
/// <param name="patience">The timeout.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class SteadyStream(Stream content, TimeSpan patience, TimeProvider timeProvider) : ForwardStream
{
    /// <summary>Slower than any modem.</summary>
    public const int BytesPerSecond = 1024;

    private long _since = timeProvider.GetTimestamp();
    private long _read;
    private volatile bool _isDisposed;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var timeout = new CancellationTokenSource(patience, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var read = await content.ReadAsync(buffer, either.Token).ConfigureAwait(false);
            _read += read;
            if (read > 0)
            {
                Check();
            }

            return read;
        }
        catch (Exception failure) when (failure is OperationCanceledException or ObjectDisposedException && either.IsCancellationRequested)
        {
            // .NET closes the connection of a cancelled read; a read that begins at that moment finds it closed.
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException($"No data arrived within {patience.TotalSeconds:0.#} s.");
        }
        catch (ObjectDisposedException failure) when (!_isDisposed)
        {
            // The timeout of the read before came when its data did: the data was returned, and the connection closed.
            throw new TimeoutException("The connection was closed at the end of the timeout.", failure);
        }
    }

    protected override void Dispose(bool disposing)
    {
        _isDisposed = true;
        content.Dispose();
        base.Dispose(disposing);
    }

    private void Check()
    {
        var elapsed = timeProvider.GetElapsedTime(_since);
        if (elapsed < patience)
        {
            return;
        }

        if (_read < BytesPerSecond * elapsed.TotalSeconds)
        {
            throw new TimeoutException($"Only {_read} bytes arrived within {elapsed.TotalSeconds:0.#} s.");
        }

        (_since, _read) = (timeProvider.GetTimestamp(), 0);
    }
}
