using System.Buffers;

namespace Auth0Flows;

/// <summary>
/// Reads a body into an array of the shared pool. Pages of lists are large and many: each in an array of its own would go to the large
/// object heap, and have the collector look through all that is alive again and again.
/// </summary>
internal static class LentBody
{
    private const int FirstLength = 64 * 1024; // where the answer doesn't tell its own

    /// <exception cref="HttpRequestException">It is larger than that.</exception>
    public static async Task<(byte[] Array, int Length)> ReadAsync(HttpContent content, long largest, CancellationToken cancellationToken)
    {
        var told = content.Headers.ContentLength;
        Check(told ?? 0, largest);
        var body = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            var (array, length) = (ArrayPool<byte>.Shared.Rent((int)(told + 1 ?? FirstLength)), 0); // one more, so that the end is found without another array
            while (await body.ReadAsync(array.AsMemory(length), cancellationToken).ConfigureAwait(false) is > 0 and var read)
            {
                length += read;
                Check(length, largest);
                if (length == array.Length)
                {
                    array = Grow(array);
                }
            }

            return (array, length);
        }
    }

    private static byte[] Grow(byte[] array)
    {
        var larger = ArrayPool<byte>.Shared.Rent(array.Length * 2);
        array.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(array, clearArray: true); // it may hold secrets
        return larger;
    }

    private static void Check(long length, long largest)
    {
        if (length > largest)
        {
            throw new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded, $"more than {largest} bytes.");
        }
    }
}
