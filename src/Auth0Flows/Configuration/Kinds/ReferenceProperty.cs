namespace Auth0Flows.Configuration.Kinds;

/// <summary>A property that contains ids of objects of another kind; in files and differences, their names.</summary>
/// <param name="Pattern">The property: <c>enabled_clients.*</c>.</param>
/// <param name="Kind">The kind of the objects.</param>
internal sealed record ReferenceProperty(string Pattern, string Kind);
