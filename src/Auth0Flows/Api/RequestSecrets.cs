using System.Collections;
using System.Security;
using System.Text.Json;
using Auth0Flows.Basics;
using Auth0Flows.Json;

namespace Auth0Flows.Api;

/// <summary>
/// Finds the secrets in a call: values whose names indicate secrets, in its body, form, query and headers, and secrets of any name.
/// </summary>
internal static class RequestSecrets
{
    public static IReadOnlyList<Auth0Secret> Of(Auth0ApiRequest request)
    {
        var found = new List<Auth0Secret>();
        foreach (var (name, value) in request.Headers.Concat(request.Query).Concat(request.Form.Select(Pair)))
        {
            AddField(name, value, found);
        }

        if (request.Body is string text)
        {
            AddText(text, found);
        }
        else if (request.Body is { } body)
        {
            AddObjects(body, found);
            AddJson(JsonValues.ToUtf8(body), found);
        }

        return found;
    }

    private static KeyValuePair<string, string> Pair(Auth0FormPart part) => new(part.Name, part.Text ?? "");

    private static void AddField(string name, string value, List<Auth0Secret> found)
    {
        if (SecretNames.Contains(name))
        {
            found.Add(value.ToSecret());
        }
        else if (value.StartsWith('{') || value.StartsWith('['))
        {
            AddText(value, found);
        }
    }

    // JSON, or a form.
    private static void AddText(string text, List<Auth0Secret> found)
    {
        if (AddJson(System.Text.Encoding.UTF8.GetBytes(text), found))
        {
            return;
        }

        foreach (var pair in text.Split('&'))
        {
            if (pair.Split('=', 2) is [var name, var value] && SecretNames.Contains(name))
            {
                found.Add(Uri.UnescapeDataString(value.Replace('+', ' ')).ToSecret());
            }
        }
    }

    private static bool AddJson(ReadOnlyMemory<byte> text, List<Auth0Secret> found)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            AddObjects(Hidden(json.RootElement), found);
            return true;
        }
        catch (Exception failure) when (failure is JsonException or Auth0ResponseException)
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
            case SecureString secret:
                found.Add(Auth0Secret.FromSecureString(secret));
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
