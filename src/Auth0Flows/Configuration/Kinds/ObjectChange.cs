namespace Auth0Flows.Configuration.Kinds;

/// <summary>What is to become of an object: created, changed, or removed.</summary>
/// <param name="Name">The name of the object.</param>
/// <param name="Current">The object as it is; null if it doesn't exist.</param>
/// <param name="Wanted">The properties as they should be; null if it is to be removed.</param>
internal sealed record ObjectChange(string Name, ConfigurationObject? Current, JsonMap? Wanted)
{
    /// <summary>The properties that the reference itself has; null if it is to be removed.</summary>
    public JsonMap? Reference { get; init; } = Wanted;

    /// <summary>The first-level properties that differ.</summary>
    public IReadOnlySet<string> Changed { get; init; } = new HashSet<string>();

    /// <summary>The properties that differ and that the API only accepts at creation.</summary>
    public IReadOnlyList<string> Refused { get; init; } = [];
}
