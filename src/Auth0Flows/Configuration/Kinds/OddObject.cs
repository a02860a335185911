namespace Auth0Flows.Configuration.Kinds;

/// <summary>Something that a tenant returned and that can't be used. It is left out, and the rest is read.</summary>
/// <param name="Found">The object; null if it is none.</param>
/// <param name="Why">What is wrong with it: <c>it has no id</c>.</param>
internal sealed record OddObject(ConfigurationObject? Found, string Why)
{
    /// <summary>The property of which something is left out; null for the whole object.</summary>
    public string? Property { get; init; }
}
