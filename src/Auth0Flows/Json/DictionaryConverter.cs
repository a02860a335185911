using System.Collections.Specialized;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auth0Flows.Json;

/// <summary>
/// A JSON object without its own type: an ordered, case-sensitive dictionary. Values whose names indicate secrets, at any depth, are
/// <see cref="Auth0Secret"/>s; they are written to JSON as texts.
/// </summary>
internal class DictionaryConverter : JsonConverter<OrderedDictionary>
{
    public override OrderedDictionary? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        return json.RootElement.ValueKind == JsonValueKind.Object ? SecretValues.Hide(json.RootElement) : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, OrderedDictionary value, JsonSerializerOptions options) =>
        JsonValues.Write(writer, value);
}
