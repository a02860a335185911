using System.Text.Json;

namespace Auth0Flows.Api;

/// <summary>Reads one object of a list.</summary>
internal delegate T ItemReader<out T>(ref Utf8JsonReader reader);

/// <summary>The objects of an array.</summary>
/// <param name="read">Reads one.</param>
/// <param name="objectsOnly">Whether anything else in the array is a fault.</param>
internal sealed class ListItems<T>(ItemReader<T> read, bool objectsOnly)
{
    /// <summary>The first of what is no object, in words.</summary>
    public string? Fault { get; private set; }

    /// <summary>How many places the array has.</summary>
    public int Count { get; private set; }

    public List<T> Read(ref Utf8JsonReader reader)
    {
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
