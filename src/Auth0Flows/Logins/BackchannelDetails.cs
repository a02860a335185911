using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Flows.Json;

namespace Auth0Flows.Logins;

/// <summary>The <c>authorization_details</c> of a backchannel login: a JSON array of objects, each with a type (RFC 9396 §2).</summary>
internal static class BackchannelDetails
{
    /// <summary>The array that is sent; null for none.</summary>
    /// <param name="details">Dictionaries, and JSON texts of an object or of an array of them.</param>
    /// <exception cref="Auth0ConfigurationException">
    /// They are something else (<see cref="Auth0ErrorCode.InvalidAuthorizationDetails"/>).
    /// </exception>
    public static string? Of(IReadOnlyCollection<object> details)
    {
        if (details.Count == 0)
        {
            return null;
        }

        var array = new JsonArray();
        foreach (var one in details)
        {
            foreach (var item in Parse(one) is JsonArray several ? several.ToArray() : [Parse(one)])
            {
                var hasType = (item as JsonObject)?["type"] is JsonValue type && type.TryGetValue(out string? name) && name.Length > 0;
                array.Add(hasType ? item!.DeepClone() : throw Invalid("each of them must be an object with a type, a text."));
            }
        }

        return array.Count > 0 ? array.ToJsonString() : throw Invalid("the array is empty.");
    }

    private static JsonNode? Parse(object details)
    {
        try
        {
            return JsonNode.Parse(details is string text ? Encoding.UTF8.GetBytes(text) : JsonValues.ToUtf8(details));
        }
        catch (JsonException)
        {
            throw Invalid("the text is not JSON.");
        }
    }

    private static Auth0ConfigurationException Invalid(string reason) =>
        new(Auth0ErrorCode.InvalidAuthorizationDetails, $"The authorization details can't be sent: {reason}");
}
