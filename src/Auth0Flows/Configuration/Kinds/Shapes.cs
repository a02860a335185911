using System.Globalization;

namespace Auth0Flows.Configuration.Kinds;

/// <summary>Checks the values that decide what is removed: lists of members, and maps with names that people choose.</summary>
internal static class Shapes
{
    /// <summary>What is wrong with a file's object; null if nothing is.</summary>
    public static string? WrongIn(ConfigurationKind kind, JsonMap map)
    {
        foreach (var list in kind.Members)
        {
            if (!map.TryGetValue(list.Property, out var value))
            {
                continue; // it isn't managed
            }

            if (value is not List<object?> items)
            {
                return $"has {Named(value)} as {list.Property}{Of(kind, map)}, where a list belongs; an empty list removes all";
            }

            if (items.FindIndex(item => !list.IsItem(item)) is >= 0 and var place)
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"has {Named(items[place])} as item {place + 1} of {list.Property}{Of(kind, map)}, where {list.Items} belong"
                );
            }
        }

        return kind
            .Maps.Where(name => map.GetValueOrDefault(name) is var value && value is not JsonMap && !JsonTree.IsEmpty(value))
            .Select(name => $"has {Named(map[name])} as {name}{Of(kind, map)}, where an object belongs")
            .FirstOrDefault();
    }

    /// <summary>Removes from a tenant's object what can't be in such a place, and returns what that was, and in which property.</summary>
    public static IReadOnlyList<(string Property, string Why)> RemoveWrong(ConfigurationKind kind, JsonMap map)
    {
        var removed = new List<(string, string)>();
        foreach (var list in kind.Members)
        {
            var value = map.GetValueOrDefault(list.Property);
            if (value is List<object?> items)
            {
                removed.AddRange(
                    items
                        .Where(item => !list.IsItem(item))
                        .Select(item => (list.Property, $"{Named(item)} among its {list.Property} is none of the {list.Items}"))
                );
                items.RemoveAll(item => !list.IsItem(item));
            }
            else if (map.Remove(list.Property) && !JsonTree.IsEmpty(value))
            {
                removed.Add((list.Property, $"its {list.Property} is {Named(value)}, and no list"));
            }
        }

        foreach (var name in kind.Maps.Where(name => map.GetValueOrDefault(name) is not (null or JsonMap)))
        {
            map.Remove(name, out var value);
            if (!JsonTree.IsEmpty(value))
            {
                removed.Add((name, $"its {name} is {Named(value)}, and no object"));
            }
        }

        return removed;
    }

    /// <summary>The type of a value, for a message: not the value, which may be long or secret.</summary>
    public static string Named(object? value) =>
        value switch
        {
            null => "null",
            JsonMap => "an object",
            List<object?> => "a list",
            string or Auth0Secret => "a text",
            bool => "true or false",
            _ => "a number",
        };

    private static string Of(ConfigurationKind kind, JsonMap map) => kind.NameOf(map) is { Length: > 0 } name ? $" of '{name}'" : "";
}
