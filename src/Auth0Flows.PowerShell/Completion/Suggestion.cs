namespace Auth0Flows.PowerShell;

/// <summary>
/// What Tab may put in: the text, what it means, and where that isn't the text itself, what it is known as. Without a text it is none.
/// </summary>
internal readonly record struct Suggestion(string? Text, string? Meaning = null, string? Label = null);
