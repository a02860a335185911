using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Authentication;

namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>
/// Reads <c>authorization_details</c> (RFC 9396 §2), and rejects what Auth0 rejects: types that the API doesn't have, and details beyond
/// its limits (Auth0, "Configure Rich Authorization Requests").
/// </summary>
internal sealed class AuthorizationDetails(ApiStore apis)
{
    private const int MaximumBytes = 5 * 1024;
    private const int MaximumEntries = 5;
    private const int MaximumProperties = 10;
    private const int MaximumCharacters = 255;
    private const int MaximumLevels = 5;

    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads the details of a request; null if it has none.</summary>
    /// <param name="text">The parameter, JSON.</param>
    /// <param name="audience">The API, whose types they must be of.</param>
    /// <exception cref="OAuthException">They are not valid, or not of the API.</exception>
    public JsonArray? Read(string? text, string? audience)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (Encoding.UTF8.GetByteCount(text) > MaximumBytes)
        {
            throw Refused("authorization_details must not exceed 5 kB");
        }

        if (Parse(text) is not JsonArray { Count: > 0 } list)
        {
            throw Refused("authorization_details must be a JSON array of objects");
        }

        if (list.Count > MaximumEntries)
        {
            throw Refused($"authorization_details must not have more than {MaximumEntries} entries");
        }

        var known = audience is null ? [] : apis.Find(audience)?.AuthorizationDetailsTypes ?? [];
        foreach (var entry in list)
        {
            if (entry is not JsonObject detail || detail["type"].AsText() is not { Length: > 0 } type)
            {
                throw Refused("each entry of authorization_details must be an object with a type");
            }

            if (!known.Contains(type))
            {
                throw Refused(
                    $"authorization_details type '{type}' is not registered for {audience ?? "the request, which has no audience"}"
                );
            }

            CheckLimits(detail, level: 1);
        }

        return list;
    }

    /// <summary>Reads the details of a request that can only take away from those that were granted (RFC 9396 §6).</summary>
    /// <param name="text">The parameter, JSON; null for all.</param>
    /// <param name="granted">What the user has consented to.</param>
    /// <exception cref="OAuthException">They are not valid, or not among the granted ones.</exception>
    public static JsonArray? Narrow(string? text, JsonArray? granted)
    {
        if (string.IsNullOrEmpty(text))
        {
            return granted;
        }

        var asked = Parse(text) is JsonArray { Count: > 0 } list
            ? list
            : throw Refused("authorization_details must be a JSON array of objects");
        return asked.All(one => granted?.Any(other => JsonNode.DeepEquals(one, other)) == true)
            ? asked
            : throw Refused("authorization_details must be among those that were granted");
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: _strict);
        }
        catch (JsonException)
        {
            throw Refused("authorization_details must be valid JSON");
        }
    }

    private static void CheckLimits(JsonNode? node, int level)
    {
        switch (node)
        {
            case JsonObject or JsonArray when level > MaximumLevels:
                throw Refused($"authorization_details must not be nested deeper than {MaximumLevels} levels");
            case JsonObject { Count: > MaximumProperties }:
                throw Refused($"an object in authorization_details must not have more than {MaximumProperties} properties");
            case JsonObject several:
                foreach (var (name, value) in several)
                {
                    if (name.Length > MaximumCharacters || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-'))
                    {
                        throw Refused("the names in authorization_details consist of up to 255 characters of a-zA-Z0-9_.-");
                    }

                    CheckLimits(value, level + 1);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    CheckLimits(item, level + 1);
                }

                break;
            case JsonValue when node.AsText() is { Length: > MaximumCharacters }:
                throw Refused($"a value in authorization_details must not have more than {MaximumCharacters} characters");
            default:
                break;
        }
    }

    private static OAuthException Refused(string reason) => new(400, "invalid_authorization_details", reason);
}
