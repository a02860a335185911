using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant;

/// <summary>Reads JSON of which nobody has promised what is in it: null where a value is missing, or something else.</summary>
internal static class JsonValues
{
    public static string? AsText(this JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>A number, whether it was parsed or made here: JsonValue keeps these apart.</summary>
    public static double? AsNumber(this JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? value.Deserialize<double>() : null;

    public static bool? AsFlag(this JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;
}
