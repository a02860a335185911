using System.Buffers;

namespace Auth0Flows.Http;

/// <summary>
/// Reads a body into an array of the shared pool. Pages of lists are large and many: each in an array of its own would go to the large
/// object heap, and have the collector look through all that is alive again and again.
/// </summary>
internal static class LentBody
{
    private const int FirstLength = 64 * 1024; // where the answer doesn't tell its own

    /// <param name="body">What is read, to its end.</param>
    /// <param name="told">How long it says that it is.</param>
    /// <param name="check">Throws where it is too long by now.</param>
    /// <param name="brokenOff">Receives the bytes that arrived if the body breaks off.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task<(byte[] Array, int Length)> ReadAsync(
        Stream body,
        int? told,
        Action<int> check,
        Action<ReadOnlyMemory<byte>>? brokenOff,
        CancellationToken cancellationToken
    )
    {
        // One more, so that the end is found without another array.
        var (array, length) = (ArrayPool<byte>.Shared.Rent(told + 1 ?? FirstLength), 0);
        if (brokenOff is not null)
        {
            array.AsSpan().Clear(); // so that what a failing read has left is told from what was there before
        }

        try
        {
            while (await body.ReadAsync(array.AsMemory(length), cancellationToken).ConfigureAwait(false) is > 0 and var read)
            {
                length += read;
                check(length);
                if (length == array.Length)
                {
                    array = Grow(array, clears: brokenOff is not null);
                }
            }
        }
        catch
        {
            // A read that fails at the end, at a checksum or a trailer, may have written what comes before it.
            brokenOff?.Invoke(array.AsMemory(0, array.AsSpan().LastIndexOfAnyExcept((byte)0) + 1));
            ArrayPool<byte>.Shared.Return(array, clearArray: true); // it may hold secrets
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
