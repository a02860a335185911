using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Auth0Flows.Basics;

/// <summary>
/// Decodes text files: UTF-8, or the encoding that a byte order mark names. Other bytes are refused, because a wrong decoding would replace
/// characters, without a word.
/// </summary>
internal static class TextEncoding
{
    /// <summary>What is said of a file in another encoding.</summary>
    public const string NotUtf8 =
        "is not encoded in UTF-8. Convert it: Get-Content -Encoding ansi (or unicode), Set-Content -Encoding utf8";

    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes a file's content. The byte order mark of UTF-8 stays, as U+FEFF.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> content, [NotNullWhen(true)] out string? text)
    {
        text = null;
        try
        {
            text = content switch
            {
                // UTF-32 first: its mark begins like that of UTF-16.
                [0xFF, 0xFE, 0, 0, ..] => new UTF32Encoding(
                    bigEndian: false,
                    byteOrderMark: true,
                    throwOnInvalidCharacters: true
                ).GetString(content[4..]),
                [0, 0, 0xFE, 0xFF, ..] => new UTF32Encoding(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true).GetString(
                    content[4..]
                ),
                [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true).GetString(
                    content[2..]
                ),
                [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true).GetString(
                    content[2..]
                ),
                [not 0, 0, ..] or [0, not 0, ..] => null, // UTF-16 without its mark
                _ => _utf8.GetString(content),
            };
        }
        catch (DecoderFallbackException)
        {
            return false;
        }

        return text is not null;
    }
}
