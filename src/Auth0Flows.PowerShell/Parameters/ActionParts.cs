using System.Collections;
using System.Collections.Specialized;
using System.Globalization;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Converts what is specified for an action to the API's lists: <c>@{ lodash = '4.17.21' }</c>, <c>@{ KEY = $secret }</c>.
/// </summary>
internal static class ActionParts
{
    /// <summary>The dependencies: hashtables of names and versions, or objects with a name and a version.</summary>
    public static IEnumerable<OrderedDictionary> Dependencies(object[]? given) =>
        (given ?? []).SelectMany(static item =>
            PlainObject.Of(item) switch
            {
                Auth0ActionDependency known => [Part("name", known.Name, "version", known.Version, "registry_url", known.RegistryUrl)],
                OrderedDictionary part when part.Contains("name") && part.Contains("version") => [part],
                OrderedDictionary versions => versions
                    .Cast<DictionaryEntry>()
                    .Select(static one => Part("name", one.Key, "version", Convert.ToString(one.Value, CultureInfo.InvariantCulture))),
                _ => throw new Auth0ConfigurationException(
                    Auth0ErrorCode.InvalidRequestBody,
                    "Specify dependencies as names and versions: @{ lodash = '4.17.21' }."
                ),
            }
        );

    /// <summary>The secrets, by their names. A secret as text is refused without repeating it.</summary>
    public static IEnumerable<OrderedDictionary> Secrets(IDictionary? given) =>
        (given ?? new Hashtable())
            .Cast<DictionaryEntry>()
            .Select(static one =>
                Part(
                    "name",
                    one.Key,
                    "value",
                    one.Value.AsSecret()
                        ?? throw new Auth0ConfigurationException(
                            Auth0ErrorCode.InvalidRequestBody,
                            $"Specify the secret '{one.Key}' as a SecureString: Read-Host -AsSecureString at a prompt, Get-Secret from a vault."
                        )
                )
            );

    /// <summary>The parts of a list that is sent back as a whole.</summary>
    /// <exception cref="Auth0ResponseException">One of them can't be sent back.</exception>
    public static IEnumerable<OrderedDictionary> Current<T>(
        Auth0Action action,
        string list,
        IEnumerable<T?>? parts,
        Func<T, OrderedDictionary> convert
    )
        where T : class
    {
        OrderedDictionary[] current = [.. (parts ?? []).Select(part => part is null ? [] : convert(part))];
        return action.UnreadProperties.Contains(list) || current.Any(static part => part["name"] is not string { Length: > 0 })
            ? throw new Auth0ResponseException(
                Auth0ErrorCode.NotAList,
                $"The action has something else than objects with names in its {list}: nothing was changed, because it could be lost."
            )
            : current;
    }

    /// <summary>The list as it should be: what is set replaces what has its name, and what is removed is left out.</summary>
    public static object[] Merge(IEnumerable<OrderedDictionary> current, IEnumerable<OrderedDictionary> set, string[]? removed)
    {
        var merged = new OrderedDictionary(StringComparer.Ordinal);
        foreach (var part in current.Concat(set))
        {
            merged[part["name"]!] = part;
        }

        foreach (var name in removed ?? [])
        {
            merged.Remove(name);
        }

        return [.. merged.Values.Cast<object>()];
    }

    /// <summary>An object of the API, without what it doesn't have.</summary>
    public static OrderedDictionary Part(params object?[] namesAndValues)
    {
        var part = new OrderedDictionary(StringComparer.Ordinal);
        foreach (var pair in namesAndValues.Chunk(2))
        {
            if (pair[1] is { } value)
            {
                part[pair[0]!] = value;
            }
        }

        return part;
    }
}
