using System.Text;

namespace Auth0Flows.Jobs;

/// <summary>Reads lines of UTF-8, none of them longer than may be.</summary>
/// <param name="content">What is read.</param>
/// <param name="longest">How many bytes a line may have.</param>
/// <param name="tooLong">What one is that has more.</param>
internal sealed class LineReader(Stream content, int longest, Func<Exception> tooLong)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _isAtEnd;
    private bool _hasBegun;

    /// <summary>The next line, without its end; null after the last one.</summary>
    public async ValueTask<string?> ReadAsync(CancellationToken cancellationToken)
    {
        for (var seen = 0; ;)
        {
            var at = _buffer.AsSpan((_start + seen).._end).IndexOf((byte)'\n');
            if (at >= 0)
            {
                return Take(seen + at, 1);
            }

            seen = _end - _start;
            if (_isAtEnd)
            {
                return seen == 0 ? null : Take(seen, 0);
            }

            if (seen > longest)
            {
                throw tooLong();
            }

            MakeRoom();
            var read = await content.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            _isAtEnd = read == 0;
            _end += read;
        }
    }

    private string Take(int length, int end)
    {
        var line = _buffer.AsSpan(_start, length);
        _start += length + end;
        if (line.Length > longest)
        {
            throw tooLong();
        }

        if (!_hasBegun && line.StartsWith(Encoding.UTF8.Preamble))
        {
            line = line[Encoding.UTF8.Preamble.Length..];
        }

        _hasBegun = true;
        return Encoding.UTF8.GetString(line is [.. var before, (byte)'\r'] ? before : line);
    }

    private void MakeRoom()
    {
        var kept = _buffer.AsSpan(_start.._end);
        var larger = Math.Min(_buffer.Length * 2L, Math.Max(longest + 2L, _buffer.Length + 1L)); // of a line that is too long, no more than shows it
        var target = kept.Length == _buffer.Length ? new byte[larger] : _buffer;
        kept.CopyTo(target);
        (_buffer, _start, _end) = (target, 0, kept.Length);
    }
}
