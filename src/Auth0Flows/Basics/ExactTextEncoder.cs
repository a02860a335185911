using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace Auth0Flows.Basics;

/// <summary>
/// Writes half a surrogate pair as its escape, such as <c>\ud83d</c>, where .NET's encoders write U+FFFD: a text that the API has goes back
/// as it came. JavaScript makes such texts, when it cuts an emoji in two; JSON allows them (RFC 8259 §8.2).
/// </summary>
/// <param name="others">Encodes all other characters.</param>
internal sealed class ExactTextEncoder(JavaScriptEncoder others) : JavaScriptEncoder
{
    private const int LengthOfEscape = 6;

    /// <summary>For what is sent and stored.</summary>
    public static ExactTextEncoder Strict { get; } = new(Default);

    /// <summary>For what people read.</summary>
    public static ExactTextEncoder Readable { get; } = new(UnsafeRelaxedJsonEscaping);

    public override int MaxOutputCharactersPerInputCharacter => Math.Max(LengthOfEscape, others.MaxOutputCharactersPerInputCharacter);

    /// <summary>Whether a text has half a surrogate pair.</summary>
    public static bool HasHalf(string text) => IndexOfHalf(text) >= 0;

    /// <summary>The text as it is shown: half a surrogate pair as its code, after the replacement character.</summary>
    public static string Visible(string text)
    {
        if (IndexOfHalf(text) < 0)
        {
            return text;
        }

        var visible = new StringBuilder();
        for (var rest = text.AsSpan(); ; )
        {
            var half = IndexOfHalf(rest);
            if (half < 0)
            {
                return visible.Append(rest).ToString();
            }

            visible.Append(rest[..half]).Append("\uFFFDu").AppendFormat(null, "{0:x4}", (int)rest[half]);
            rest = rest[(half + 1)..];
        }
    }

    /// <summary>The text as it stands between the quotes of JSON that is sent.</summary>
    public static string Escape(string text)
    {
        var buffer = new char[text.Length * Strict.MaxOutputCharactersPerInputCharacter];
        Strict.Encode(text, buffer, out _, out var written);
        return new string(buffer, 0, written);
    }

    public override OperationStatus Encode(
        ReadOnlySpan<char> source,
        Span<char> destination,
        out int charsConsumed,
        out int charsWritten,
        bool isFinalBlock = true
    )
    {
        (charsConsumed, charsWritten) = (0, 0);
        while (true)
        {
            var rest = source[charsConsumed..];
            var half = IndexOfHalf(rest);
            if (half < 0 || (half == rest.Length - 1 && !isFinalBlock))
            {
                var last = others.Encode(rest, destination[charsWritten..], out var lastConsumed, out var lastWritten, isFinalBlock);
                charsConsumed += lastConsumed;
                charsWritten += lastWritten;
                return last;
            }

            var status = others.Encode(rest[..half], destination[charsWritten..], out var consumed, out var written);
            charsConsumed += consumed;
            charsWritten += written;
            if (status != OperationStatus.Done)
            {
                return status;
            }

            if (!destination[charsWritten..].TryWrite(null, $"\\u{(int)rest[half]:x4}", out var escaped))
            {
                return OperationStatus.DestinationTooSmall;
            }

            charsConsumed++;
            charsWritten += escaped;
        }
    }

    public override OperationStatus EncodeUtf8(
        ReadOnlySpan<byte> utf8Source,
        Span<byte> utf8Destination,
        out int bytesConsumed,
        out int bytesWritten,
        bool isFinalBlock = true
    ) => others.EncodeUtf8(utf8Source, utf8Destination, out bytesConsumed, out bytesWritten, isFinalBlock);

    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text) => others.FindFirstCharacterToEncodeUtf8(utf8Text);

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength) =>
        others.FindFirstCharacterToEncode(text, textLength);

    public override unsafe bool TryEncodeUnicodeScalar(
        int unicodeScalar,
        char* buffer,
        int bufferLength,
        out int numberOfCharactersWritten
    ) => others.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);

    public override bool WillEncode(int unicodeScalar) => others.WillEncode(unicodeScalar);

    // A surrogate that has no other half beside it.
    private static int IndexOfHalf(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var next = text[i..].IndexOfAnyInRange('\ud800', '\udfff');
            if (next < 0)
            {
                return -1;
            }

            i += next;
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                i++;
            }
            else
            {
                return i;
            }
        }

        return -1;
    }
}
