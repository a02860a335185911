using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Auth0Flows.Json;

namespace Auth0Flows.Configuration.Kinds;

/// <summary>
/// The markers of auth0-deploy-cli for what differs between environments: <c>##NAME##</c> in a text, <c>@@NAME@@</c> for a whole JSON
/// value (<see href="https://github.com/auth0/auth0-deploy-cli/blob/master/docs/keyword-replacement.md"/>).
/// </summary>
internal sealed partial class Markers
{
    private const int ShortestSecret = 8; // a shorter one may be part of an ordinary word

    private readonly List<(string Name, string Text, string Json, object? Value)> _values = [];
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Regex? _texts;

    /// <param name="mapping">The values by name.</param>
    /// <exception cref="Auth0ConfigurationException">A name or a value can't be one.</exception>
    public Markers(IDictionary? mapping)
    {
        var secrets = new List<Auth0Secret>();
        foreach (DictionaryEntry entry in mapping ?? new OrderedDictionary())
        {
            var name = Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "";
            if (!Name().IsMatch(name))
            {
                throw new Auth0ConfigurationException(
                    Auth0ErrorCode.UnmappedMarker,
                    $"'{name}' can't be the name of a marker, which has only letters, digits and underscores."
                );
            }

            JsonValues.ToUtf8(new OrderedDictionary { ["value"] = entry.Value }, hidden: secrets);
            using var json = JsonDocument.Parse(JsonValues.ToUtf8(new OrderedDictionary { ["value"] = entry.Value }));
            var value = JsonTree.Read(json.RootElement.GetProperty("value"), new SecretRule { UsesNames = false });
            var raw = json.RootElement.GetProperty("value").GetRawText();
            _values.Add((name, value as string ?? raw, raw, value));
        }

        Secrets = new MappingSecrets(secrets);
        _values.Sort(static (one, other) => string.CompareOrdinal(one.Name, other.Name));
        foreach (var (name, text, _, value) in _values)
        {
            if (value is string { Length: > 0 })
            {
                _names.TryAdd(text, name);
            }
        }

        // The longest value first: a domain must not hide the URL that contains it. Not inside a word: 'dev' isn't in 'device'; but a
        // secret is one wherever it stands.
        var whole = secrets.Select(static secret => secret.Reveal()).Where(static text => text.Length >= ShortestSecret).ToHashSet();
        _texts =
            _names.Count == 0
                ? null
                : new Regex(
                    string.Join(
                        '|',
                        _names
                            .Keys.OrderByDescending(static text => text.Length)
                            .Select(text =>
                                whole.Contains(text)
                                    ? Regex.Escape(text)
                                    : $@"(?<![\p{{L}}\p{{N}}]){Regex.Escape(text)}(?![\p{{L}}\p{{N}}])"
                            )
                    ),
                    RegexOptions.CultureInvariant
                );
    }

    /// <summary>The secrets among the values, at any depth.</summary>
    public MappingSecrets Secrets { get; }

    /// <summary>Replaces markers by values.</summary>
    /// <param name="text">A file's content.</param>
    /// <param name="isJson">Whether a value must fit into a JSON text.</param>
    public string Fill(string text, bool isJson)
    {
        foreach (var (name, value, json, _) in _values)
        {
            var whole = $"@@{name}@@";
            text = text.Replace($"'{whole}'", json, StringComparison.Ordinal)
                .Replace($"\"{whole}\"", json, StringComparison.Ordinal)
                .Replace(whole, json, StringComparison.Ordinal)
                .Replace(
                    $"##{name}##",
                    isJson ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value) : value,
                    StringComparison.Ordinal
                );
        }

        return text;
    }

    /// <summary>Replaces values by markers: whole objects and lists, and texts outside words.</summary>
    public object? Insert(object? value)
    {
        switch (value)
        {
            case JsonMap map when Whole(map) is { } marker:
                return marker;
            case JsonMap map:
                var changed = new JsonMap();
                foreach (var (name, item) in map)
                {
                    changed[name] = Insert(item);
                }

                return changed;
            case List<object?> list:
                return Whole(list) ?? (object)list.ConvertAll(Insert);
            case string text:
                return Insert(text);
            default:
                return value;
        }
    }

    /// <inheritdoc cref="Insert(object?)"/>
    public string Insert(string text) => _texts?.Replace(text, match => $"##{_names[match.Value]}##") ?? text;

    /// <summary>The markers in a text that have no value.</summary>
    public static IEnumerable<string> In(string text) => Marker().Matches(text).Select(static match => match.Value);

    private string? Whole(object value) =>
        _values.Find(one => one.Value is JsonMap or List<object?> && !JsonTree.IsEmpty(one.Value) && JsonTree.AreSame(one.Value, value))
            is { Name: { } name }
            ? $"@@{name}@@"
            : null;

    // Capital letters alone: @@password@@ and the like are variables of Auth0's own templates.
    [GeneratedRegex("##[A-Z0-9_]+##|@@[A-Z0-9_]+@@")]
    private static partial Regex Marker();

    [GeneratedRegex("^[A-Za-z0-9_]+$")]
    private static partial Regex Name();
}
