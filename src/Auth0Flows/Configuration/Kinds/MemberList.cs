namespace Auth0Flows.Configuration.Kinds;

/// <summary>
/// A list of what belongs to an object, such as a role's permissions: what isn't in it is removed. So it must be a list, and its items
/// must be what they should be; anything else would silently remove all members.
/// </summary>
/// <param name="Property">The property of the object.</param>
/// <param name="Texts">The texts that each item must have; empty if the items are texts themselves.</param>
internal sealed record MemberList(string Property, params string[] Texts)
{
    /// <summary>Whether a value can be an item.</summary>
    public bool IsItem(object? item) =>
        Texts.Length == 0
            ? item is string { Length: > 0 }
            : item is JsonMap map && Array.TrueForAll(Texts, name => map.GetValueOrDefault(name) is string { Length: > 0 });

    /// <summary>What the items are, for a message.</summary>
    public string Items =>
        Texts.Length == 0 ? "texts" : $"objects with {string.Join(" and ", Texts.Select(static name => $"the text {name}"))}";
}
