namespace Auth0Flows;

/// <summary>A type of entry in a tenant's log.</summary>
/// <param name="Code">What stands in the entry's <c>type</c>: <c>fdeaz</c>.</param>
/// <param name="Name">Its name: <c>Device authorization failed</c>.</param>
/// <param name="Meaning">What has happened, in a sentence.</param>
public sealed record Auth0LogType(string Code, string Name, string Meaning);
