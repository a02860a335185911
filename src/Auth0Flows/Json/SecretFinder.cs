using System.Collections;
using System.Text.Json;

namespace Auth0Flows.Json;

/// <summary>Finds the secrets in what is sent: of the types of secrets, and with names of secrets.</summary>
internal static class SecretFinder
{
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
            return true;
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException or Auth0ResponseException)
        {
            return false;
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
