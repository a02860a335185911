using System.Globalization;

namespace Auth0Flows.Errors;

/// <summary>Makes a server's text safe for a message: one line, limited length, no control characters for a terminal.</summary>
internal static class ServerText
{
    /// <summary>How many characters of a server's text a message shows.</summary>
    public const int MaximumLength = 600;

    private const int LongestMessage = 8_000;

    /// <summary>Removes control and format characters, and truncates a long text.</summary>
    public static string Clean(string text) => Cut(text, MaximumLength);

    /// <summary>The same for a whole message, which may quote several texts, including the caller's.</summary>
    public static string Message(string text) => Cut(text, LongestMessage);

    /// <summary>Removes control and format characters, which affect a terminal or hide text.</summary>
    public static string OneLine(string text) =>
        text.AsSpan().ContainsAnyExceptInRange(' ', '~') && text.Any(IsHidden) // most texts are plain ASCII
            ? string.Create(
                text.Length,
                text,
                static (line, from) =>
                {
                    for (var i = 0; i < line.Length; i++)
                    {
                        line[i] = IsHidden(from[i]) ? ' ' : from[i];
                    }
                }
            )
            : text;

    private static string Cut(string text, int length) =>
        text.Length > length ? OneLine(text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)]) + '…' : OneLine(text);

    private static bool IsHidden(char character) =>
        char.IsControl(character) || char.GetUnicodeCategory(character) == UnicodeCategory.Format;
}
