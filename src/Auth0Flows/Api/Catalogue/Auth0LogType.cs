namespace Auth0Flows;

/// <summary>A type of log entry.</summary>
/// <param name="Code">The entry's <c>type</c>: <c>fdeaz</c>.</param>
/// <param name="Name">The type's name: <c>Device authorization failed</c>.</param>
/// <param name="Meaning">What happened, in one sentence.</param>
public sealed record Auth0LogType(string Code, string Name, string Meaning);
