using System.Text.Json;
using System.Text.Json.Serialization;
using Auth0Flows.Basics;

namespace Auth0Flows.Json;

/// <summary>Converts a JSON text to an <see cref="Auth0Secret"/>.</summary>
internal sealed class SecretConverter : JsonConverter<Auth0Secret>
{
    public override Auth0Secret? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? reader.GetString()!.ToSecret() : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, Auth0Secret value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Reveal());
}
