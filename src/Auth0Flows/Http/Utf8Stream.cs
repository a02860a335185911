using System.Text;

namespace Auth0Flows.Http;

/// <summary>
/// Converts text of another charset to UTF-8 as it arrives, so that limits apply to what is parsed and no second copy of it is needed.
/// </summary>
/// <param name="content">The text.</param>
/// <param name="charSet">Its charset.</param>
internal sealed class Utf8Stream(Stream content, Encoding charSet) : ForwardStream
{
    private const int Block = 8 * 1024;

    private readonly Decoder _decoder = charSet.GetDecoder();
    private readonly Encoder _encoder = Encoding.UTF8.GetEncoder();
    private readonly byte[] _read = new byte[Block];
    private readonly char[] _characters = new char[charSet.GetMaxCharCount(Block)];
    private readonly byte[] _utf8 = new byte[Encoding.UTF8.GetMaxByteCount(charSet.GetMaxCharCount(Block))];
    private int _start;
    private int _end;
    private bool _isAtEnd;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_start == _end && !_isAtEnd)
        {
            try
            {
                _read.AsSpan().Clear();
                var read = await content.ReadAsync(_read, cancellationToken).ConfigureAwait(false);
                _isAtEnd = read == 0;
                Convert(read);
            }
            catch
            {
                // A read that fails at a checksum may have written the bytes before it: the caller finds them in its buffer, as here.
                // A character has at most four bytes, and some of them may be zero.
                Convert(Math.Min((_read.AsSpan().LastIndexOfAnyExcept((byte)0) + 4) & ~3, Block));
                Take(buffer.Span);
                throw;
            }
        }

        return Take(buffer.Span);
    }

    protected override void Dispose(bool disposing)
    {
        Array.Clear(_read); // a response may contain secrets
        Array.Clear(_characters);
        Array.Clear(_utf8);
        base.Dispose(disposing);
    }

    private void Convert(int length)
    {
        var characters = _decoder.GetChars(_read.AsSpan(0, length), _characters, flush: _isAtEnd);
        (_start, _end) = (0, _encoder.GetBytes(_characters.AsSpan(0, characters), _utf8, flush: _isAtEnd));
    }

    private int Take(Span<byte> buffer)
    {
        var taken = Math.Min(buffer.Length, _end - _start);
        _utf8.AsSpan(_start, taken).CopyTo(buffer);
        _start += taken;
        return taken;
    }
}
