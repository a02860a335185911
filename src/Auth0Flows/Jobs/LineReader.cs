using System.Text;

namespace Auth0Flows.Jobs;

/// <summary>
/// Reads lines of UTF-8, none of them longer than may be. Empty ones are passed over; so many that they are as long as a line may be, are
/// refused as one.
/// </summary>
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

    /// <summary>The next line that holds something, without its end; null after the last one.</summary>
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

                seen = 0; // a preamble alone
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
        // Of a line that is too long, no more than shows it.
        var larger = Math.Min(_buffer.Length * 2L, Math.Max(longest + 2L, _buffer.Length + 1L));
        var target = kept.Length == _buffer.Length ? new byte[larger] : _buffer;
        kept.CopyTo(target);
        (_buffer, _start, _end) = (target, 0, kept.Length);
    }
}
