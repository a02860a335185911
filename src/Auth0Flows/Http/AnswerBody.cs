using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Auth0Flows.Http;

/// <summary>
/// A response's body as it arrives, decompressed if necessary. .NET's own handler could decompress it too, but hides the compressed size,
/// and takes a truncated body for a complete one.
/// </summary>
internal sealed class AnswerBody : ForwardStream
{
    private readonly HttpResponseMessage _response;
    private readonly string _request;
    private readonly CountedStream _received;
    private readonly Stream _content;
    private readonly bool _isPacked;
    private long _unpacked;

    private AnswerBody(HttpResponseMessage response, string request, CountedStream received, bool mayBeEmpty)
    {
        (_response, _request, _received) = (response, request, received);
        _isPacked = CodingsOf(response) is [var coding] && UnpackedStream.Knows(coding);
        _content = _isPacked ? new UnpackedStream(received, CodingsOf(response)[0], copy: null, mayBeEmpty) : received;
    }

    /// <summary>The supported encodings (<c>Accept-Encoding</c>).</summary>
    public static IReadOnlyList<string> Encodings { get; } = ["gzip", "br"];

    /// <summary>The number of bytes, if known.</summary>
    public long? Told => _isPacked || _response.RequestMessage?.Method == HttpMethod.Head ? null : _response.Content.Headers.ContentLength;

    /// <summary>The encodings of a body, in the order in which they were applied. They may be unknown.</summary>
    public static string[] CodingsOf(HttpResponseMessage response) => CodingsOf(response.Content.Headers, "Content-Encoding");

    /// <summary>The encodings of the message: <c>chunked</c>, and others, which .NET does not undo.</summary>
    public static string[] TransferCodingsOf(HttpResponseMessage response) => CodingsOf(response.Headers, "Transfer-Encoding");

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
        return new AnswerBody(response, request, new CountedStream(content), MayBeEmpty(response, isFile: patience is not null));
    }

    /// <summary>Reads the whole body into an array of the shared pool.</summary>
    /// <param name="limit">The maximum size.</param>
    /// <param name="isText">Whether it is converted to UTF-8, if it has another charset; <c>Content-Type</c> then says so.</param>
    /// <param name="came">
    /// Receives the bytes that arrived if the body is interrupted, and those that arrived before they were decompressed or converted, if
    /// that failed or may have been wrong.
    /// </param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="Auth0ResponseException">The body is too large (<see cref="Auth0ErrorCode.AnswerTooLarge"/>).</exception>
    public async Task<(byte[] Array, int Length)> ReadWholeAsync(
        AnswerLimit limit,
        bool isText,
        Action<ReadOnlyMemory<byte>>? came,
        CancellationToken cancellationToken
    )
    {
        if (Told > limit.Bytes && came is null) // for an interrupted body the caller wants all bytes up to the limit
        {
            throw limit.Exceeded(_request, _response.StatusCode);
        }

        Stream body = this;
        if (isText && CharSet.OtherThanUtf8(_response.Content.Headers.ContentType) is { } charSet)
        {
            body = new Utf8Stream(this, charSet);
            _response.Content.Headers.ContentType!.CharSet = Encoding.UTF8.WebName;
        }

        var isConverted = body != this;
        if (came is not null && (_isPacked || isConverted))
        {
            _received.KeepUpTo(limit.Bytes);
        }

        await using var converted = body.ConfigureAwait(false);
        try
        {
            var whole = await LentBody
                .ReadAsync(
                    body,
                    Told is { } told ? (int)Math.Min(told, limit.Bytes) : null,
                    limit.Bytes,
                    length => Check(length, limit),
                    came,
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (isConverted)
            {
                _received.TellKept(came);
            }

            return whole;
        }
        catch
        {
            _received.TellKept(came);
            throw;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await _content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        _unpacked += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        _content.Dispose();
        _received.Dispose();
        base.Dispose(disposing);
    }

    private static string[] CodingsOf(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values)
            ?
            [
                .. values
                    .SelectMany(static value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                    .Select(static coding => coding.ToLowerInvariant())
                    .Where(static coding => coding is not "identity"),
            ]
            : [];

    // RFC 9110 §8.6, §15.3.5: an answer may say that it has no body. A file is then not complete, but truncated.
    private static bool MayBeEmpty(HttpResponseMessage response, bool isFile) =>
        response.RequestMessage?.Method == HttpMethod.Head
        || response.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.ResetContent
        || (!isFile && response.Content.Headers.ContentLength == 0);

    private void Check(int length, AnswerLimit limit)
    {
        if (Math.Max(length, _unpacked) > limit.Bytes)
        {
            throw limit.Exceeded(_request, _response.StatusCode);
        }

        if (_isPacked && _unpacked > AnswerLimits.PackedRatioCountsFrom && _unpacked > AnswerLimits.PackedRatio * _received.Count)
        {
            throw AnswerLimit.PackedTooTightly(_request, _response.StatusCode);
        }
    }

    private sealed class CountedStream(Stream content) : ForwardStream
    {
        private const int FirstLength = 8 * 1024;

        private byte[]? _kept;
        private int _keptLength;
        private int _mostKept;

        public long Count { get; private set; }

        /// <summary>Keeps what arrives, up to a limit.</summary>
        public void KeepUpTo(int limit) => (_kept, _mostKept) = (new byte[Math.Min(limit, FirstLength)], limit);

        /// <summary>Passes on what was kept, and wipes it.</summary>
        public void TellKept(Action<ReadOnlyMemory<byte>>? came)
        {
            if (_kept is { } kept)
            {
                came?.Invoke(kept.AsMemory(0, _keptLength));
                Array.Clear(kept);
                _kept = null;
            }
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            try
            {
                var read = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
                Count += read;
                Keep(buffer.Span[..read]);
                return read;
            }
            catch (ObjectDisposedException failure) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(failure.Message, failure, cancellationToken); // as in SteadyStream
            }
        }

        protected override void Dispose(bool disposing)
        {
            TellKept(null);
            content.Dispose();
            base.Dispose(disposing);
        }

        private void Keep(ReadOnlySpan<byte> read)
        {
            if (_kept is null)
            {
                return;
            }

            read = read[..Math.Min(read.Length, _mostKept - _keptLength)];
            if (_keptLength + read.Length > _kept.Length)
            {
                var larger = new byte[Math.Min(_mostKept, Math.Max(_kept.Length * 2, _keptLength + read.Length))];
                _kept.CopyTo(larger, 0);
                Array.Clear(_kept);
                _kept = larger;
            }

            read.CopyTo(_kept.AsSpan(_keptLength));
            _keptLength += read.Length;
        }
    }
}
