using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant;

/// <summary>Reads JSON of unknown content: null if a value is missing or of another type.</summary>
internal static class JsonValues
{
    public static string? AsText(this JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>A number, parsed or created in code: JsonValue treats these differently.</summary>
    public static double? AsNumber(this JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? value.Deserialize<double>() : null;

    public static bool? AsFlag(this JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;

    /// <summary>The plain values at a path such as <c>.address.city</c>; all values of an array. Empty if there is nothing.</summary>
    public static IEnumerable<object?> At(JsonNode? node, string path)
    {
        IEnumerable<JsonNode?> found = [node];
        foreach (var name in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            found = found.SelectMany(Elements).Select(element => (element as JsonObject)?[name]);
        }

        return found.SelectMany(Elements).Select(Plain).Where(value => value is not null);
    }

    private static IEnumerable<JsonNode?> Elements(JsonNode? node) => node as JsonArray ?? Enumerable.Repeat(node, 1);

    // An object counts as a value in tests for existence.
    private static object? Plain(JsonNode? node)
    {
        // Not a switch expression, because it would convert all values to nodes.
        switch (node?.GetValueKind())
        {
            case null or JsonValueKind.Null:
                return null;
            case JsonValueKind.String:
                return node.AsText();
            case JsonValueKind.Number:
                return node.AsNumber();
            case JsonValueKind.True or JsonValueKind.False:
                return node.AsFlag();
            default:
                return node;
        }
    }
}
