namespace Auth0Flows;

/// <summary>
/// What to add to a list of an object, and what to remove from it: the callback URLs of an application, the scopes of an API.
/// </summary>
/// <param name="Property">The list's name in the API; a dot leads into an object: <c>options.domain_aliases</c>.</param>
public sealed record Auth0ListChange(string Property)
{
    /// <summary>The values to add at the end, unless they are in the list: texts, or objects as dictionaries.</summary>
    public IReadOnlyList<object> Added { get; init; } = [];

    /// <summary>The values to remove; of objects, the values of their <see cref="Key"/>.</summary>
    public IReadOnlyList<string> Removed { get; init; } = [];

    /// <summary>The property that identifies an object in the list; null if the list contains texts.</summary>
    public string? Key { get; init; }
}
