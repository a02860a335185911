using System.Text;
using QRCoder;

namespace Auth0Flows;

/// <summary>A QR code (ISO/IEC 18004) as lines of text, two modules per character, with the quiet zone that scanners need.</summary>
public static class QRCodeText
{
    // Black on white, whatever the terminal's colors: a phone doesn't read light codes on a dark background.
    private const string BlackOnWhite = "\e[38;2;0;0;0;48;2;255;255;255m";
    private const string Reset = "\e[0m";

    // ISO/IEC 18004, table 7: version 40 with the lowest error correction.
    private const int MostBytes = 2953;

    /// <summary>Draws a QR code. Text that is too long for one, over 2,953 bytes of UTF-8, results in no lines.</summary>
    /// <param name="content">The content of the QR code.</param>
    /// <param name="hasColors">
    /// Whether the terminal supports colors (ECMA-48). Without colors the light modules are drawn, which is correct on a dark terminal.
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
                // Below an odd last row there is nothing, so it is light.
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
