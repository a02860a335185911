using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Auth0Flows.Basics;

/// <summary>
/// A host name as in DNS and certificates: ASCII, international names as punycode (RFC 5891), lowercase, no dot at the end. Rejects names
/// that a person reads differently than a machine.
/// </summary>
internal static class DomainName
{
    private const int LongestLabel = 63; // RFC 1035 §2.3.4
    private const int LongestName = 253;
    private const string PunycodePrefix = "xn--";
    private const string NoInternationalName = "it is not a valid internationalized name";

    private static readonly IdnMapping _mapping = new();

    /// <summary>Why a character of the text is not allowed in an address; null if all are allowed.</summary>
    public static string? Refusal(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!Rune.TryGetRuneAt(text, at, out var rune))
            {
                return $"it contains an unpaired surrogate (U+{(int)text[at]:X4})";
            }

            if (Kind(rune) is { } kind && !IsCatalan(text, at))
            {
                return $"it contains U+{rune.Value:X4}, {kind}";
            }

            at += rune.Utf16SequenceLength - 1;
        }

        return null;
    }

    /// <summary>Converts the name to ASCII.</summary>
    /// <param name="host">The host name, as written.</param>
    /// <param name="ascii">The name in ASCII.</param>
    /// <param name="reason">Why the name can't be converted.</param>
    public static bool TryToAscii(string host, [NotNullWhen(true)] out string? ascii, [NotNullWhen(false)] out string? reason)
    {
        ascii = null;
        reason = null;
        var written = host.Normalize(NormalizationForm.FormKC).ToLowerInvariant().TrimEnd('.');
        try
        {
            var name = _mapping.GetAscii(written).ToLowerInvariant();
            reason = LabelRefusal(name) ?? PunycodeRefusal(name);
            ascii = reason is null ? name : null;
        }
        catch (ArgumentException)
        {
            reason = LabelRefusal(written) ?? (HasPunycode(written) ? NoInternationalName : "it is not a valid host name");
        }

        return ascii is not null;
    }

    // Describes a character that is invisible or looks like another one; null if the character is allowed in a name or an address.
    private static string? Kind(Rune rune)
    {
        if (rune.IsAscii)
        {
            return Rune.IsControl(rune) ? "a control character" : null;
        }

        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => "a control character",
            UnicodeCategory.Format => "a format character, which is invisible",
            _ when IsIgnored(rune.Value) => "which is invisible",
            UnicodeCategory.SpaceSeparator => "a space",
            _ when rune == Rune.ReplacementChar => "which stands for a lost character",
            UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => "which is not allowed in a name",
            _ when rune.Value is 0x3002 or 0xFF61 or 0xA4F8 or 0x06D4 or 0x00B7 || Ascii(rune).Contains('.', StringComparison.Ordinal) =>
                "which only looks like a dot",
            _ when Ascii(rune) is [var sign, ..] => $"which only looks like '{sign}'",
            _ when rune.Value is 0x2044 or 0x2215 => "which only looks like '/'",
            _ when rune.Value is 0x30FB or 0x0375 or 0x05F3 or 0x05F4 => null, // RFC 5892 §2.6: part of words
            UnicodeCategory.ConnectorPunctuation
            or UnicodeCategory.DashPunctuation
            or UnicodeCategory.OpenPunctuation
            or UnicodeCategory.ClosePunctuation
            or UnicodeCategory.InitialQuotePunctuation
            or UnicodeCategory.FinalQuotePunctuation
            or UnicodeCategory.OtherPunctuation
            or UnicodeCategory.MathSymbol
            or UnicodeCategory.CurrencySymbol
            or UnicodeCategory.ModifierSymbol
            or UnicodeCategory.OtherSymbol => "a sign, which no host name has", // RFC 5892 §2.9
            _ => null,
        };
    }

    // RFC 5892 A.3: the middle dot stands between two l.
    private static bool IsCatalan(string text, int at) =>
        text[at] == '\u00B7' && at > 0 && at + 1 < text.Length && text[at - 1] is 'l' or 'L' && text[at + 1] is 'l' or 'L';

    // Unicode's Default_Ignorable_Code_Point, where its category doesn't say so: marks and letters that the mapping drops, or nobody sees.
    private static bool IsIgnored(int character) =>
        character
            is 0x034F
                or 0x115F
                or 0x1160
                or 0x17B4
                or 0x17B5
                or (>= 0x180B and <= 0x180F)
                or 0x3164
                or (>= 0xFE00 and <= 0xFE0F)
                or 0xFFA0
                or (>= 0xE0100 and <= 0xE01EF);

    // The ASCII signs that normalization makes from a character: "a/c" from U+2100, which would move the end of the host.
    private static string Ascii(Rune rune) => string.Concat(rune.ToString().Normalize(NormalizationForm.FormKC).Where(IsSign));

    private static string? LabelRefusal(string name)
    {
        if (name.Length > LongestName)
        {
            return $"it has {name.Length} characters, but a host name has at most {LongestName}";
        }

        foreach (var label in name.Split('.'))
        {
            if (label.Length == 0)
            {
                return "it has two dots with nothing between them";
            }

            if (label.Length > LongestLabel)
            {
                return $"one of its parts has {label.Length} characters, but a part has at most {LongestLabel}";
            }

            if (label.FirstOrDefault(static character => IsSign(character) && character != '-') is var sign and not '\0')
            {
                return $"it contains '{sign}', which is not allowed in a host name"; // RFC 1123 §2.1; certificates have no such host either
            }

            if (label[0] == '-' || label[^1] == '-')
            {
                return $"its part '{label}' begins or ends with a hyphen";
            }
        }

        return null;
    }

    // Punycode may hide characters that are otherwise rejected, or be invalid.
    private static string? PunycodeRefusal(string name)
    {
        if (!HasPunycode(name))
        {
            return null;
        }

        try
        {
            var shown = _mapping.GetUnicode(name);
            var isRight = string.Equals(_mapping.GetAscii(shown), name, StringComparison.OrdinalIgnoreCase);
            return Refusal(shown) ?? (isRight ? null : NoInternationalName);
        }
        catch (ArgumentException)
        {
            return NoInternationalName;
        }
    }

    private static bool IsSign(char character) => char.IsAscii(character) && !char.IsAsciiLetterOrDigit(character);

    private static bool HasPunycode(string name) =>
        name.Split('.').Any(static label => label.StartsWith(PunycodePrefix, StringComparison.Ordinal));
}
