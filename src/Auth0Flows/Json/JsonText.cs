using System.Text.Json;

namespace Auth0Flows.Json;

/// <summary>Parses JSON in a text of the caller.</summary>
internal static class JsonText
{
    /// <summary>
    /// Parses it. For half a surrogate pair in the text itself, and for an escaped one in a name that it compares with others,
    /// <see cref="JsonDocument.Parse(string, JsonDocumentOptions)"/> throws other exceptions than for anything else that isn't JSON.
    /// </summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static JsonDocument Parse(string json, JsonDocumentOptions options = default)
    {
        try
        {
            return JsonDocument.Parse(json, options);
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException)
        {
            throw new JsonException("The text is not valid Unicode.");
        }
    }
}
