using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Converts a hashtable to form fields: a FileInfo is a file, a list is several fields of the same name, all others are text.
/// </summary>
internal static class FormParts
{
    public static IReadOnlyList<Auth0FormPart> Of(IDictionary? form)
    {
        var parts = new List<Auth0FormPart>();
        foreach (DictionaryEntry entry in form ?? new Hashtable())
        {
            var name = Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "";
            var value = entry.Value is PSObject wrapped ? wrapped.BaseObject : entry.Value;
            parts.AddRange(
                value is IEnumerable several and not (string or IDictionary)
                    ? several.Cast<object?>().Select(one => Of(name, one))
                    : [Of(name, value)]
            );
        }

        return parts;
    }

    private static Auth0FormPart Of(string name, object? value) =>
        (value is PSObject wrapped ? wrapped.BaseObject : value) switch
        {
            FileInfo file => new Auth0FormPart(name)
            {
                FilePath = file.FullName,
                ContentType = file.Extension.Equals(".json", StringComparison.OrdinalIgnoreCase)
                    ? "application/json"
                    : "application/octet-stream",
            },
            null => new Auth0FormPart(name) { Text = "" },
            var other when other.AsSecret() is { } secret => new Auth0FormPart(name) { Secret = secret },
            string or IConvertible or IFormattable or Uri => new Auth0FormPart(name) { Text = NameValuePairs.Text(value) },
            var other => throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidRequestBody,
                $"The form field '{name}' can't be sent as {other.GetType().Name}: specify text, a number, a Boolean, a date, a file, or a list of these."
            ),
        };
}
