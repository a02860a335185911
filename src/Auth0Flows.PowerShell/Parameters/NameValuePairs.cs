using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Converts a hashtable of headers or query parameters to text: booleans as in JSON, several values separated by commas.</summary>
internal static class NameValuePairs
{
    public static IReadOnlyList<KeyValuePair<string, string>> Of(IDictionary? dictionary)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        if (dictionary is not null)
        {
            foreach (DictionaryEntry entry in dictionary)
            {
                pairs.Add(KeyValuePair.Create(Text(entry.Key), Text(entry.Value)));
            }
        }

        return pairs;
    }

    /// <summary>Converts a value to text.</summary>
    public static string Text(object? value) =>
        (value is PSObject wrapped ? wrapped.BaseObject : value) switch
        {
            bool boolean => boolean ? "true" : "false",
            string text => text,
            DateTime time => time.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
            DateTimeOffset time => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            IEnumerable several => string.Join(',', several.Cast<object?>().Select(Text)),
            var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
        };
}
