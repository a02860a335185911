using System.Collections;
using System.Collections.Specialized;
using System.Text.Json;
using Auth0Flows.Json;

namespace Auth0Flows.Api.Objects;

/// <summary>Applies changes of lists to the object that has them.</summary>
internal static class ListChanges
{
    /// <summary>
    /// What must be sent, with the API's names: the properties, and the lists that are not yet as they should be. A name with a dot leads
    /// into an object, whose other members go back as they are.
    /// </summary>
    public static OrderedDictionary Apply(JsonElement current, IDictionary? properties, IEnumerable<Auth0ListChange> changes)
    {
        var sent = new OrderedDictionary(StringComparer.Ordinal);
        foreach (DictionaryEntry property in properties ?? new OrderedDictionary())
        {
            Place(sent, current, ((string)property.Key).Split('.'), property.Value);
        }

        foreach (var change in changes)
        {
            var names = change.Property.Split('.');
            var list = Items(current, names);
            var wanted = Apply(list, change);
            if (!list.Select(item => IdOf(item, change.Key)).SequenceEqual(wanted.Select(static item => item.Id), StringComparer.Ordinal))
            {
                Place(sent, current, names, wanted.Select(static item => item.Sent).ToArray());
            }
        }

        return sent;
    }

    private static List<JsonElement> Items(JsonElement current, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (!current.TryFind(name, out current))
            {
                return [];
            }
        }

        return current.ValueKind switch
        {
            JsonValueKind.Array => [.. current.EnumerateArray()],
            JsonValueKind.String => [current], // an odd tenant has one text in the place of a list
            _ => [],
        };
    }

    // What is added stays as it is: as JSON, it would no longer show which of its values are secrets.
    private static List<(string Id, object Sent)> Apply(List<JsonElement> list, Auth0ListChange change)
    {
        var removed = change.Removed.ToHashSet(StringComparer.Ordinal);
        var wanted = list.Select(item => (Id: IdOf(item, change.Key), Sent: (object)item))
            .Where(item => !removed.Contains(item.Id))
            .ToList();
        var present = wanted.Select(static item => item.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var added in change.Added)
        {
            using var json = JsonDocument.Parse(JsonValues.ToUtf8(added));
            var id = IdOf(json.RootElement, change.Key);
            if (present.Add(id))
            {
                wanted.Add((id, added));
            }
        }

        return wanted;
    }

    private static string IdOf(JsonElement item, string? key) =>
        key is not null && item.TryFind(key, out var id) ? id.ReadTextOrRaw() : item.ReadTextOrRaw();

    // An object inside the object is replaced as a whole by the API, so the rest of it goes back as it is.
    private static void Place(OrderedDictionary sent, JsonElement current, string[] names, object? value)
    {
        var parent = sent;
        foreach (var name in names[..^1])
        {
            current = current.TryFind(name, out var inner) ? inner : default;
            if (parent[name] is not OrderedDictionary child)
            {
                child = new OrderedDictionary(StringComparer.Ordinal);
                foreach (var member in current.ValueKind == JsonValueKind.Object ? current.ReadMembers() : default)
                {
                    child[member.ReadName()] = member.Value;
                }

                parent[name] = child;
            }

            parent = child;
        }

        parent[names[^1]] = value;
    }
}
