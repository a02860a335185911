using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Converts PowerShell objects to plain objects, which the library can write as JSON: hashtables, custom objects, arrays, scalars.
/// </summary>
internal static class PlainObject
{
    private const int MaximumDepth = 60;

    public static object? Of(object? value, int depth = 0)
    {
        if (depth > MaximumDepth)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidRequestBody,
                $"The body is nested deeper than {MaximumDepth} levels; does an object contain itself?"
            );
        }

        var inner = value is PSObject wrapped ? wrapped.BaseObject : value;
        return inner switch
        {
            null or DBNull => null,
            _ when value == AutomationNull.Value => null, // the result of a command without output
            SwitchParameter present => present.IsPresent,
            _ when inner.AsSecret() is { } secret => inner is Auth0Secret ? inner : secret,
            string or ValueType or Uri or Version or Auth0Object => inner,
            _ when PSObject.AsPSObject(value).TypeNames.Contains("Deserialized.Auth0Flows.Auth0Secret") => $"{value}", // refused
            IDictionary dictionary => OfDictionary(dictionary, depth),
            NameValueCollection fields => OfFields(fields),
            System.Xml.XmlNode => throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidRequestBody,
                "The body has XML, which JSON can't represent: specify its text, or an object."
            ),
            _ when NewtonsoftJson.TryRead(inner, out var json) => json,
            IEnumerable sequence => sequence.Cast<object?>().Select(item => Of(item, depth + 1)).ToArray(),
            _ => OfProperties(PSObject.AsPSObject(value), depth),
        };
    }

    private static OrderedDictionary OfDictionary(IDictionary dictionary, int depth)
    {
        var plain = new OrderedDictionary(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in dictionary)
        {
            plain[Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? ""] = Of(entry.Value, depth + 1);
        }

        return plain;
    }

    private static OrderedDictionary OfFields(NameValueCollection fields)
    {
        var plain = new OrderedDictionary(StringComparer.Ordinal);
        foreach (var name in fields.AllKeys)
        {
            plain[name ?? ""] = fields.GetValues(name) is [var one] ? one : fields.GetValues(name);
        }

        return plain;
    }

    private static OrderedDictionary OfProperties(PSObject value, int depth)
    {
        var plain = new OrderedDictionary(StringComparer.Ordinal);
        foreach (var property in value.Properties.Where(static property => property.IsGettable))
        {
            plain[property.Name] = Of(Read(property), depth + 1);
        }

        return plain;
    }

    private static object? Read(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException failure)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidRequestBody,
                $"The property '{property.Name}' of the body can't be read: {failure.Message}"
            );
        }
    }
}
