using System.IO.Compression;
using System.Security.Cryptography;
using Auth0Flows.Http;

namespace Auth0Flows.Jobs;

/// <summary>
/// Decompresses a gzip file and detects truncation, which .NET's stream treats as the end. It appends its own member (RFC 1952 §2.2:
/// members follow each other), which is only readable if the file is complete.
/// </summary>
/// <param name="packed">The compressed file.</param>
/// <param name="copy">Receives the unchanged file.</param>
internal sealed class WholeGzipStream(Stream packed, Stream? copy = null) : ForwardStream
{
    private const int MarkLength = 16;

    private readonly byte[] _mark = RandomNumberGenerator.GetBytes(MarkLength);
    private readonly byte[] _buffer = new byte[64 * 1024];
    private GZipStream? _unpacked;
    private int _start;
    private int _end;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _unpacked ??= new GZipStream(new MarkedStream(packed, copy, _mark), CompressionMode.Decompress);
        while (_end - _start <= MarkLength)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            var read = await _unpacked.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return _buffer.AsSpan(_start.._end).SequenceEqual(_mark) ? 0 : throw new InvalidDataException("The data ends too early.");
            }

            _end += read;
        }

        var given = Math.Min(buffer.Length, _end - _start - MarkLength);
        _buffer.AsMemory(_start, given).CopyTo(buffer);
        _start += given;
        return given;
    }

    protected override void Dispose(bool disposing)
    {
        _unpacked?.Dispose();
        base.Dispose(disposing);
    }

    private sealed class MarkedStream(Stream packed, Stream? copy, byte[] mark) : ForwardStream
    {
        private long _position;
        private bool _isMarked;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_isMarked)
            {
                return 0;
            }

            var read = await packed.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            _position += read;
            if (read > 0)
            {
                if (copy is not null)
                {
                    await copy.WriteAsync(buffer[..read], cancellationToken).ConfigureAwait(false);
                }

                return read;
            }

            _isMarked = true;
            var member = Pack(mark);
            member.CopyTo(buffer);
            return _position > 0 ? member.Length : throw new InvalidDataException("The data is empty.");
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
}
