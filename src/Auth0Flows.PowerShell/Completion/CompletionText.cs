using System.Management.Automation.Language;

namespace Auth0Flows.PowerShell;

/// <summary>
/// The word at the cursor and what takes its place: with the user's quotes, or with new ones where the text would be more than one word.
/// </summary>
internal sealed class CompletionText
{
    private readonly char? _quote;

    public CompletionText(string? wordToComplete)
    {
        var word = wordToComplete ?? "";
        _quote = word is [var first, ..] && first is '\'' or '"' ? word[0] : null;
        var inner = _quote is null ? word : word[1..];
        inner = _quote is { } quote && inner.EndsWith(quote) ? inner[..^1] : inner;
        Word = _quote is '\'' ? inner.Replace("''", "'", StringComparison.Ordinal) : inner;
    }

    /// <summary>The word without quotes; PowerShell has put values in the place of variables by now.</summary>
    public string Word { get; }

    /// <summary>A text as it can stand in a command.</summary>
    public string Of(string text) =>
        _quote switch
        {
            '"' =>
                $"\"{text.Replace("`", "``", StringComparison.Ordinal).Replace("$", "`$", StringComparison.Ordinal).Replace("\"", "`\"", StringComparison.Ordinal)}\"",
            null when IsOneWord(text) => text,
            _ => SingleQuoted(text),
        };

    private static string SingleQuoted(string text) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";

    // PowerShell's own parser says so. It takes x/{id}/y for three arguments, one of them a script.
    private static bool IsOneWord(string text)
    {
        var script = Parser.ParseInput("x " + text, out _, out var errors);
        return errors.Length == 0
            && script.Find(static ast => ast is CommandAst, searchNestedScriptBlocks: false)
                is CommandAst
                {
                    CommandElements: [_, StringConstantExpressionAst { StringConstantType: StringConstantType.BareWord } word]
                } command
            && command.Extent.Text.Length == script.Extent.Text.Length
            && word.Value == text;
    }
}
