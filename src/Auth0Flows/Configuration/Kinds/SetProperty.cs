namespace Auth0Flows.Configuration.Kinds;

/// <summary>A list whose order means nothing.</summary>
/// <param name="Pattern">The property.</param>
/// <param name="Keeps">The properties of its items that are kept; empty for all.</param>
internal sealed record SetProperty(string Pattern, params string[] Keeps);
