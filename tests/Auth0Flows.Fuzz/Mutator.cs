using System.Text;

namespace Auth0Flows.Fuzz;

/// <summary>Makes a new input of one or two that are there.</summary>
/// <param name="random">The same seed gives the same inputs.</param>
/// <param name="words">What such inputs are made of.</param>
internal sealed class Mutator(Random random, IReadOnlyList<string> words)
{
    // Enough for every mark of every format; what is longer costs throughput, and is tried by the tests of the limits.
    private const int Longest = 4_096;
    private const int LongestRepeat = 64 * 1_024;

    /// <summary>What readers stumble over, whatever they read.</summary>
    public static IReadOnlyList<string> OddWords { get; } =
    [
        "\\ud800",
        "\\udc00x",
        "\\ud83d\\ude00",
        "\\u0000",
        "\\u202e",
        "\u202E",
        "\uFFFD",
        "\u00E9",
        "\uD83D\uDE00",
        "\u3002",
        "\uFF0F",
        "\u2028",
        "null",
        "true",
        "false",
        "0",
        "-1",
        "1e999",
        "-0",
        "0.1",
        "9223372036854775808",
        "79228162514264337593543950336",
        "12345678901234567890123",
        "1E-400",
        "{}",
        "[]",
        "[{}]",
        "{\"a\":1}",
        "[null]",
        "\"\"",
        "\"x\"",
        "\"\\\"\"",
        "{\"\":1}",
        "{\"a\":1,\"A\":2,\"a\":3}",
        "\"0000-00-00\"",
        "\"true\"",
        "\"9999-12-31T23:59:59.9999999Z\"",
        "%2e",
        "%2f",
        "%5c",
        "%00",
        "..",
        "//",
        "\\",
        "@",
        "#",
        "?",
        "&",
        "=",
        ";",
        ":",
        ",",
        " ",
        "\t",
        "\r\n",
        "\n",
        "\0",
        "\u001b[2J",
        "'",
        "\"",
        "<",
        ">",
        "{",
        "}",
        "[",
        "]",
    ];

    public byte[] Mutate(byte[] input, byte[] other)
    {
        var bytes = new List<byte>(input);
        for (var count = 1 + random.Next(random.Next(4) == 0 ? 8 : 2); count > 0; count--)
        {
            Change(bytes, other);
        }

        var longest = bytes.Count > Longest && random.Next(1_000) > 0 ? Longest : LongestRepeat;
        return bytes.Count > longest ? [.. bytes.Take(longest)] : [.. bytes];
    }

    private void Change(List<byte> bytes, byte[] other)
    {
        var at = random.Next(bytes.Count + 1);
        switch (random.Next(11))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, Length(bytes.Count - at));
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(at, Length(bytes.Count - at)));
                break;
            case 4 or 5:
                bytes.InsertRange(at, Word());
                break;
            case 6 or 7:
                ReplaceValue(bytes, at);
                break;
            case 8 when other.Length > 0:
                var from = random.Next(other.Length);
                bytes.InsertRange(at, other.AsSpan(from, Length(other.Length - from)).ToArray());
                break;
            case 9:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 10 when random.Next(200) == 0:
                var word = Word();
                var times = random.Next(LongestRepeat / Math.Max(1, word.Length));
                bytes.InsertRange(at, Enumerable.Repeat(word, times).SelectMany(static one => one));
                break;
            default:
                bytes.Insert(at, (byte)random.Next(32, 127));
                break;
        }
    }

    // What stands between two marks: a value of JSON, a field of a form, a segment of a path, a label of a domain.
    private void ReplaceValue(List<byte> bytes, int at)
    {
        const string Marks = "{}[],:&=/.\n ;";
        var (start, end) = (at, at);
        while (start > 0 && !Marks.Contains((char)bytes[start - 1], StringComparison.Ordinal))
        {
            start--;
        }

        while (end < bytes.Count && !Marks.Contains((char)bytes[end], StringComparison.Ordinal))
        {
            end++;
        }

        bytes.RemoveRange(start, end - start);
        bytes.InsertRange(start, Word());
    }

    private byte[] Word()
    {
        var list = random.Next(2) == 0 && words.Count > 0 ? words : OddWords;
        return Encoding.UTF8.GetBytes(list[random.Next(list.Count)]);
    }

    // Mostly short, now and then anything.
    private int Length(int longest) => Math.Min(longest, random.Next(8) == 0 ? random.Next(longest + 1) : random.Next(17));
}
