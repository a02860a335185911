using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auth0Flows;

/// <summary>
/// Yes or no, also where it comes as a text: identity providers and custom databases fill users' profiles in, and some say <c>"true"</c>.
/// It goes back as what it says, which is what the API takes.
/// </summary>
internal sealed class BooleanConverter : JsonConverter<bool?>
{
    public override bool? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.String when bool.TryParse(reader.GetString(), out var said) => said,
        _ => throw new JsonException(),
    };

    public override void Write(Utf8JsonWriter writer, bool? value, JsonSerializerOptions options)
    {
        if (value is { } said)
        {
            writer.WriteBooleanValue(said);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
