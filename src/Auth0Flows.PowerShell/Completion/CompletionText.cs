using System.Management.Automation.Language;

namespace Auth0Flows.PowerShell;

/// <summary>
/// The word at the cursor and its replacement: with the user's quotes, or with new ones if the text is more than one word.
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

    /// <summary>The word without quotes; PowerShell has already replaced variables with their values.</summary>
    public string Word { get; }

    /// <summary>A text in the syntax of a command.</summary>
    public string Of(string text) =>
        _quote switch
        {
            '"' =>
                $"\"{text.Replace("`", "``", StringComparison.Ordinal).Replace("$", "`$", StringComparison.Ordinal).Replace("\"", "`\"", StringComparison.Ordinal)}\"",
            null when IsOneWord(text) => text,
            _ => SingleQuoted(text),
        };

    private static string SingleQuoted(string text) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";

    // Uses PowerShell's own parser, which reads x/{id}/y as three arguments, including a script block.
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
