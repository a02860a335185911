using System.IO.Compression;

namespace Auth0Flows.Http;

/// <summary>
/// A response's body as it arrives, decompressed if necessary. .NET's own handler could decompress it too, but hides the compressed size.
/// </summary>
internal sealed class AnswerBody : ForwardStream
{
    private readonly HttpResponseMessage _response;
    private readonly string _request;
    private readonly CountedStream _received;
    private readonly Stream _content;
    private readonly bool _isPacked;

    private AnswerBody(HttpResponseMessage response, string request, CountedStream received)
    {
        (_response, _request, _received) = (response, request, received);
        _content = response
            .Content.Headers.ContentEncoding.LastOrDefault(static coding => coding is not "identity")
            ?.ToLowerInvariant() switch
        {
            "gzip" or "x-gzip" => new GZipStream(received, CompressionMode.Decompress),
            "br" => new BrotliStream(received, CompressionMode.Decompress),
            "deflate" => new ZLibStream(received, CompressionMode.Decompress), // RFC 9110 §8.4.1.2: in the zlib format
            _ => received,
        };
        _isPacked = _content != received;
    }

    /// <summary>The supported encodings (<c>Accept-Encoding</c>).</summary>
    public static IReadOnlyList<string> Encodings { get; } = ["gzip", "br"];

    /// <summary>The number of bytes, if known.</summary>
    public long? Told => _isPacked || _response.RequestMessage?.Method == HttpMethod.Head ? null : _response.Content.Headers.ContentLength;

    /// <param name="response">The response.</param>
    /// <param name="request">The request of the response.</param>
    /// <param name="patience">How long to wait for data; null if the caller handles that.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task<AnswerBody> OpenAsync(
        HttpResponseMessage response,
        string request,
        TimeSpan? patience,
        TimeProvider timeProvider,
        CancellationToken cancellationToken
    )
    {
        var content = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        content = patience is { } time ? new SteadyStream(content, time, timeProvider) : content;
        return new AnswerBody(response, request, new CountedStream(content));
    }

    /// <summary>Reads the whole body into an array of the shared pool.</summary>
    /// <param name="limit">The maximum size.</param>
    /// <param name="brokenOff">Receives the bytes that arrived if the body is interrupted.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="Auth0ResponseException">The body is too large (<see cref="Auth0ErrorCode.AnswerTooLarge"/>).</exception>
    public async Task<(byte[] Array, int Length)> ReadWholeAsync(
        AnswerLimit limit,
        Action<ReadOnlyMemory<byte>>? brokenOff,
        CancellationToken cancellationToken
    )
    {
        if (Told > limit.Bytes && brokenOff is null) // for an interrupted body the caller wants all bytes up to the limit
        {
            throw limit.Exceeded(_request, _response.StatusCode);
        }

        return await LentBody
            .ReadAsync(
                this,
                Told is { } told ? (int)Math.Min(told, limit.Bytes) : null,
                length => Check(length, limit),
                brokenOff,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidOperationException failure) when (_isPacked && failure is not ObjectDisposedException)
        {
            throw new InvalidDataException(failure.Message, failure); // from Brotli
        }
    }

    protected override void Dispose(bool disposing)
    {
        _content.Dispose();
        base.Dispose(disposing);
    }

    private void Check(int length, AnswerLimit limit)
    {
        if (length > limit.Bytes)
        {
            throw limit.Exceeded(_request, _response.StatusCode);
        }

        if (_isPacked && length > AnswerLimits.PackedRatioCountsFrom && length > AnswerLimits.PackedRatio * _received.Count)
        {
            throw AnswerLimit.PackedTooTightly(_request, _response.StatusCode);
        }
    }

    private sealed class CountedStream(Stream content) : ForwardStream
    {
        public long Count { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            try
            {
                var read = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
                Count += read;
                return read;
            }
            catch (ObjectDisposedException failure) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(failure.Message, failure, cancellationToken); // as in SteadyStream
            }
        }

        protected override void Dispose(bool disposing)
        {
            content.Dispose();
            base.Dispose(disposing);
        }
    }
}
