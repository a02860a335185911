using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auth0Flows.Json;

/// <summary>
/// What no type here knows, back as it came: .NET's own converter doesn't write half of a surrogate pair, which it reads.
/// </summary>
internal sealed class ElementConverter : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonElement.ParseValue(ref reader);

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) => value.WriteAsItCame(writer);
}
