using System.Globalization;
using System.Net;

namespace Auth0Flows.Http;

/// <summary>
/// The ASCII letters and digits of a text, with their places: what is left of it however a server escapes the rest, for JSON, HTML, a URL
/// or a program's text, once or several times.
/// </summary>
internal sealed class BareText
{
    private const int MostPasses = 6; // escapes within escapes
    private const int LongestEntity = 10; // &#x0000FF;
    private const int KnownLength = 32;
    private const char Other = ' ';

    private readonly List<(int From, int To)> _places = [];

    private BareText(string text)
    {
        var letters = text.Select(static (letter, at) => new Letter(letter, at, at + 1)).ToList();
        for (var pass = 0; pass < MostPasses && Unescape(letters) is { } plainer; pass++)
        {
            letters = plainer;
        }

        letters.RemoveAll(static letter => !char.IsAsciiLetterOrDigit(letter.Value));
        _places = letters.ConvertAll(static letter => (letter.From, letter.To));
        Letters = string.Create(letters.Count, letters, static (span, all) => Fill(span, all));
    }

    /// <summary>The letters and digits.</summary>
    public string Letters { get; }

    public static BareText Of(string text) => new(text);

    /// <summary>Where in this text another one stands: its start, and as much of the rest as follows.</summary>
    public IEnumerable<(int From, int To)> PlacesOf(string letters)
    {
        var known = letters.AsMemory(0, Math.Min(letters.Length, KnownLength));
        for (var at = 0; at < Letters.Length; )
        {
            var found = Letters.AsSpan(at).IndexOf(known.Span, StringComparison.OrdinalIgnoreCase);
            if (found < 0)
            {
                yield break;
            }

            var start = at + found;
            var end = start + known.Length;
            for (var next = known.Length; end < Letters.Length && next < letters.Length && IsSame(Letters[end], letters[next]); next++)
            {
                end++;
            }

            yield return (_places[start].From, _places[end - 1].To);
            at = end;
        }
    }

    private static bool IsSame(char one, char other) => char.ToLowerInvariant(one) == char.ToLowerInvariant(other);

    private static void Fill(Span<char> span, List<Letter> letters)
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = letters[i].Value;
        }
    }

    // Null if nothing is escaped.
    private static List<Letter>? Unescape(List<Letter> letters)
    {
        List<Letter>? plain = null;
        for (var at = 0; at < letters.Count; at++)
        {
            var (value, length) = letters[at].Value switch
            {
                '%' => Hexadecimal(letters, at + 1, 2),
                '\\' => Backslash(letters, at + 1),
                '&' => Entity(letters, at),
                _ => (Other, 0),
            };
            if (length > 0)
            {
                plain ??= letters[..at];
                plain.Add(new(value, letters[at].From, letters[at + length].To));
                at += length;
            }
            else
            {
                plain?.Add(letters[at]);
            }
        }

        return plain;
    }

    // \u003d and \x3d, and what stands for a control character.
    private static (char Value, int Length) Backslash(List<Letter> letters, int at)
    {
        var kind = at < letters.Count ? letters[at].Value : Other;
        if (kind is 'n' or 'r' or 't' or 'b' or 'f')
        {
            return (Other, 1);
        }

        var (value, length) = kind switch
        {
            'u' => Hexadecimal(letters, at + 1, 4),
            'x' => Hexadecimal(letters, at + 1, 2),
            _ => (Other, 0),
        };
        return length > 0 ? (value, length + 1) : (Other, 0);
    }

    private static (char Value, int Length) Hexadecimal(List<Letter> letters, int at, int digits)
    {
        if (at + digits > letters.Count)
        {
            return (Other, 0);
        }

        var value = 0;
        for (var i = at; i < at + digits; i++)
        {
            if (!char.IsAsciiHexDigit(letters[i].Value))
            {
                return (Other, 0);
            }

            value = value * 16 + int.Parse([letters[i].Value], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }

        return (value < 0x80 ? (char)value : Other, digits);
    }

    // &#61; &#x3D; &amp; and others: of those with names, only the ampersand's can begin another.
    private static (char Value, int Length) Entity(List<Letter> letters, int at)
    {
        for (var length = 2; length <= LongestEntity && at + length < letters.Count; length++)
        {
            var letter = letters[at + length].Value;
            if (letter == ';')
            {
                var entity = new string([.. letters.GetRange(at, length + 1).Select(static one => one.Value)]);
                var plain = WebUtility.HtmlDecode(entity);
                return (plain.Length == 1 && char.IsAscii(plain[0]) ? plain[0] : Other, length);
            }

            if (!char.IsAsciiLetterOrDigit(letter))
            {
                break;
            }
        }

        return (Other, 0);
    }

    /// <summary>A letter, and the place of what stands for it.</summary>
    private readonly record struct Letter(char Value, int From, int To);
}
