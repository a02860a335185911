using System.Text.Json;

namespace Auth0Flows.Api;

/// <summary>Reads the objects of an array.</summary>
/// <param name="format">How an item is read.</param>
/// <param name="json">The JSON that contains the array.</param>
internal sealed class ListItems<T>(ItemFormat<T> format, ReadOnlyMemory<byte> json)
{
    /// <summary>The ids of the items; null for an object without one.</summary>
    public List<string?> Ids { get; } = [];

    /// <summary>Describes the first item that is not an object.</summary>
    public string? Fault { get; private set; }

    /// <summary>The number of items in the array.</summary>
    public int Count { get; private set; }

    /// <summary>The content of the array.</summary>
    public PageContent? Content { get; private set; }

    public List<T> Read(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        var items = new List<T>();
        var hasValues = false;
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; Count++)
        {
            var isObject = reader.TokenType == JsonTokenType.StartObject;
            if (isObject || !format.ObjectsOnly)
            {
                var item = format.Read(ref reader);
                items.Add(item);
                Ids.Add(format.IdOf(item));
                hasValues |= !isObject;
                continue;
            }

            Fault ??= $"{Name(reader.TokenType)} in the place of an object ($[{Count}])";
            reader.Skip();
        }

        Content = PageContent.Of(hasValues ? [] : Ids, json.Span[start..(int)reader.BytesConsumed]);
        return items;
    }

    private static string Name(JsonTokenType type) =>
        type switch
        {
            JsonTokenType.StartArray => "an array",
            JsonTokenType.String => "a text",
            JsonTokenType.Number => "a number",
            JsonTokenType.Null => "null",
            _ => "a Boolean",
        };
}
