using System.Text.Json;
using System.Text.Json.Serialization;
using Auth0Flows.Basics;

namespace Auth0Flows.Json;

/// <summary>Converts a JSON text to an <see cref="Auth0Secret"/>.</summary>
internal sealed class SecretConverter : JsonConverter<Auth0Secret>
{
    // A converter gets no argument from its caller. Serialisation stays on its thread.
    [ThreadStatic]
    private static ICollection<Auth0Secret>? _hidden;

    /// <summary>Writes an object with a mask in the place of each secret.</summary>
    /// <param name="write">Writes the object.</param>
    /// <param name="hidden">Receives the secrets; null to write them.</param>
    public static void Hide(Action write, ICollection<Auth0Secret>? hidden)
    {
        var before = _hidden;
        _hidden = hidden;
        try
        {
            write();
        }
        finally
        {
            _hidden = before;
        }
    }

    public override Auth0Secret? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? JsonElement.ParseValue(ref reader).ReadText().ToSecret() : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, Auth0Secret value, JsonSerializerOptions options)
    {
        _hidden?.Add(value);
        writer.WriteStringValue(_hidden is null ? value.Reveal() : Auth0Secret.Mask);
    }
}
