using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Auth0Flows;

/// <summary>Reading texts that may not be texts: half a surrogate pair makes <see cref="JsonElement.GetString"/> throw.</summary>
public static class JsonElementExtensions
{
    /// <summary>The text, with what is no character replaced.</summary>
    public static string ReadText(this JsonElement element)
    {
        try
        {
            return element.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return Replaced(JsonMarshal.GetRawUtf8Value(element)).Trim('"');
        }
    }

    /// <summary>The property's name, likewise.</summary>
    public static string ReadName(this JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return Replaced(JsonMarshal.GetRawUtf8PropertyName(property));
        }
    }

    // The escapes stay unread; what they begin with can't be mistaken for a character of the text.
    private static string Replaced(ReadOnlySpan<byte> raw) => Encoding.UTF8.GetString(raw).Replace('\\', '\uFFFD');
}
