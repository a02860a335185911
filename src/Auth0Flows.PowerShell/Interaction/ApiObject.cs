using System.Collections.Specialized;
using System.Management.Automation;
using System.Text.Json;

namespace Auth0Flows.PowerShell;

/// <summary>What an API gives, as PowerShell's objects: properties keep the API's own names.</summary>
internal static class ApiObject
{
    private static readonly HashSet<string> _reserved = new(StringComparer.OrdinalIgnoreCase) { "psobject", "psbase", "psadapted", "psextended", "pstypenames" };

    /// <summary>A typed object, with the properties beside it that its type doesn't know.</summary>
    public static object Of(Auth0Object typed)
    {
        if (typed.AdditionalProperties.Count == 0)
        {
            return typed;
        }

        var shown = new PSObject(typed);
        foreach (System.Collections.DictionaryEntry property in typed.AdditionalProperties)
        {
            var name = (string)property.Key;
            if (CanBeAMember(name) && shown.Properties[name] is null)
            {
                shown.Properties.Add(new PSNoteProperty(name, Of(property.Value)));
            }
        }

        return shown;
    }

    /// <summary>An answer: its text, or object by object an array's elements, or the one thing that it is. Nothing where it is empty.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="asText">Gives it as it came.</param>
    /// <param name="hidesSecrets">Gives an application's secret as a SecureString, so that nobody reads it over a shoulder.</param>
    public static IEnumerable<object?> Enumerate(Auth0ApiResponse response, bool asText, bool hidesSecrets)
    {
        if (response.IsEmpty)
        {
            yield break;
        }

        if (asText)
        {
            yield return response.Text;
            yield break;
        }

        using var json = response.ReadJson();
        if (json.RootElement.ValueKind != JsonValueKind.Array)
        {
            yield return Of(json.RootElement, hidesSecrets);
            yield break;
        }

        foreach (var element in json.RootElement.EnumerateArray())
        {
            yield return Of(element, hidesSecrets);
        }
    }

    /// <summary>JSON as objects, arrays and scalars.</summary>
    private static object? Of(JsonElement json, bool hidesSecrets)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                var shown = new PSObject();
                foreach (var property in json.EnumerateObject())
                {
                    var value = Of(property.Value, hidesSecrets);
                    Add(shown, property.ReadName(), hidesSecrets && value is string secret && property.NameEquals("client_secret") ? Hidden(secret) : value);
                }

                return shown;
            case JsonValueKind.Array: return json.EnumerateArray().Select(element => Of(element, hidesSecrets)).ToArray();
            case JsonValueKind.String: return json.ReadText();
            case JsonValueKind.True: return true;
            case JsonValueKind.False: return false;
            case JsonValueKind.Number: return json.TryGetInt64(out var whole) ? whole : json.TryGetDecimal(out var exact) ? exact : json.GetDouble();
            default: return null;
        }
    }

    private static System.Security.SecureString Hidden(string secret) => new System.Net.NetworkCredential("", secret).SecurePassword;

    private static object? Of(object? value)
    {
        switch (value)
        {
            case OrderedDictionary dictionary:
                var shown = new PSObject();
                foreach (System.Collections.DictionaryEntry entry in dictionary)
                {
                    Add(shown, (string)entry.Key, Of(entry.Value));
                }

                return shown;
            case object?[] several: return several.Select(Of).ToArray();
            default: return value;
        }
    }

    // PowerShell's properties know no case: of two names that differ in case alone the last one stays.
    private static void Add(PSObject shown, string name, object? value)
    {
        if (CanBeAMember(name))
        {
            shown.Properties.Remove(name);
            shown.Properties.Add(new PSNoteProperty(name, value));
        }
    }

    // Names that PowerShell keeps for itself on every object, and the empty one. -Raw shows them.
    private static bool CanBeAMember(string name) => name.Length > 0 && !_reserved.Contains(name);
}
