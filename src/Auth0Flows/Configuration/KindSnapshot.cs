using Auth0Flows.Configuration.Kinds;

namespace Auth0Flows.Configuration;

/// <summary>The objects of one kind, at one time.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Objects">The objects, ordered by their names, which are unique.</param>
internal sealed record KindSnapshot(ConfigurationKind Kind, IReadOnlyList<ConfigurationObject> Objects)
{
    /// <summary>The start of the names that are left out: the grants of the application that manages the tenant.</summary>
    public string? LeftOut { get; init; }

    /// <summary>The names that several objects have. Only the first of each is here.</summary>
    public IReadOnlySet<string> Ambiguous { get; init; } = new HashSet<string>();

    /// <summary>Whether something was left out that can't be used: whatever seems to be missing may be that.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary>Whether there may be objects whose names aren't known: an object that seems to be missing may be one of them.</summary>
    public bool HasUnknown { get; init; }

    /// <summary>The names of what was left out: objects, and properties of objects of which something was.</summary>
    public IReadOnlySet<(string Name, string? Property)> Odd { get; init; } = new HashSet<(string, string?)>();

    public ConfigurationObject? Find(string name) => Objects.FirstOrDefault(one => one.Name == name);

    public bool LeavesOut(string name) =>
        Odd.Contains((name, null)) || LeftOut is { } start && name.StartsWith(start, StringComparison.Ordinal);

    public bool LeavesOut(string name, string property) => Odd.Contains((name, property));
}
