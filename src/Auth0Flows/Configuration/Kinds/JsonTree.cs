using System.Collections.Specialized;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Auth0Flows.Basics;
using Auth0Flows.Json;

namespace Auth0Flows.Configuration.Kinds;

/// <summary>Reads, compares and changes JSON without types. A pattern is a path of properties: <c>*</c> is each item or value.</summary>
internal static class JsonTree
{
    private const string Each = "*";

    private static readonly string[] _identifiers =
    [
        "name",
        "resource_server_identifier",
        "permission_name",
        "client_id",
        "audience",
        "value",
        "domain",
        "id",
        "module_name",
        "type",
    ];

    /// <summary>Returned by a change: removes the value.</summary>
    public static readonly object Removed = new();

    /// <summary>Reads JSON; the secrets become <see cref="Auth0Secret"/>s.</summary>
    public static object? Read(JsonElement json, SecretRule rule) => Read(json, rule, "", isSecret: false);

    /// <summary>Reads an object.</summary>
    public static JsonMap ReadMap(JsonElement json, SecretRule rule) => (JsonMap)Read(json, rule)!;

    /// <summary>An id as text, also if a tenant returns a number; null for anything else.</summary>
    public static string? IdOf(object? value) =>
        value switch
        {
            string { Length: > 0 } text => text,
            long or int or decimal or BigInteger => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
            _ => null,
        };

    /// <summary>The same of a property of JSON; empty if there is none.</summary>
    public static string IdIn(JsonElement json, string name) =>
        json.TryFind(name, out var value) && value.ValueKind is (JsonValueKind.String or JsonValueKind.Number) ? value.ReadTextOrRaw() : "";

    /// <summary>A copy that shares nothing.</summary>
    public static object? Copy(object? value) =>
        value switch
        {
            JsonMap map => Copy(map),
            List<object?> list => list.ConvertAll(Copy),
            _ => value,
        };

    /// <inheritdoc cref="Copy(object?)"/>
    public static JsonMap Copy(JsonMap map)
    {
        var copy = new JsonMap();
        foreach (var (name, value) in map)
        {
            copy[name] = Copy(value);
        }

        return copy;
    }

    /// <summary>A copy without secrets.</summary>
    public static JsonMap WithoutSecrets(JsonMap map, SecretRule rule) => WithoutSecrets(map, rule, "", static _ => null);

    /// <summary>A copy with texts instead of secrets; without those for which there is no text, and those in lists.</summary>
    public static JsonMap ReplaceSecrets(JsonMap map, SecretRule rule, Func<string, string?> textOf) =>
        WithoutSecrets(map, rule, "", textOf);

    /// <summary>Changes each value that a pattern matches.</summary>
    public static void Visit(JsonMap map, string pattern, Func<object?, object?> change) => Visit(map, pattern.Split('.'), change);

    /// <summary>Changes each scalar, or removes it from the object or list that contains it.</summary>
    public static object? Map(object? value, Func<object?, object?> change)
    {
        switch (value)
        {
            case JsonMap map:
                var changed = new JsonMap();
                foreach (var (name, item) in map)
                {
                    if (Map(item, change) is var kept && !ReferenceEquals(kept, Removed))
                    {
                        changed[name] = kept;
                    }
                }

                return changed;
            case List<object?> list:
                return list.Select(item => Map(item, change)).Where(static item => !ReferenceEquals(item, Removed)).ToList();
            default:
                return change(value);
        }
    }

    /// <summary>All scalars.</summary>
    public static IEnumerable<object?> Leaves(object? value) =>
        value switch
        {
            JsonMap map => map.Values.SelectMany(Leaves),
            List<object?> list => list.SelectMany(Leaves),
            _ => [value],
        };

    /// <summary>
    /// The secrets with the names that lead to them, which may contain dots; of those in a list, the list: its items have no names.
    /// </summary>
    public static IEnumerable<(string[] Path, object Value)> Secrets(JsonMap map) =>
        map.SelectMany(static entry =>
            entry.Value switch
            {
                JsonMap inner => Secrets(inner).Select(below => ((string[])[entry.Key, .. below.Path], below.Value)),
                List<object?> list when Leaves(list).Any(static leaf => leaf is Auth0Secret) => [([entry.Key], list)],
                Auth0Secret secret => [([entry.Key], secret)],
                _ => Enumerable.Empty<(string[], object)>(),
            }
        );

    /// <summary>The value at a path; null if there is none.</summary>
    public static object? Find(JsonMap map, params ReadOnlySpan<string> path)
    {
        object? value = map;
        foreach (var name in path)
        {
            value = value is JsonMap inner && inner.TryGetValue(name, out var found) ? found : null;
        }

        return value;
    }

    /// <summary>Sets the value at a path; removes it if it is <see cref="Removed"/>.</summary>
    public static void Set(JsonMap map, ReadOnlySpan<string> path, object? value)
    {
        for (; path.Length > 1; path = path[1..])
        {
            if (map.GetValueOrDefault(path[0]) is not JsonMap inner)
            {
                inner = [];
                map[path[0]] = inner;
            }

            map = inner;
        }

        if (ReferenceEquals(value, Removed))
        {
            map.Remove(path[0]);
        }
        else
        {
            map[path[0]] = value;
        }
    }

    /// <summary>Whether there is nothing: Auth0 returns null, an empty list or no property at all for the same.</summary>
    public static bool IsEmpty(object? value) => value is null or JsonMap { Count: 0 } or List<object?> { Count: 0 };

    /// <summary>Whether two values without secrets mean the same.</summary>
    /// <param name="one">A value.</param>
    /// <param name="other">The other value.</param>
    /// <param name="isPartial">Whether the objects of the first value needn't have all properties.</param>
    public static bool AreSame(object? one, object? other, bool isPartial = false) =>
        (IsEmpty(one) && IsEmpty(other))
        || (one, other) switch
        {
            (JsonMap left, JsonMap right) => (isPartial ? left.Keys : left.Keys.Union(right.Keys)).All(name =>
                AreSame(left.GetValueOrDefault(name), right.GetValueOrDefault(name), isPartial)
            ),
            (List<object?> left, List<object?> right) => left.Count == right.Count
                && left.Zip(right).All(pair => AreSame(pair.First, pair.Second, isPartial)),
            (string left, string right) => left == right,
            _ => Number(one) is { } number && Number(other) is { } same ? number == same : Equals(one, other),
        };

    /// <summary>The values in one order and once, where neither means anything.</summary>
    public static List<object?> Sorted(List<object?> list) => [.. list.DistinctBy(TextOf).OrderBy(TextOf, StringComparer.Ordinal)];

    /// <summary>As JSON, with each reference as its name.</summary>
    public static JsonElement ToElement(object? value)
    {
        var reader = new Utf8JsonReader(
            JsonValues.ToUtf8(
                new OrderedDictionary { ["value"] = Map(value, static leaf => leaf is NameReference name ? name.Name : leaf) }
            )
        );
        return JsonElement.ParseValue(ref reader).GetProperty("value");
    }

    /// <summary>As users see it: dictionaries and arrays.</summary>
    public static object? ToPlain(object? value)
    {
        switch (value)
        {
            case JsonMap map:
                var plain = new OrderedDictionary(StringComparer.Ordinal);
                foreach (var (name, item) in map)
                {
                    plain[name] = ToPlain(item);
                }

                return plain;
            case List<object?> list:
                return list.Select(ToPlain).ToArray();
            default:
                return value;
        }
    }

    // What identifies an item comes first, because its other properties may be incomplete.
    private static string TextOf(object? value) =>
        value switch
        {
            string text => text,
            JsonMap map => string.Join('\n', _identifiers.Select(name => map.GetValueOrDefault(name)).OfType<string>())
                + '\n'
                + ToElement(map).GetRawText(),
            _ => ToElement(value).GetRawText(),
        };

    private static string Below(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static object? Read(JsonElement json, SecretRule rule, string path, bool isSecret)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                var map = new JsonMap();
                foreach (var property in json.ReadMembers())
                {
                    var name = property.ReadName();
                    var below = Below(path, name);
                    map[name] = Read(property.Value, rule, below, isSecret || rule.IsSecret(below, name, property.Value));
                }

                return map;
            case JsonValueKind.Array:
                return json.EnumerateArray().Select(item => Read(item, rule, Below(path, Each), isSecret)).ToList();
            case JsonValueKind.String when isSecret:
                return json.ReadText().ToSecret();
            default:
                return JsonValues.ToObject(json);
        }
    }

    private static JsonMap WithoutSecrets(JsonMap map, SecretRule rule, string path, Func<string, string?> textOf)
    {
        var rest = new JsonMap();
        foreach (var (name, value) in map)
        {
            var below = Below(path, name);
            switch (value)
            {
                case Auth0Secret:
                    if (textOf(below) is { } text)
                    {
                        rest[name] = new Verbatim(text);
                    }

                    break;
                case JsonMap inner when !rule.IsSecret(below, name, JsonValueKind.Object):
                    rest[name] = WithoutSecrets(inner, rule, below, textOf);
                    break;
                case List<object?> list when !rule.IsSecret(below, name, JsonValueKind.Array):
                    rest[name] = WithoutSecrets(list, rule, Below(below, Each));
                    break;
                case not (JsonMap or List<object?>):
                    rest[name] = value;
                    break;
            }
        }

        return rest;
    }

    private static List<object?> WithoutSecrets(List<object?> list, SecretRule rule, string path) =>
        [
            .. list.Where(static item => item is not Auth0Secret)
                .Select(item =>
                    item switch
                    {
                        JsonMap map => WithoutSecrets(map, rule, path, static _ => null),
                        List<object?> inner => WithoutSecrets(inner, rule, Below(path, Each)),
                        _ => item,
                    }
                ),
        ];

    private static void Visit(object? value, ReadOnlySpan<string> pattern, Func<object?, object?> change)
    {
        var name = pattern[0];
        var rest = pattern[1..];
        switch (value)
        {
            case JsonMap map:
                foreach (
                    var key in name == Each ? [.. map.Keys]
                    : map.ContainsKey(name) ? new[] { name }
                    : []
                )
                {
                    if (rest.Length > 0)
                    {
                        Visit(map[key], rest, change);
                    }
                    else if (change(map[key]) is var changed && ReferenceEquals(changed, Removed))
                    {
                        map.Remove(key);
                    }
                    else
                    {
                        map[key] = changed;
                    }
                }

                break;
            case List<object?> list when name == Each:
                for (var i = list.Count - 1; i >= 0; i--)
                {
                    if (rest.Length > 0)
                    {
                        Visit(list[i], rest, change);
                    }
                    else if (change(list[i]) is var changed && ReferenceEquals(changed, Removed))
                    {
                        list.RemoveAt(i);
                    }
                    else
                    {
                        list[i] = changed;
                    }
                }

                break;
        }
    }

    private static decimal? Number(object? value) =>
        value switch
        {
            long or decimal or int => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
            double number when Math.Abs(number) < 1e28 => (decimal)number,
            BigInteger number when BigInteger.Abs(number) < new BigInteger(1e28) => (decimal)number,
            _ => null,
        };
}
