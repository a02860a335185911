namespace Auth0Flows.Configuration.Kinds;

/// <summary>A text in a file in which no value of the environment is replaced by a marker: a path, or the marker of a secret.</summary>
internal sealed record Verbatim(string Text);
