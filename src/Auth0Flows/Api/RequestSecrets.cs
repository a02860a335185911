using System.Text.RegularExpressions;
using Auth0Flows.Basics;
using Auth0Flows.Json;

namespace Auth0Flows.Api;

/// <summary>
/// Finds the secrets in a call: values whose names indicate secrets, in its body, form, query and headers, and secrets of any name.
/// </summary>
internal static partial class RequestSecrets
{
    private const int LongestName = 100;
    private const int LongestWithParts = 4096;
    private const int ShortestPart = 16;
    private const int LongestValue = 64; // longer ones have runs that are found without a name
    private const int MostValues = 20;

    private static readonly string[] _endsOfValues = ["\n", "\r", "\",", "',", "\"}", "</"];

    private static readonly char[] _betweenParts = [.. " \t\r\n;,=:?&#\"'"];

    private static readonly System.Buffers.SearchValues<char> _notInForms = System.Buffers.SearchValues.Create(" \t\r\n\"'<>{}:");

    public static IReadOnlyList<Auth0Secret> Of(Auth0ApiRequest request)
    {
        var found = new List<Auth0Secret>(request.Secrets);
        foreach (var (name, value) in request.Headers.Concat(request.Query).Concat(PairsOf(QueryOf(request))))
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
        else if (request.BodyFile is { } file)
        {
            AddText(BodyFile.TryRead(file) ?? "", found);
        }
        else if (request.Body is { } body)
        {
            SecretFinder.AddFrom(body, found);
        }

        return [.. found, .. found.SelectMany(PartsOf)];
    }

    // What a server repeats without the rest: the token behind 'Bearer', the key in a connection string. An address is no secret.
    private static IEnumerable<Auth0Secret> PartsOf(Auth0Secret secret) =>
        secret.Length is <= ShortestPart or > LongestWithParts
            ? []
            : secret
                .Reveal()
                .Split(_betweenParts)
                .Where(part =>
                    part.Length >= ShortestPart && part.Length < secret.Length && !part.StartsWith("//", StringComparison.Ordinal)
                )
                .Select(Auth0Secret.FromPlainText);

    /// <summary>
    /// The body, if it is a text with a secret's name in which secrets can't be told apart from the rest: neither JSON nor a form.
    /// </summary>
    public static string? TextOf(Auth0ApiRequest request) =>
        request.Body is string text
        && !IsForm(text)
        && !SecretFinder.TryAddFrom(System.Text.Encoding.UTF8.GetBytes(text), [])
        && HasName(text)
            ? text
            : null;

    private static bool HasName(string text) => NamesIn(text).Any();

    private static IEnumerable<Match> NamesIn(string text) =>
        Words().Matches(text).Where(static word => word.Length <= LongestName && SecretNames.Contains(word.Value));

    // The parameters in the path or the address itself.
    public static string QueryOf(Auth0ApiRequest request) =>
        (request.Path ?? request.Uri?.OriginalString ?? "").Split('?', 2).ElementAtOrDefault(1) ?? "";

    // The fields of a form or a query, with their values as they are read and as they are written: a server may repeat either.
    public static IEnumerable<KeyValuePair<string, string>> PairsOf(string form) =>
        from pair in form.Split('&')
        let parts = pair.Split('=', 2)
        where parts.Length == 2
        from value in new[] { Plain(parts[1]), parts[1] }.Distinct()
        select KeyValuePair.Create(Plain(parts[0]), value);

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
        else if (part.FilePath is { } file)
        {
            AddText(BodyFile.TryRead(file) ?? "", found);
        }
        else
        {
            AddField(part.Name, part.Text ?? "", found);
        }
    }

    private static void AddField(string name, string value, List<Auth0Secret> found, bool isInner = false)
    {
        if (SecretNames.Contains(name) || name.Equals("Cookie", StringComparison.OrdinalIgnoreCase))
        {
            found.Add(value.ToSecret());
        }
        else if ((value.StartsWith('%') ? Plain(value) : value) is ['{' or '[', ..] json)
        {
            SecretFinder.TryAddFrom(System.Text.Encoding.UTF8.GetBytes(json), found);
        }
        else if (!isInner && IsForm(value))
        {
            AddPairs(value, found, isInner: true);
        }
    }

    private static void AddPairs(string form, List<Auth0Secret> found, bool isInner = false)
    {
        foreach (var (name, value) in PairsOf(form))
        {
            AddField(name, value, found, isInner);
        }
    }

    private static bool IsForm(string text) => text.Contains('=', StringComparison.Ordinal) && !text.AsSpan().ContainsAny(_notInForms);

    // JSON, a form, or neither.
    private static void AddText(string text, List<Auth0Secret> found)
    {
        if (SecretFinder.TryAddFrom(System.Text.Encoding.UTF8.GetBytes(text), found))
        {
            return;
        }

        AddPairs(text, found);
        if (!IsForm(text))
        {
            found.AddRange(
                NamesIn(text)
                    .Select(name => ValueAfter(text, name.Index + name.Length))
                    .Distinct()
                    .Take(MostValues)
                    .Select(Auth0Secret.FromPlainText)
            );
        }
    }

    // What follows a name, as YAML, XML and JSON have it, as far as a value may go that has a quote of its own.
    private static string ValueAfter(string text, int start)
    {
        var rest = text.AsSpan(start, Math.Min(LongestValue, text.Length - start)).TrimStart(" \t\"'=:>");
        foreach (var end in _endsOfValues)
        {
            if (rest.IndexOf(end, StringComparison.Ordinal) is >= 0 and var length)
            {
                rest = rest[..length];
            }
        }

        return rest.TrimEnd(" \t\"'").ToString();
    }

    [GeneratedRegex(@"[\w.\-]+")]
    private static partial Regex Words();
}
