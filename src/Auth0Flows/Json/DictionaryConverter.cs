using System.Collections.Specialized;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auth0Flows.Json;

/// <summary>A JSON object that has no type of its own here: an ordered, case-sensitive dictionary.</summary>
internal sealed class DictionaryConverter : JsonConverter<OrderedDictionary>
{
    public override OrderedDictionary? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        return json.RootElement.ValueKind == JsonValueKind.Object ? JsonValues.ToDictionary(json.RootElement) : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, OrderedDictionary value, JsonSerializerOptions options) =>
        JsonValues.Write(writer, value);
}
