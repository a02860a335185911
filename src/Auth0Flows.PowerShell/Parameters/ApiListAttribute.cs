namespace Auth0Flows.PowerShell;

/// <summary>
/// Marks a parameter whose values are added to a list of the API's object, or removed from it: <c>-AddCallback</c>, <c>-RemoveCallback</c>.
/// </summary>
/// <param name="name">The list's name in the API; a dot leads into an object.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ApiListAttribute(string name) : Attribute
{
    public string Name { get; } = name;

    /// <summary>Whether the values are removed.</summary>
    public bool Removes { get; init; }

    /// <summary>The property that identifies an object in the list; null for a list of texts.</summary>
    public string? Key { get; init; }
}
