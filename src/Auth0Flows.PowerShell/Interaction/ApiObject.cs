using System.Collections.Specialized;
using System.Management.Automation;
using System.Text.Json;

namespace Auth0Flows.PowerShell;

/// <summary>What an API gives, as PowerShell's objects: properties keep the API's own names.</summary>
internal static class ApiObject
{
    private static readonly HashSet<string> _reserved = new(StringComparer.OrdinalIgnoreCase) { "psobject", "psbase", "psadapted", "psextended", "pstypenames" };

    /// <summary>A typed object, with the properties beside it that its type doesn't know.</summary>
    /// <param name="item">An <see cref="Auth0Object"/>. The bases of cmdlets can't say so: a constraint of theirs would need the library before it can be found.</param>
    public static object OfTyped(object item)
    {
        var typed = (Auth0Object)item;
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

    /// <summary>An answer: as a whole, its text, or object by object an array's elements, or the one thing that it is. Nothing where it is empty.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="shape">What it is given as.</param>
    /// <param name="hidesSecrets">Gives secrets as Auth0Secrets, so that nobody reads them over a shoulder.</param>
    public static IEnumerable<object?> Enumerate(Auth0ApiResponse response, ApiShape shape, bool hidesSecrets)
    {
        if (shape == ApiShape.Response)
        {
            yield return response;
        }

        if (response.IsEmpty || shape == ApiShape.Response)
        {
            yield break;
        }

        if (shape == ApiShape.Json)
        {
            yield return response.ReadText();
            yield break;
        }

        using var json = response.ReadJson();
        if (json.RootElement.ValueKind != JsonValueKind.Array)
        {
            yield return Of(json.RootElement, shape, hidesSecrets);
            yield break;
        }

        foreach (var element in json.RootElement.EnumerateArray())
        {
            yield return Of(element, shape, hidesSecrets);
        }
    }

    /// <summary>JSON as objects, dictionaries or text.</summary>
    public static object? Of(JsonElement json, ApiShape shape, bool hidesSecrets) => shape switch
    {
        ApiShape.Json => json.GetRawText(),
        ApiShape.Hashtable => Of(json, hidesSecrets, static () => new OrderedDictionary(StringComparer.Ordinal), static (dictionary, name, value) => dictionary[name] = value),
        _ => Of(json, hidesSecrets, static () => new PSObject(), Add),
    };

    private static object? Of<T>(JsonElement json, bool hidesSecrets, Func<T> create, Action<T, string, object?> add)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                var shown = create();
                foreach (var property in json.EnumerateObject())
                {
                    var name = property.ReadName();
                    var value = Of(property.Value, hidesSecrets, create, add);
                    add(shown, name, hidesSecrets && value is string secret && IsSecret(name) ? Auth0Secret.FromPlainText(secret) : value);
                }

                return shown;
            case JsonValueKind.Array: return json.EnumerateArray().Select(element => Of(element, hidesSecrets, create, add)).ToArray();
            case JsonValueKind.String: return json.ReadText();
            case JsonValueKind.True: return true;
            case JsonValueKind.False: return false;
            case JsonValueKind.Number: return json.TryGetInt64(out var whole) ? whole : json.TryGetDecimal(out var exact) ? exact : json.GetDouble();
            default: return null;
        }
    }

    // Of what the Management API answers, a 'key' is mostly a name, and who orders a ticket is to pass it on.
    private static bool IsSecret(string name) => SecretNames.Contains(name) && name is not ("key" or "ticket");

    /// <summary>Dictionaries and arrays of them, as custom objects.</summary>
    public static object? Of(object? value)
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
