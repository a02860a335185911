using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Reads the objects of Newtonsoft.Json, which scripts create with PowerShell's own copy: <c>JObject</c> and its kin look like lists of
/// lists. Other versions may be loaded, too, so the object's own one writes it.
/// </summary>
internal static class NewtonsoftJson
{
    /// <summary>The object as JSON, if it is one of these.</summary>
    /// <exception cref="Auth0ConfigurationException">It is only a part of an object, such as a JProperty.</exception>
    public static bool TryRead(object value, [NotNullWhen(true)] out object? json)
    {
        json = null;
        var type = value.GetType();
        if (type.Namespace != "Newtonsoft.Json.Linq")
        {
            return false;
        }

        var write = type.Assembly.GetType("Newtonsoft.Json.JsonConvert")?.GetMethod("SerializeObject", [typeof(object)]);
        if (write?.Invoke(null, [value]) is not string text)
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            json = document.RootElement.Clone();
            return true;
        }
        catch (JsonException)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidRequestBody,
                $"A body can't contain an object of type {type}: PowerShell makes several of these of an object that is written to a pipeline."
            );
        }
    }
}
