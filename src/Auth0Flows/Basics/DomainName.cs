using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Auth0Flows.Basics;

/// <summary>
/// A host's name as DNS and certificates have it: ASCII, international names as punycode (RFC 5891), lower case, no dot at the end. What
/// a person would take for another name than the machine does is refused.
/// </summary>
internal static class DomainName
{
    private const int LongestLabel = 63; // RFC 1035 §2.3.4
    private const int LongestName = 253;
    private const string PunycodePrefix = "xn--";
    private const string NoInternationalName = "it is not a valid internationalized name";

    private static readonly IdnMapping _mapping = new();

    /// <summary>Why a text can't be part of an address, by one of its characters; null if there is none such.</summary>
    public static string? Refusal(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!Rune.TryGetRuneAt(text, at, out var rune))
            {
                return $"it contains half a character (U+{(int)text[at]:X4})";
            }

            if (Kind(rune) is { } kind)
            {
                return $"it contains U+{rune.Value:X4}, {kind}";
            }

            at += rune.Utf16SequenceLength - 1;
        }

        return null;
    }

    /// <summary>The name in ASCII.</summary>
    /// <param name="host">The host's name, as it was written.</param>
    /// <param name="ascii">What came of it.</param>
    /// <param name="reason">Why nothing came of it.</param>
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

    // What it is that one does not see, or sees as something else; null for what may stand in a name or an address.
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
            UnicodeCategory.SpaceSeparator => "a space",
            _ when rune == Rune.ReplacementChar => "which stands for a lost character",
            UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => "which is not allowed in a name",
            _ when rune.Value is 0x3002 or 0xFF61 || Ascii(rune).Contains('.', StringComparison.Ordinal) => "which only looks like a dot",
            _ when Ascii(rune) is [var sign, ..] => $"which only looks like '{sign}'",
            _ => null,
        };
    }

    // The ASCII that normalisation makes of a character: "a/c" of U+2100, which would move the end of the host.
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
                return $"its part '{label[..10]}…' has {label.Length} characters, but a part has at most {LongestLabel}";
            }

            if (label.FirstOrDefault(static character => IsSign(character) && character != '-') is var sign and not '\0')
            {
                return $"it contains '{sign}', which is not allowed in a host name"; // RFC 1123 §2.1; nor does a certificate name such a host
            }

            if (label[0] == '-' || label[^1] == '-')
            {
                return $"its part '{label}' begins or ends with a hyphen";
            }
        }

        return null;
    }

    // Punycode may hide what would be refused in the open, or be none at all.
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
