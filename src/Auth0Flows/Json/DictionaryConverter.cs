using System.Collections.Specialized;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auth0Flows.Json;

/// <summary>
/// A JSON object without its own type: an ordered, case-sensitive dictionary. Values whose names indicate secrets, at any depth, are
/// <see cref="Auth0Secret"/>s; they are written to the API's JSON as texts. Other serializers, which find this converter on a property,
/// don't open them.
/// </summary>
internal class DictionaryConverter : JsonConverter<OrderedDictionary>
{
    public override OrderedDictionary? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        return json.RootElement.ValueKind == JsonValueKind.Object ? SecretValues.Hide(json.RootElement) : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, OrderedDictionary value, JsonSerializerOptions options)
    {
        if (options.Converters.Any(static converter => converter is SecretConverter))
        {
            JsonValues.Write(writer, value);
        }
        else
        {
            JsonSerializer.Serialize(writer, value, options);
        }
    }
}
