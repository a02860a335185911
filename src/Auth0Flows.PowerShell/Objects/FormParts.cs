using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Converts a hashtable to form fields: a FileInfo is a file, all others are text.</summary>
internal static class FormParts
{
    public static IReadOnlyList<Auth0FormPart> Of(IDictionary? form)
    {
        var parts = new List<Auth0FormPart>();
        foreach (DictionaryEntry entry in form ?? new Hashtable())
        {
            var name = Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "";
            parts.Add(
                (entry.Value is PSObject wrapped ? wrapped.BaseObject : entry.Value) switch
                {
                    FileInfo file => new Auth0FormPart(name)
                    {
                        FilePath = file.FullName,
                        ContentType = file.Extension.Equals(".json", StringComparison.OrdinalIgnoreCase)
                            ? "application/json"
                            : "application/octet-stream",
                    },
                    bool boolean => new Auth0FormPart(name) { Text = boolean ? "true" : "false" },
                    var other => new Auth0FormPart(name) { Text = Convert.ToString(other, CultureInfo.InvariantCulture) },
                }
            );
        }

        return parts;
    }
}
