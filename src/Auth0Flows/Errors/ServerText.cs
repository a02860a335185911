using System.Globalization;

namespace Auth0Flows.Errors;

/// <summary>
/// What a server says, made fit for a message: one line, of bounded length, without control characters that a terminal would obey.
/// </summary>
internal static class ServerText
{
    private const int MaximumLength = 600;
    private const int LongestMessage = 8_000;

    /// <summary>Without what a terminal would obey or hide, and cut where it is long.</summary>
    public static string Clean(string text) => Cut(text, MaximumLength);

    /// <summary>The same of a whole message, which may quote several texts, a caller's own among them.</summary>
    public static string Message(string text) => Cut(text, LongestMessage);

    /// <summary>Without what a terminal would obey or hide: control and format characters.</summary>
    public static string OneLine(string text) =>
        text.Any(IsHidden)
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
