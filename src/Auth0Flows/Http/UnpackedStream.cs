using System.IO.Compression;
using System.Security.Cryptography;

namespace Auth0Flows.Http;

/// <summary>
/// Decompresses gzip, zlib or Brotli and detects truncation, which .NET's streams treat as the end. They ask for more data only after they
/// have returned everything before it. At the end of the data that means truncation, but not for gzip, whose members follow each other
/// (RFC 1952 §2.2): there it gets a member of its own, which is only readable if the data is complete.
/// </summary>
internal sealed class UnpackedStream : ForwardStream
{
    private const int MarkLength = 16;

    private readonly byte[] _mark = RandomNumberGenerator.GetBytes(MarkLength);
    private readonly PackedSource _source;
    private readonly Stream _unpacked;
    private readonly bool _isGzip;
    private bool _isAtEnd;

    /// <param name="packed">The compressed data.</param>
    /// <param name="coding">The name of the compression in <c>Content-Encoding</c>.</param>
    /// <param name="copy">Receives the unchanged compressed data.</param>
    /// <param name="mayBeEmpty">Whether no data at all is correct too.</param>
    public UnpackedStream(Stream packed, string coding = "gzip", Stream? copy = null, bool mayBeEmpty = false)
    {
        _isGzip = coding is "gzip" or "x-gzip";
        _source = new PackedSource(packed, copy, _isGzip ? Pack(_mark) : null, mayBeEmpty);
        _unpacked = coding switch
        {
            "br" => new BrotliStream(_source, CompressionMode.Decompress),
            "deflate" => new ZLibStream(_source, CompressionMode.Decompress), // RFC 9110 §8.4.1.2: in the zlib format
            _ => new GZipStream(_source, CompressionMode.Decompress),
        };
    }

    /// <summary>Whether data with this <c>Content-Encoding</c> can be decompressed.</summary>
    public static bool Knows(string coding) => coding is "gzip" or "x-gzip" or "br" or "deflate";

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isAtEnd || buffer.IsEmpty)
        {
            return 0;
        }

        try
        {
            var read = await _unpacked.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (_source.IsMarked)
            {
                await CheckMarkAsync(buffer[..read], cancellationToken).ConfigureAwait(false);
                read = 0;
            }
            else if (read == 0 && _isGzip && !_source.IsEmpty)
            {
                throw new InvalidDataException("Something else follows the compressed data.");
            }

            _isAtEnd = read == 0;
            _source.HearContent(read);
            return read;
        }
        catch (Exception failure) when (failure is InvalidDataException or InvalidOperationException and not ObjectDisposedException)
        {
            if (_source.IsMarked)
            {
                // What truncated data makes of the mark; .NET's message would say something of it.
                buffer.Span.Clear();
                throw new InvalidDataException(PackedSource.Truncated, failure);
            }

            throw failure as InvalidDataException ?? new InvalidDataException(failure.Message, failure); // from Brotli
        }
    }

    protected override void Dispose(bool disposing)
    {
        _unpacked.Dispose();
        base.Dispose(disposing);
    }

    private async Task CheckMarkAsync(Memory<byte> begin, CancellationToken cancellationToken)
    {
        var found = new byte[MarkLength + 1];
        var length = Math.Min(begin.Length, found.Length);
        begin[..length].CopyTo(found);
        begin.Span.Clear();
        while (
            length < found.Length
            && await _unpacked.ReadAsync(found.AsMemory(length), cancellationToken).ConfigureAwait(false) is > 0 and var read
        )
        {
            length += read;
        }

        if (!found.AsSpan(0, length).SequenceEqual(_mark))
        {
            throw new InvalidDataException(PackedSource.Truncated);
        }
    }

    private static byte[] Pack(byte[] content)
    {
        var packed = new MemoryStream();
        using (var writer = new GZipStream(packed, CompressionLevel.NoCompression))
        {
            writer.Write(content);
        }

        return packed.ToArray();
    }
}
