using Auth0Flows.Configuration.Kinds;

namespace Auth0Flows;

/// <summary>A difference between two configurations: the left one is the reference. Contains no secret.</summary>
public sealed class Auth0Difference
{
    internal Auth0Difference(string kind, string name, string[] path, object? left, object? right)
    {
        (Kind, Name, Path, LeftValue) = (kind, name, path, left);
        Property = path.Length == 0 ? null : string.Join('.', path);
        (Left, Right) = (JsonTree.ToPlain(left), JsonTree.ToPlain(right));
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

    /// <summary>The names that lead to the property.</summary>
    internal string[] Path { get; }

    /// <summary>The value on the left side.</summary>
    internal object? LeftValue { get; }

    /// <summary>The whole object on the left side; its secrets only if it is from a folder, to which the caller gives them.</summary>
    internal ConfigurationObject? Reference { get; init; }

    /// <summary>The object, and its property if it has the difference.</summary>
    public override string ToString() => $"{Kind} {Name}{(Property is null ? "" : $": {Property}")} ({Change})";
}
