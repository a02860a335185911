using System.Text.Json;

namespace Auth0Flows.Api;

/// <summary>Reads one object of a list.</summary>
internal delegate T ItemReader<out T>(ref Utf8JsonReader reader);

/// <summary>Reads the objects of an array.</summary>
/// <param name="read">Reads one object.</param>
/// <param name="objectsOnly">Whether anything but an object is a fault.</param>
/// <param name="json">The JSON that contains the array.</param>
internal sealed class ListItems<T>(ItemReader<T> read, bool objectsOnly, ReadOnlyMemory<byte> json)
{
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
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; Count++)
        {
            if (!objectsOnly || reader.TokenType == JsonTokenType.StartObject)
            {
                items.Add(read(ref reader));
                continue;
            }

            Fault ??= $"{Name(reader.TokenType)} in the place of an object ($[{Count}])";
            reader.Skip();
        }

        Content = PageContent.Of(json.Span[start..(int)reader.BytesConsumed]);
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
