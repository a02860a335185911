namespace Auth0Flows.Http;

/// <summary>The compressed data that a decompressor reads. Its end, where the decompressor still expects more, is an error.</summary>
/// <param name="packed">The compressed data.</param>
/// <param name="copy">Receives the unchanged compressed data.</param>
/// <param name="mark">Follows the data; null if nothing may be read after its end.</param>
/// <param name="mayBeEmpty">Whether no data at all is correct too.</param>
internal sealed class PackedSource(Stream packed, Stream? copy, byte[]? mark, bool mayBeEmpty) : ForwardStream
{
    public const string Truncated = "The data ends too early.";

    private const int MostWithoutContent = 1024 * 1024; // empty members and blocks could follow each other forever

    private long _position;
    private int _withoutContent;

    /// <summary>Whether the data is at its end and the mark was read.</summary>
    public bool IsMarked { get; private set; }

    /// <summary>Whether nothing was read yet.</summary>
    public bool IsEmpty => _position == 0;

    /// <summary>Reports how much content the data before had.</summary>
    public void HearContent(int length) => _withoutContent = length > 0 ? 0 : _withoutContent;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (IsMarked)
        {
            return 0;
        }

        var read = await packed.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (read == 0)
        {
            return IsEmpty ? (mayBeEmpty ? 0 : throw new InvalidDataException("The data is empty.")) : Mark(buffer.Span);
        }

        _position += read;
        _withoutContent += read;
        if (_withoutContent > MostWithoutContent)
        {
            throw new InvalidDataException("More than 1 MB of the compressed data has no content.");
        }

        if (copy is not null)
        {
            await copy.WriteAsync(buffer[..read], cancellationToken).ConfigureAwait(false);
        }

        return read;
    }

    private int Mark(Span<byte> buffer)
    {
        if (mark is null)
        {
            throw new InvalidDataException(Truncated);
        }

        IsMarked = true;
        mark.CopyTo(buffer);
        return mark.Length;
    }
}
