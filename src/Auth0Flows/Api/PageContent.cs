using System.Security.Cryptography;

namespace Auth0Flows.Api;

/// <summary>What a page of a list contains, to notice a page that comes again.</summary>
/// <param name="HasIds">Whether all objects have ids of their own. Other pages may be equal although the list goes on.</param>
/// <param name="Digest">The digest of the ids, or of the whole content.</param>
/// <param name="IsEmpty">Whether it has no objects.</param>
internal sealed record PageContent(bool HasIds, string Digest, bool IsEmpty)
{
    private const int FewIds = 16;

    /// <summary>Reads a page. Objects whose other properties or order have changed are still the same.</summary>
    /// <param name="ids">The ids of its objects; null for each one without. Empty if it has anything but objects.</param>
    /// <param name="list">The array of the objects.</param>
    public static PageContent Of(List<string?> ids, ReadOnlySpan<byte> list)
    {
        var hasIds = ids.Count > 0 && !ids.Contains(null) && ids.Distinct(StringComparer.Ordinal).Count() == ids.Count;
        return new PageContent(
            hasIds,
            hasIds ? DigestOf(ids) : Convert.ToHexString(SHA256.HashData(list)),
            ids.Count == 0 && IsBlank(list)
        );
    }

    // Of the ids in any order: a server that ignores the page may also give it in another order each time. Many hash codes are as good as a
    // digest, and take less time than to sort.
    private static string DigestOf(List<string?> ids)
    {
        if (ids.Count < FewIds)
        {
            return string.Join(',', ids.Order(StringComparer.Ordinal));
        }

        var (sum, mixed) = (0L, 0);
        foreach (var id in ids)
        {
            var hash = StringComparer.Ordinal.GetHashCode(id!);
            (sum, mixed) = (sum + hash, mixed ^ hash);
        }

        return $"{ids.Count}/{sum}/{mixed}";
    }

    // "[]", with any blanks.
    private static bool IsBlank(ReadOnlySpan<byte> list) => list.Trim("[] \t\r\n"u8).IsEmpty;
}
