using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Auth0Flows.Json;

namespace Auth0Flows.Api;

/// <summary>
/// The ids of objects in lists. Of the names that may be an object's id, the first one that it has counts: in a grant <c>client_id</c> is
/// not the id; in a member <c>user_id</c> is, in an entry of the log it isn't.
/// </summary>
internal static class ItemIds
{
    private static readonly string[] _names = ["log_id", "id", "user_id", "client_id"];

    /// <summary>The id of any object, null if it has none; any other value as it came.</summary>
    public static string? Of(JsonElement item) =>
        item.ValueKind != JsonValueKind.Object
            ? item.ReadRaw()
            : Array
                .ConvertAll(_names, name => item.TryFind(name, out var id) ? Text(id) : null)
                .FirstOrDefault(static id => id is not null);

    /// <summary>What reads the ids of typed objects, without reading their JSON once more.</summary>
    public static Func<T, string?> Reader<T>(JsonTypeInfo<T> type)
        where T : class
    {
        var loose = type.Converter as ILooseType;
        var properties = (loose?.Strict(type.Options) ?? type).Properties;
        var known = Array.ConvertAll(_names, name => properties.FirstOrDefault(property => property.Name == name)?.Get);
        return item =>
        {
            var unknown = loose?.UnknownOf(item);
            for (var rank = 0; rank < _names.Length; rank++)
            {
                if (known[rank]?.Invoke(item)?.ToString() is { } id)
                {
                    return id;
                }

                if (unknown is not null && unknown.TryGetValue(_names[rank], out var json) && Text(json) is { } text)
                {
                    return text;
                }
            }

            return null;
        };
    }

    private static string? Text(JsonElement id) => id.ValueKind is JsonValueKind.String or JsonValueKind.Number ? id.ReadTextOrRaw() : null;
}
