using Auth0Flows.Configuration.Kinds;

namespace Auth0Flows;

/// <summary>What is to be done with an object so that a tenant has the wanted configuration.</summary>
public sealed class Auth0ConfigurationChange
{
    internal Auth0ConfigurationChange(ConfigurationKind kind, ObjectChange change, MappingSecrets secrets) =>
        (Definition, Change, Secrets, Kind, Name, Action) = (
            kind,
            change,
            secrets,
            kind.Name,
            secrets.Mask(change.Name),
            change.Wanted is null ? Auth0ConfigurationAction.Remove
            : change.Current is null ? Auth0ConfigurationAction.Create
            : Auth0ConfigurationAction.Update
        );

    /// <summary>The kind of the object: <c>clients</c>.</summary>
    public string Kind { get; }

    /// <summary>The name of the object.</summary>
    public string Name { get; }

    /// <summary>What is done with it.</summary>
    public Auth0ConfigurationAction Action { get; }

    /// <summary>The first-level properties that change; empty if the whole object is created or removed.</summary>
    public IReadOnlyList<string> Property =>
        Action == Auth0ConfigurationAction.Update ? [.. Change.Changed.Order(StringComparer.Ordinal).Select(Secrets.Mask)] : [];

    /// <summary>Why it can't be done; null if it can.</summary>
    public Auth0Exception? Failure
    {
        get;
        internal set => field = value is null ? null : Secrets.Mask(value);
    }

    internal ConfigurationKind Definition { get; }

    internal ObjectChange Change { get; }

    /// <summary>The secrets that are masked in what is shown.</summary>
    internal MappingSecrets Secrets { get; }

    internal IReadOnlyList<ChangeStep> Steps { get; init; } = [];

    /// <summary>The action and the object.</summary>
    public override string ToString() => $"{Action} {Kind} {Name}";
}
