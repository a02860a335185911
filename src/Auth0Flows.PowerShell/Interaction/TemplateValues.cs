using System.Globalization;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The values that an object has for a path's names: <c>client_id</c> is found as <c>client_id</c> and as <c>ClientId</c>.</summary>
internal sealed class TemplateValues(PSObject? source)
{
    public string? Find(string name)
    {
        if (source is null)
        {
            return null;
        }

        if (source.BaseObject is System.Collections.IDictionary dictionary)
        {
            return Text(dictionary[name]);
        }

        var property = source.Properties[name] ?? source.Properties[name.Replace("_", "", StringComparison.Ordinal)];
        // A text piped in stands for the one name there is: 'abc' | Invoke-Auth0Api 'clients/{id}'.
        return property is null ? source.BaseObject as string : Text(property.Value);
    }

    // Several values are none: a path has room for one.
    private static string? Text(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        string text => text,
        System.Collections.IEnumerable => null,
        var other => Convert.ToString(other, CultureInfo.InvariantCulture),
    };
}
