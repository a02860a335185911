using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;

namespace Auth0Flows.Http;

/// <summary>
/// The letters and digits of a text, with their places: what is left of it however a server escapes the rest, for JSON, HTML, a URL or a
/// program's text, once or several times.
/// </summary>
internal sealed class BareText
{
    private const int MostPasses = 6; // escapes within escapes
    private const int LongestEntity = 10; // &#x0000FF;
    private const int KnownLength = 32;
    private const char Other = ' ';

    private readonly List<(int From, int To)> _places;

    private BareText(string text)
    {
        var letters = new List<Letter>(text.Length);
        letters.AddRange(text.Select(static (letter, at) => new Letter(letter, at, at + 1)));
        for (var pass = 0; pass < MostPasses && Unescape(letters) is { } plainer; pass++)
        {
            letters = plainer;
        }

        letters.RemoveAll(static letter => !char.IsLetterOrDigit(letter.Value));
        _places = letters.ConvertAll(static letter => (letter.From, letter.To));
        Letters = TextOf(letters);
    }

    /// <summary>The letters and digits.</summary>
    public string Letters { get; }

    public static BareText Of(string text) => new(text);

    /// <summary>Where some of the letters stand in the text.</summary>
    public (int From, int To) PlaceOf(int start, int length) => (_places[start].From, _places[start + length - 1].To);

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
            var length = known.Length;
            while (start + length < Letters.Length && length < letters.Length && IsSame(Letters[start + length], letters[length]))
            {
                length++;
            }

            yield return PlaceOf(start, length);
            at = start + length;
        }
    }

    private static bool IsSame(char one, char other) => char.ToLowerInvariant(one) == char.ToLowerInvariant(other);

    private static string TextOf(List<Letter> letters) =>
        string.Create(
            letters.Count,
            letters,
            static (text, letters) =>
            {
                for (var i = 0; i < text.Length; i++)
                {
                    text[i] = letters[i].Value;
                }
            }
        );

    // Null if nothing is escaped.
    private static List<Letter>? Unescape(List<Letter> letters)
    {
        List<Letter>? plain = null;
        for (var at = 0; at < letters.Count; at++)
        {
            var (value, length) = letters[at].Value switch
            {
                '%' => Percent(letters, at),
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

    // A character of UTF-8: %3D, %C3%A4.
    private static (char Value, int Length) Percent(List<Letter> letters, int at)
    {
        Span<byte> bytes = stackalloc byte[4];
        for (var count = 1; count <= bytes.Length; count++)
        {
            var next = at + (count - 1) * 3;
            if (next >= letters.Count || letters[next].Value != '%' || Hexadecimal(letters, next + 1, 2) is not { Length: 2 } one)
            {
                break;
            }

            bytes[count - 1] = (byte)one.Value;
            if (Rune.DecodeFromUtf8(bytes[..count], out var rune, out _) is not OperationStatus.NeedMoreData and var status)
            {
                return status == OperationStatus.Done ? (rune.IsBmp ? (char)rune.Value : Other, count * 3 - 1) : (Other, 2);
            }
        }

        return (Other, 0);
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

    private static (char Value, int Length) Hexadecimal(List<Letter> letters, int at, int digits) =>
        at + digits <= letters.Count
        && int.TryParse(TextOf(letters.GetRange(at, digits)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? ((char)value, digits)
            : (Other, 0);

    // &#61; &#x3D; &amp; &auml;
    private static (char Value, int Length) Entity(List<Letter> letters, int at)
    {
        for (var length = 2; length <= LongestEntity && at + length < letters.Count; length++)
        {
            var letter = letters[at + length].Value;
            if (letter == ';')
            {
                var plain = WebUtility.HtmlDecode(TextOf(letters.GetRange(at, length + 1)));
                return (plain.Length == 1 ? plain[0] : Other, length);
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
