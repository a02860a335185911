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

        using var document = JsonDocument.Parse(text);
        json = document.RootElement.Clone();
        return true;
    }
}
