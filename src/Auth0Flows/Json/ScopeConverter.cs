using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auth0Flows.Json;

/// <summary>Scopes, which the tenant's log returns as a list or as one text: <c>read:users update:users</c>.</summary>
internal sealed class ScopeConverter : JsonConverter<string[]>
{
    public override string[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        return json.RootElement.ValueKind switch
        {
            JsonValueKind.String => json.RootElement.ReadText().Split(' ', StringSplitOptions.RemoveEmptyEntries),
            JsonValueKind.Array =>
            [
                .. json
                    .RootElement.EnumerateArray()
                    .Select(static scope => scope.ValueKind == JsonValueKind.String ? scope.ReadText() : throw new JsonException()),
            ],
            _ => throw new JsonException(),
        };
    }

    public override void Write(Utf8JsonWriter writer, string[] value, JsonSerializerOptions options) => JsonValues.Write(writer, value);
}
