using System.Collections.Specialized;
using System.Management.Automation;
using System.Text.Json;

namespace Auth0Flows.PowerShell;

/// <summary>Converts an API's responses to PowerShell objects: properties keep the API's names.</summary>
internal static class ApiObject
{
    private static readonly HashSet<string> _reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "psobject",
        "psbase",
        "psadapted",
        "psextended",
        "pstypenames",
    };

    /// <summary>Converts a typed object, with the properties that its type doesn't know.</summary>
    /// <param name="item">
    /// An <see cref="Auth0Object"/>. The cmdlets' base classes can't declare this type: a constraint would need the library before it can
    /// be found.
    /// </param>
    /// <param name="owners">
    /// The ids of the objects that it belongs to, which the API doesn't repeat, so that it can be piped: the organization of a member.
    /// </param>
    public static object OfTyped(object item, params (string Name, string Id)[] owners)
    {
        var typed = (Auth0Object)item;
        if (typed.AdditionalProperties.Count == 0 && owners.Length == 0)
        {
            return typed;
        }

        var shown = WithProperties(typed);
        foreach (var (name, id) in owners)
        {
            if (shown.Properties[name] is null)
            {
                shown.Properties.Add(new PSNoteProperty(name, id));
            }
        }

        foreach (System.Collections.DictionaryEntry property in typed.AdditionalProperties)
        {
            var name = (string)property.Key;
            if (CanBeAMember(name) && shown.Properties[name] is null)
            {
                shown.Properties.Add(new PSNoteProperty(name, Of(property.Value)), preValidated: true);
            }
        }

        return shown;
    }

    private static PSObject WithProperties(Auth0Object typed)
    {
        var shown = new PSObject(typed);
        foreach (var property in TypedProperty.Of(typed))
        {
            shown.Properties.Add(property, preValidated: true);
        }

        return shown;
    }

    /// <summary>
    /// Converts a response: to the whole response, to its text, to the elements of its array, or to its single value. Returns nothing if it
    /// is empty.
    /// </summary>
    /// <param name="response">The response.</param>
    /// <param name="shape">The type of the output.</param>
    /// <param name="hidesSecrets">Returns secrets as Auth0Secrets, so that they are not visible on the screen.</param>
    /// <param name="repeated">Receives the name of a property that occurs several times in an object: its last value is returned.</param>
    public static IEnumerable<object?> Enumerate(Auth0ApiResponse response, ApiShape shape, bool hidesSecrets, Action<string> repeated)
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
            yield return Of(json.RootElement, shape, hidesSecrets, repeated);
            yield break;
        }

        foreach (var element in json.RootElement.EnumerateArray())
        {
            yield return Of(element, shape, hidesSecrets, repeated);
        }
    }

    /// <summary>
    /// Converts JSON to objects, dictionaries or text. If an object has names that PowerShell objects can't have (two that differ only in
    /// case, an empty one, one reserved by PowerShell), it becomes a dictionary with all of them.
    /// </summary>
    /// <inheritdoc cref="Enumerate"/>
    public static object? Of(JsonElement json, ApiShape shape, bool hidesSecrets, Action<string> repeated) =>
        shape == ApiShape.Json
            ? json.ReadRaw()
            : new Reading(shape == ApiShape.Hashtable, hidesSecrets && !IsTicket(json), repeated).Of(json);

    // A link that was just requested, and nothing else: it is there to be passed on.
    private static bool IsTicket(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object
        && json.EnumerateObject().All(static member => member.ReadName() is "ticket" or "ticket_id" or "ticket_url");

    /// <summary>Converts dictionaries, and arrays of them, to custom objects.</summary>
    public static object? Of(object? value)
    {
        switch (value)
        {
            case OrderedDictionary dictionary:
                var shown = new PSObject();
                foreach (System.Collections.DictionaryEntry entry in dictionary)
                {
                    if (!TryAdd(shown, (string)entry.Key, Of(entry.Value)))
                    {
                        return dictionary; // it has names that a custom object can't have
                    }
                }

                return shown;
            case object?[] several:
                return several.Select(Of).ToArray();
            default:
                return value;
        }
    }

    private static bool TryAdd(PSObject shown, string name, object? value)
    {
        if (!CanBeAMember(name) || shown.Properties[name] is not null)
        {
            return false;
        }

        shown.Properties.Add(new PSNoteProperty(name, value));
        return true;
    }

    // Names that PowerShell reserves on every object, and the empty name.
    private static bool CanBeAMember(string name) => name.Length > 0 && !_reserved.Contains(name);

    private sealed class Reading(bool isDictionary, bool hidesSecrets, Action<string> repeated)
    {
        public object? Of(JsonElement json) =>
            json.ValueKind switch
            {
                JsonValueKind.Object => OfObject(json, Hiding.ByName),
                JsonValueKind.Array => json.EnumerateArray().Select(Of).ToArray(),
                JsonValueKind.String => json.ReadText(),
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                JsonValueKind.Number => json.ReadNumber(),
                _ => null,
            };

        private object OfObject(JsonElement json, Hiding hiding)
        {
            // Converts each value once, whatever the object becomes: otherwise each level of nested objects would double the time.
            var members = json.ReadMembers()
                .Select(property => (Name: property.ReadName(), property.Value))
                .Select(member => (member.Name, Value: Of(member.Name, member.Value, hiding)))
                .ToArray();
            if (!isDictionary)
            {
                var shown = new PSObject();
                if (members.All(member => TryAdd(shown, member.Name, member.Value)))
                {
                    return shown;
                }
            }

            // Generic first: the other one searches for the place of a name that comes again.
            var distinct = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
            foreach (var (name, value) in members)
            {
                if (!distinct.TryAdd(name, value))
                {
                    repeated(name);
                    distinct[name] = value;
                }
            }

            var dictionary = new OrderedDictionary(StringComparer.Ordinal);
            foreach (var (name, value) in distinct)
            {
                dictionary.Add(name, value);
            }

            return dictionary;
        }

        private object? Of(string name, JsonElement value, Hiding hiding) =>
            hiding == Hiding.All ? Hidden(value, Hiding.All)
            : hidesSecrets && ((hiding == Hiding.Values && name == "value") || IsSecret(name, value))
                ? Hidden(value, IsSecretAsAWhole(name, value) ? Hiding.All : Hiding.Values)
            : Of(value);

        private object? Hidden(JsonElement value, Hiding hiding) =>
            value.ValueKind switch
            {
                JsonValueKind.String => Auth0Secret.FromPlainText(value.ReadText()),
                JsonValueKind.Array => value.EnumerateArray().Select(item => Hidden(item, hiding)).ToArray(),
                JsonValueKind.Object => OfObject(value, hiding),
                _ => Of(value),
            };

        // A list of objects in the place of one is as secret as the object.
        private static bool IsSecretAsAWhole(string name, JsonElement value) =>
            value.ValueKind == JsonValueKind.Object
            || (value.ValueKind == JsonValueKind.Array && name.EndsWith("configuration", StringComparison.OrdinalIgnoreCase));

        // In the Management API's responses, a 'key' is usually a name. Whoever has the URL of a job's file can download it.
        private static bool IsSecret(string name, JsonElement value) =>
            name is "location"
                ? value.ValueKind == JsonValueKind.String && value.ReadText().Contains("Signature=", StringComparison.OrdinalIgnoreCase)
                : name is not "key" && SecretNames.Contains(name, value.ValueKind);
    }

    /// <summary>Specifies which texts of an object are secrets.</summary>
    private enum Hiding
    {
        /// <summary>Those whose names indicate secrets.</summary>
        ByName,

        /// <summary>Those, and each value: an action's secrets, the headers of a log stream.</summary>
        Values,

        /// <summary>All, with any name: the whole object is secret.</summary>
        All,
    }
}
