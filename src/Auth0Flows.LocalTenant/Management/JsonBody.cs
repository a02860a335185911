using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Http;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>The body of a write: a JSON object of at most 1 MB.</summary>
internal static class JsonBody
{
    private const int MaximumBytes = 1024 * 1024;

    // A duplicate property is the client's mistake, although JavaScript takes the last one.
    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false };

    public static JsonObject Read(ServerRequest request) =>
        ReadAny(request) is var body && body is JsonObject found
            ? found
            : throw ApiException.InvalidBody($"Expected type object but found type {TypeOf(body)}");

    /// <summary>A body that is an array of objects, which a few writes have.</summary>
    public static IReadOnlyList<JsonObject> ReadObjects(ServerRequest request)
    {
        var body = ReadAny(request);
        var array = body as JsonArray ?? throw ApiException.InvalidBody($"Expected type array but found type {TypeOf(body)}");
        return
        [
            .. array.Select(
                (item, place) =>
                    item as JsonObject
                    ?? throw ApiException.InvalidBody($"Expected type object but found type {TypeOf(item)}", $"[{place}]")
            ),
        ];
    }

    /// <summary>A body that is an array of strings.</summary>
    public static string[] ReadTexts(ServerRequest request)
    {
        var body = ReadAny(request);
        var array = body as JsonArray ?? throw ApiException.InvalidBody($"Expected type array but found type {TypeOf(body)}");
        return
        [
            .. array.Select(
                (item, place) =>
                    item.AsText() ?? throw ApiException.InvalidBody($"Expected type string but found type {TypeOf(item)}", $"[{place}]")
            ),
        ];
    }

    private static JsonNode? ReadAny(ServerRequest request)
    {
        if (!request.IsJson)
        {
            throw new ApiException(415, "Unsupported Media Type", "Unsupported Media Type");
        }

        if (request.Body.Length > MaximumBytes)
        {
            throw new ApiException(413, "Request Entity Too Large", $"Payload content length greater than maximum allowed: {MaximumBytes}");
        }

        try
        {
            return request.Body.Length == 0 ? null : JsonNode.Parse(request.JsonBody, documentOptions: _strict);
        }
        catch (JsonException)
        {
            throw ApiException.BadRequest("Invalid request payload JSON format");
        }
    }

    /// <summary>The name of a value's type in Auth0's validator.</summary>
    public static string TypeOf(JsonNode? node) =>
        node?.GetValueKind() switch
        {
            null or JsonValueKind.Null => "null",
            JsonValueKind.Array => "array",
            JsonValueKind.Object => "object",
            JsonValueKind.String => "string",
            JsonValueKind.Number => "number",
            _ => "boolean",
        };
}
