using System.Collections;
using System.Text.Json;
using Auth0Flows.Basics;

namespace Auth0Flows.Json;

/// <summary>Finds the secrets in what is sent: of the types of secrets, and with names of secrets.</summary>
internal static class SecretFinder
{
    private const int MostInner = 3; // JSON in a text of JSON in a text

    /// <summary>Adds the secrets of objects: dictionaries, lists, typed objects.</summary>
    public static void AddFrom(object body, List<Auth0Secret> found)
    {
        JsonValues.ToUtf8(body, hidden: found);
        TryAddFrom(JsonValues.ToUtf8(body), found);
    }

    /// <summary>Adds the secrets in a text; false if it is not JSON.</summary>
    public static bool TryAddFrom(ReadOnlyMemory<byte> text, List<Auth0Secret> found)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            AddObjects(Hidden(json.RootElement), found);
            AddNamed(json.RootElement, MostInner, found);
            return true;
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException or Auth0ResponseException)
        {
            return false;
        }
    }

    // What converting to an object loses: the first of two members of a name, numbers, and JSON in a text.
    private static void AddNamed(JsonElement json, int inner, List<Auth0Secret> found)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject())
                {
                    if (member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number && SecretNames.Contains(member.ReadName()))
                    {
                        found.Add(member.Value.ReadTextOrRaw().ToSecret());
                    }

                    AddNamed(member.Value, inner, found);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray())
                {
                    AddNamed(item, inner, found);
                }

                break;
            case JsonValueKind.String when inner > 0 && json.ReadTextOrRaw() is ['{' or '[', ..] text:
                try
                {
                    using var within = JsonDocument.Parse(text);
                    AddNamed(within.RootElement, inner - 1, found);
                }
                catch (JsonException)
                {
                    // Only a text.
                }

                break;
        }
    }

    private static object? Hidden(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Object => SecretValues.Hide(json),
            JsonValueKind.Array => json.EnumerateArray().Select(Hidden).ToArray(),
            _ => null,
        };

    private static void AddObjects(object? value, List<Auth0Secret> found)
    {
        switch (value)
        {
            case Auth0Secret secret:
                found.Add(secret);
                break;
            case IDictionary dictionary:
                AddObjects(dictionary.Values, found);
                break;
            case IEnumerable several and not string:
                foreach (var one in several)
                {
                    AddObjects(one, found);
                }

                break;
        }
    }
}
