using System.Text.Json;

namespace Auth0Flows.Json;

/// <summary>Parses JSON in a text of the caller.</summary>
internal static class JsonText
{
    /// <summary>
    /// Parses it. For half a surrogate pair in the text itself, <see cref="JsonDocument.Parse(string, JsonDocumentOptions)"/> throws
    /// another exception than for anything else that isn't JSON.
    /// </summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static JsonDocument Parse(string json, JsonDocumentOptions options = default)
    {
        try
        {
            return JsonDocument.Parse(json, options);
        }
        catch (ArgumentException)
        {
            throw new JsonException("The text is not valid Unicode.");
        }
    }
}
