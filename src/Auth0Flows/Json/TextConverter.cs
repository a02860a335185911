using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auth0Flows;

/// <summary>A text, also where it comes as a number: the API's reference allows both for the id of a user at an identity provider.</summary>
internal sealed class TextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            return reader.TokenType == JsonTokenType.String ? reader.GetString() : throw new JsonException();
        }

        using var number = JsonDocument.ParseValue(ref reader);
        return number.RootElement.GetRawText();
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
