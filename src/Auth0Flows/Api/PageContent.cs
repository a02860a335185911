using System.Security.Cryptography;
using System.Text;

namespace Auth0Flows.Api;

/// <summary>What a page of a list contains, to notice a page that comes again.</summary>
/// <param name="HasIds">Whether all objects have ids of their own. Other pages may be equal although the list goes on.</param>
/// <param name="Digest">The digest of the ids, or of the whole content.</param>
internal sealed record PageContent(bool HasIds, string Digest)
{
    /// <summary>Reads a page. Objects whose other properties have changed are still the same.</summary>
    /// <param name="ids">The ids of its objects; null for each one without. Empty if it has anything but objects.</param>
    /// <param name="list">The array of the objects.</param>
    public static PageContent Of(List<string?> ids, ReadOnlySpan<byte> list)
    {
        var hasIds = ids.Count > 0 && !ids.Contains(null) && ids.Distinct(StringComparer.Ordinal).Count() == ids.Count;
        var digest = SHA256.HashData(hasIds ? Encoding.UTF8.GetBytes(string.Join(',', ids)) : list);
        return new PageContent(hasIds, Convert.ToHexString(digest));
    }
}
