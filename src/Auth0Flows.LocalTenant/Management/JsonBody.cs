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

    public static JsonObject Read(ServerRequest request)
    {
        if (!request.IsJson)
        {
            throw new ApiException(415, "Unsupported Media Type", "Unsupported Media Type");
        }

        if (request.Body.Length > MaximumBytes)
        {
            throw new ApiException(413, "Request Entity Too Large", $"Payload content length greater than maximum allowed: {MaximumBytes}");
        }

        JsonNode? body;
        try
        {
            body = request.Body.Length == 0 ? null : JsonNode.Parse(request.Body, documentOptions: _strict);
        }
        catch (JsonException)
        {
            throw ApiException.BadRequest("Invalid request payload JSON format");
        }

        return body as JsonObject ?? throw ApiException.InvalidBody($"Expected type object but found type {TypeOf(body)}");
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
