using System.Security;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auth0Flows;

/// <summary>A secret in JSON is a text; here it is a <see cref="SecureString"/>.</summary>
internal sealed class SecureStringConverter : JsonConverter<SecureString>
{
    public override SecureString? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => reader.TokenType == JsonTokenType.String ? reader.GetString()!.ToSecureString() : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, SecureString value, JsonSerializerOptions options) => writer.WriteStringValue(value.Reveal());
}
