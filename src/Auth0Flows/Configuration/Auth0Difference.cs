using Auth0Flows.Configuration.Kinds;

namespace Auth0Flows;

/// <summary>A difference between two configurations: the left one is the reference. Shows no secret.</summary>
public sealed class Auth0Difference
{
    internal Auth0Difference(string kind, string name, string[] path, object? left, object? right, MappingSecrets? secrets = null)
    {
        Secrets = secrets ?? MappingSecrets.None;
        (Kind, ObjectName, Path, LeftValue) = (kind, name, path, left);
        Name = Secrets.Mask(name);
        Property = path.Length == 0 ? null : string.Join('.', path.Select(Secrets.Mask));
        (Left, Right) = (JsonTree.ToPlain(Secrets.MaskTree(left)), JsonTree.ToPlain(Secrets.MaskTree(right)));
        Change =
            JsonTree.IsEmpty(left) ? Auth0DifferenceKind.Added
            : JsonTree.IsEmpty(right) ? Auth0DifferenceKind.Removed
            : Auth0DifferenceKind.Changed;
    }

    /// <summary>The kind of the object: <c>clients</c>.</summary>
    public string Kind { get; }

    /// <summary>The name of the object.</summary>
    public string Name { get; }

    /// <summary>The property that differs: <c>jwt_configuration.alg</c>. Null if only one side has the object.</summary>
    public string? Property { get; }

    /// <summary>How it differs.</summary>
    public Auth0DifferenceKind Change { get; }

    /// <summary>The value on the left side, the reference; for an object, its properties.</summary>
    public object? Left { get; }

    /// <summary>The value on the right side.</summary>
    public object? Right { get; }

    /// <summary>The name of the object, with the secrets in it.</summary>
    internal string ObjectName { get; }

    /// <summary>The secrets that are masked in what is shown.</summary>
    internal MappingSecrets Secrets { get; }

    /// <summary>The names that lead to the property.</summary>
    internal string[] Path { get; }

    /// <summary>The value on the left side.</summary>
    internal object? LeftValue { get; }

    /// <summary>The whole object on the left side; its secrets only if it is from a folder, to which the caller gives them.</summary>
    internal ConfigurationObject? Reference { get; init; }

    /// <summary>The object, and its property if it has the difference.</summary>
    public override string ToString() => $"{Kind} {Name}{(Property is null ? "" : $": {Property}")} ({Change})";
}
