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
        var found = new List<Auth0Secret>(request.Secrets);
        foreach (var (name, value) in request.Headers.Concat(request.Query).Concat(QueryOf(request)))
        {
            AddField(name, value, found);
        }

        foreach (var part in request.Form)
        {
            AddPart(part, found);
        }

        if (request.Body is string text)
        {
            AddText(text, found);
        }
        else if (request.Body is { } body)
        {
            SecretFinder.AddFrom(body, found);
        }

        return found;
    }

    // The parameters in the path or the address itself.
    private static IEnumerable<KeyValuePair<string, string>> QueryOf(Auth0ApiRequest request) =>
        (request.Path ?? request.Uri?.OriginalString ?? "").Split('?', 2) is [_, var query]
            ? query
                .Split('&')
                .Select(static pair => pair.Split('=', 2))
                .Select(static pair => KeyValuePair.Create(Plain(pair[0]), Plain(pair.ElementAtOrDefault(1) ?? "")))
            : [];

    private static string Plain(string escaped) => Uri.UnescapeDataString(escaped.Replace('+', ' '));

    private static void AddPart(Auth0FormPart part, List<Auth0Secret> found)
    {
        if (part.Secret is { } secret)
        {
            found.Add(secret);
        }
        else if (part.Content is { } content)
        {
            SecretFinder.TryAddFrom(content, found);
        }
        else
        {
            AddField(part.Name, part.Text ?? "", found);
        }
    }

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
        if (SecretFinder.TryAddFrom(System.Text.Encoding.UTF8.GetBytes(text), found))
        {
            return;
        }

        foreach (var pair in text.Split('&'))
        {
            if (pair.Split('=', 2) is [var name, var value] && SecretNames.Contains(name))
            {
                found.Add(Plain(value).ToSecret());
            }
        }
    }
}
