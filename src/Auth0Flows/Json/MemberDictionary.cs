using System.Collections;
using System.Collections.Specialized;

namespace Auth0Flows.Json;

/// <summary>
/// Builds a dictionary of an object's members in their order. A name that comes again replaces its value in constant time, which
/// <see cref="OrderedDictionary"/> itself does by a search for the place.
/// </summary>
internal sealed class MemberDictionary
{
    private readonly OrderedDictionary _members = new(StringComparer.Ordinal);
    private Dictionary<string, int>? _places; // from the first name that comes again

    /// <summary>Adds a member, or replaces the value of one of the same name.</summary>
    public void Set(string name, object? value)
    {
        if (!_members.Contains(name))
        {
            _places?.Add(name, _members.Count);
            _members.Add(name, value);
            return;
        }

        _places ??= Places();
        _members[_places[name]] = value;
    }

    /// <summary>The members, which can't be changed any more.</summary>
    public OrderedDictionary ToReadOnly() => _members.AsReadOnly();

    private Dictionary<string, int> Places()
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (DictionaryEntry member in _members)
        {
            places.Add((string)member.Key, places.Count);
        }

        return places;
    }
}
