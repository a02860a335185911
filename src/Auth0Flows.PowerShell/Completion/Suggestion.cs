namespace Auth0Flows.PowerShell;

/// <summary>
/// A suggestion at Tab: the text, its meaning, and the name to find it by if that differs from the text. Without a text it is not a
/// suggestion.
/// </summary>
internal readonly record struct Suggestion(string? Text, string? Meaning = null, string? Label = null);
