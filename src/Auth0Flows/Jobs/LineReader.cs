using System.Text;

namespace Auth0Flows.Jobs;

/// <summary>
/// Reads lines of UTF-8 with a maximum length. Empty lines are skipped; more of them in a row than the length of one line are rejected like
/// a long line.
/// </summary>
/// <param name="content">The content.</param>
/// <param name="longest">The maximum length of a line in bytes.</param>
/// <param name="tooLong">Creates the exception for a longer line.</param>
internal sealed class LineReader(Stream content, int longest, Func<Exception> tooLong)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _isAtEnd;
    private bool _hasBegun;

    /// <summary>The next line that is not empty, without its line end; null after the last one.</summary>
    public async ValueTask<string?> ReadAsync(CancellationToken cancellationToken)
    {
        var empty = 0L;
        for (var seen = 0; ; )
        {
            if (seen == 0)
            {
                empty += PassOverEmpty();
                if (empty > longest)
                {
                    throw tooLong();
                }
            }

            var at = _buffer.AsSpan((_start + seen).._end).IndexOf((byte)'\n');
            if (at >= 0)
            {
                if (Take(seen + at, 1) is { Length: > 0 } line)
                {
                    return line;
                }

                seen = 0; // only a BOM
                continue;
            }

            seen = _end - _start;
            if (_isAtEnd)
            {
                return seen > 0 && Take(seen, 0) is { Length: > 0 } last ? last : null;
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

    private int PassOverEmpty()
    {
        var waiting = _buffer.AsSpan(_start.._end);
        var empty = waiting.IndexOfAnyExcept((byte)'\r', (byte)'\n');
        empty = empty < 0 ? waiting.Length : empty;
        _start += empty;
        return empty;
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
        // Reads just enough of a line to know that it is too long.
        var larger = Math.Min(_buffer.Length * 2L, Math.Max(longest + 2L, _buffer.Length + 1L));
        var target = kept.Length == _buffer.Length ? new byte[larger] : _buffer;
        kept.CopyTo(target);
        (_buffer, _start, _end) = (target, 0, kept.Length);
    }
}
