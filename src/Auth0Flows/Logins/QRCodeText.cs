using System.Text;
using QRCoder;

namespace Auth0Flows;

/// <summary>A QR code (ISO/IEC 18004) as lines of text, two modules to a character, with the quiet zone that scanners need.</summary>
public static class QRCodeText
{
    // Black on white whatever the terminal's own colours are: a phone doesn't read a code that is light on dark.
    private const string BlackOnWhite = "\e[38;2;0;0;0;48;2;255;255;255m";
    private const string Reset = "\e[0m";

    // ISO/IEC 18004, table 7: version 40 with the least correction.
    private const int MostBytes = 2953;

    /// <summary>Draws it. Text too long for a QR code, over 2,953 bytes of UTF-8, is drawn as no lines.</summary>
    /// <param name="content">What it holds.</param>
    /// <param name="hasColors">
    /// Whether the terminal obeys colours (ECMA-48). Without them the light modules are drawn, which is right on a dark terminal.
    /// </param>
    public static IReadOnlyList<string> Render(string content, bool hasColors)
    {
        ArgumentException.ThrowIfNullOrEmpty(content);
        if (Encoding.UTF8.GetByteCount(content) > MostBytes)
        {
            return [];
        }

        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(content, QRCodeGenerator.ECCLevel.L);
        var rows = code.ModuleMatrix;
        var lines = new string[(rows.Count + 1) / 2];
        for (var i = 0; i < lines.Length; i++)
        {
            var line = new StringBuilder(hasColors ? BlackOnWhite : "");
            for (var column = 0; column < rows.Count; column++)
            {
                // Below an odd last row there is nothing: light.
                line.Append(Character(rows[2 * i][column] == hasColors, (2 * i + 1 < rows.Count && rows[2 * i + 1][column]) == hasColors));
            }

            lines[i] = line.Append(hasColors ? Reset : "").ToString();
        }

        return lines;
    }

    private static char Character(bool upper, bool lower) =>
        (upper, lower) switch
        {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            _ => ' ',
        };
}
