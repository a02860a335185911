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

    /// <summary>The names of the objects that were left out.</summary>
    public IReadOnlySet<string> Odd { get; init; } = new HashSet<string>();

    public ConfigurationObject? Find(string name) => Objects.FirstOrDefault(one => one.Name == name);

    public bool LeavesOut(string name) => Odd.Contains(name) || LeftOut is { } start && name.StartsWith(start, StringComparison.Ordinal);
}
