using System.Collections;
using System.Collections.Specialized;
using System.Text.Json;
using Auth0Flows.Json;

namespace Auth0Flows.Api.Objects;

/// <summary>Applies changes of lists to the object that has them.</summary>
internal static class ListChanges
{
    private static readonly EqualityComparer<JsonElement> _same = EqualityComparer<JsonElement>.Create(
        static (one, other) => one.IsSameAs(other)
    );

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
            var list = Items(current, names, change.Property);
            var wanted = Apply(list, change);
            if (!list.SequenceEqual(wanted.Select(static item => item.Json), _same))
            {
                Place(sent, current, names, wanted.Select(static item => item.Sent).ToArray());
            }
        }

        return sent;
    }

    private static List<JsonElement> Items(JsonElement current, IEnumerable<string> names, string property)
    {
        foreach (var name in names)
        {
            if (current.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined))
            {
                throw NoList(property, current.ValueKind); // where the object should be that has the list
            }

            if (!current.TryFind(name, out current))
            {
                return [];
            }
        }

        return current.ValueKind switch
        {
            JsonValueKind.Array => [.. current.EnumerateArray()],
            JsonValueKind.String => [current], // an odd tenant has one text in the place of a list
            JsonValueKind.Null or JsonValueKind.Undefined => [],
            var kind => throw NoList(property, kind),
        };
    }

    private static Auth0ResponseException NoList(string property, JsonValueKind kind) =>
        new(
            Auth0ErrorCode.NotAList,
            $"The object has JSON of the type {kind} in the place of the list {property}: nothing was added to it or removed from it."
        );

    // What is added stays as it is: as JSON, it would no longer show which of its values are secrets.
    private static List<(JsonElement Json, object Sent)> Apply(List<JsonElement> list, Auth0ListChange change)
    {
        var removed = change.Removed.ToHashSet(StringComparer.Ordinal);
        var wanted = list.Where(item => !removed.Contains(IdOf(item, change.Key)))
            .Select(static item => (Json: item, Sent: (object)item))
            .ToList();
        foreach (var added in change.Added)
        {
            using var json = JsonDocument.Parse(JsonValues.ToUtf8(added));
            var item = json.RootElement.Clone();
            var place = wanted.FindIndex(other => IdOf(other.Json, change.Key) == IdOf(item, change.Key));
            if (place < 0)
            {
                wanted.Add((item, added));
            }
            else if (!Covers(wanted[place].Json, item))
            {
                wanted[place] = (item, added);
            }
        }

        return wanted;
    }

    // An object that has what was added, and perhaps more: a scope keeps its description when its name is added once more.
    private static bool Covers(JsonElement present, JsonElement added) =>
        added.ValueKind == JsonValueKind.Object && present.ValueKind == JsonValueKind.Object
            ? added.ReadMembers().All(member => present.TryFind(member.ReadName(), out var value) && value.IsSameAs(member.Value))
            : present.IsSameAs(added);

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
                foreach (var member in MembersOf(current, name))
                {
                    child[member.ReadName()] = member.Value;
                }

                parent[name] = child;
            }

            parent = child;
        }

        parent[names[^1]] = value;
    }

    private static JsonElement.ObjectEnumerator MembersOf(JsonElement inner, string name) =>
        inner.ValueKind switch
        {
            JsonValueKind.Object => inner.ReadMembers(),
            JsonValueKind.Null or JsonValueKind.Undefined => default,
            var kind => throw new Auth0ResponseException(
                Auth0ErrorCode.InvalidResponse,
                $"The object has JSON of the type {kind} in the place of the object {name}: nothing was changed in it."
            ),
        };
}
