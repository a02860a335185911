namespace Auth0Flows.Tour;

/// <summary>Formats rows of text as a table.</summary>
internal static class TextTable
{
    public static string Of(params IEnumerable<string?[]> rows)
    {
        var lines = rows.ToList();
        var widths = Enumerable.Range(0, lines[0].Length).Select(column => lines.Max(line => line[column]?.Length ?? 0)).ToArray();
        return string.Join(
            '\n',
            lines.Select(line => string.Join("  ", line.Select((text, column) => (text ?? "").PadRight(widths[column]))).TrimEnd())
        );
    }
}
