using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Auth0Flows.Api;

/// <summary>What a page of a list contains, to notice a page that comes again.</summary>
/// <param name="HasIds">Whether all objects have ids of their own. Other pages may be equal although the list goes on.</param>
/// <param name="Digest">The digest of the ids, or of the whole content.</param>
internal sealed record PageContent(bool HasIds, string Digest)
{
    // Of an object's names that may be its id, the first one counts: as in GivenItems.
    private static readonly byte[][] _idNames = ["log_id"u8.ToArray(), "id"u8.ToArray(), "user_id"u8.ToArray(), "client_id"u8.ToArray()];

    /// <summary>Reads a page. Objects whose other properties have changed are still the same.</summary>
    /// <param name="list">The array of the objects; it is valid.</param>
    public static PageContent Of(ReadOnlySpan<byte> list)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(list);
        reader.Read();
        var hasIds = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            hasIds = reader.TokenType == JsonTokenType.StartObject && ReadId(ref reader) is { } id && ids.Add(id);
            if (!hasIds)
            {
                break;
            }
        }

        var digest = SHA256.HashData(hasIds ? Encoding.UTF8.GetBytes(string.Join(',', ids)) : list);
        return new PageContent(hasIds, Convert.ToHexString(digest));
    }

    // The id as it stands in the JSON; null if there is none.
    private static string? ReadId(ref Utf8JsonReader reader)
    {
        var best = _idNames.Length;
        ReadOnlySpan<byte> id = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var rank = 0;
            while (rank < best && !reader.ValueTextEquals(_idNames[rank]))
            {
                rank++;
            }

            reader.Read();
            if (rank < best && reader.TokenType is (JsonTokenType.String or JsonTokenType.Number))
            {
                best = rank;
                id = reader.ValueSpan;
            }

            reader.Skip();
        }

        return best < _idNames.Length ? Encoding.UTF8.GetString(id) : null;
    }
}
