using System.Buffers;

namespace Auth0Flows.Http;

/// <summary>
/// Reads a body into an array of the shared pool. List pages are large and numerous: separate arrays would be on the large object heap and
/// cause many full garbage collections.
/// </summary>
internal static class LentBody
{
    private const int FirstLength = 64 * 1024; // if the response doesn't specify its length

    /// <param name="body">The body, read to its end.</param>
    /// <param name="told">The specified length.</param>
    /// <param name="most">The maximum length, for which no larger array is needed.</param>
    /// <param name="check">Throws if the body is already too long.</param>
    /// <param name="brokenOff">Receives the bytes that arrived if the body is interrupted.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task<(byte[] Array, int Length)> ReadAsync(
        Stream body,
        int? told,
        int most,
        Action<int> check,
        Action<ReadOnlyMemory<byte>>? brokenOff,
        CancellationToken cancellationToken
    )
    {
        // One extra byte, so that the end is found without another array.
        var (array, length) = (ArrayPool<byte>.Shared.Rent(told + 1 ?? FirstLength), 0);
        if (brokenOff is not null)
        {
            array.AsSpan().Clear(); // to distinguish the bytes of a failed read from old ones
        }

        try
        {
            while (await body.ReadAsync(array.AsMemory(length), cancellationToken).ConfigureAwait(false) is > 0 and var read)
            {
                length += read;
                check(length);
                if (length == array.Length && length >= most)
                {
                    // A larger array for nothing but the end of the body would take twice the memory.
                    check(length + await body.ReadAsync(new byte[1], cancellationToken).ConfigureAwait(false));
                    break;
                }

                if (length == array.Length)
                {
                    array = Grow(array, clears: brokenOff is not null);
                }
            }
        }
        catch
        {
            // A read that fails at the end, at a checksum or a trailer, may have written the bytes before it.
            brokenOff?.Invoke(array.AsMemory(0, array.AsSpan().LastIndexOfAnyExcept((byte)0) + 1));
            ArrayPool<byte>.Shared.Return(array, clearArray: true); // it may contain secrets
            throw;
        }

        return (array, length);
    }

    private static byte[] Grow(byte[] array, bool clears)
    {
        var larger = ArrayPool<byte>.Shared.Rent(array.Length * 2);
        array.CopyTo(larger, 0);
        if (clears)
        {
            larger.AsSpan(array.Length).Clear();
        }

        ArrayPool<byte>.Shared.Return(array, clearArray: true);
        return larger;
    }
}
