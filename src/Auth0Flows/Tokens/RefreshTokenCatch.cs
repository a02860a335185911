using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Auth0Flows.Basics;

namespace Auth0Flows.Tokens;

/// <summary>
/// Saves the refresh token of the response to a refresh, whatever else is wrong with the response: the previous token is no longer valid.
/// If the response can't be read up to it, the last resort is a search in the bytes: for
/// <c>"refresh_token": "…"</c>, with other quotes or without them, and for <c>refresh_token=…</c> of a form.
/// </summary>
/// <param name="keep">Receives the token, and a better one if the response is then read otherwise.</param>
internal sealed class RefreshTokenCatch(Action<Auth0Secret> keep)
{
    private const int LargestUnpacked = 1024 * 1024; // AnswerLimits.Authentication
    private const int MostPackings = 2;
    private const int ShortestToken = 12; // a shorter word is a placeholder: REDACTED, undefined, string; Auth0's tokens have 40 and more

    private string? _kept;

    /// <summary>Searches what arrived of a response.</summary>
    /// <param name="came">Its bytes.</param>
    /// <param name="isSuccess">
    /// Whether its status is a success. An error may quote the request, with a mask in the place of the token, so it is only searched.
    /// </param>
    public void Hear(ReadOnlyMemory<byte> came, bool isSuccess) => Hear(came, isSuccess, isWhole: false);

    /// <summary>Searches a response.</summary>
    /// <param name="came">Its bytes.</param>
    /// <param name="isSuccess">Whether its status is a success.</param>
    /// <param name="isWhole">Whether nothing is missing at the end: a form has no other sign of it.</param>
    public void Hear(ReadOnlyMemory<byte> came, bool isSuccess, bool isWhole)
    {
        if (isSuccess && TokenAnswer.FindRefreshToken(came.Span) is { } found)
        {
            // In a complete response without an access token, a short word is a placeholder.
            if (found.Length >= ShortestToken || IsCut(came.Span) || WithoutZeros(came.Span, HasAccessToken))
            {
                Keep(found);
            }
        }
        else if (_kept is null && Search(came, isWhole) is { } last)
        {
            Keep(last.ToSecret());
        }
    }

    /// <summary>
    /// The last refresh token in the bytes, at any depth, in any Unicode encoding, also compressed. There must be an access token too (RFC
    /// 6749 §5.1): a page of a proxy that quotes the request has none.
    /// </summary>
    /// <param name="came">The bytes.</param>
    /// <param name="isWhole">Whether nothing is missing at the end.</param>
    /// <param name="packings">How many times they may be compressed.</param>
    public static string? Search(ReadOnlyMemory<byte> came, bool isWhole = false, int packings = MostPackings)
    {
        if (packings > 0 && Unpack(came) is { } unpacked)
        {
            var inner = Search(unpacked, isWhole, packings - 1);
            Array.Clear(unpacked);
            return inner;
        }

        return WithoutZeros(came.Span, text => HasAccessToken(text) ? FindRefreshToken(text, isWhole) : null);
    }

    // In UTF-16 and UTF-32, with either byte order, ASCII characters have zeros beside them.
    private static T WithoutZeros<T>(ReadOnlySpan<byte> came, Func<ReadOnlySpan<byte>, T> read)
    {
        var text = came.ToArray().AsSpan();
        var length = 0;
        foreach (var octet in came)
        {
            if (octet != 0)
            {
                text[length++] = octet;
            }
        }

        var result = read(text[..length]);
        text.Clear();
        return result;
    }

    private void Keep(Auth0Secret found)
    {
        if (found.Reveal() is var text && text != _kept)
        {
            _kept = text;
            keep(found);
        }
    }

    private static bool IsCut(ReadOnlySpan<byte> came) => came.TrimEnd(" \t\r\n\0"u8) is not [.., (byte)'}'];

    // The last value of the name that is a token.
    private static string? FindRefreshToken(ReadOnlySpan<byte> text, bool isWhole)
    {
        string? found = null;
        while (TryFindValue(ref text, "refresh_token"u8, out var rest, out var isForm))
        {
            found = ReadValue(rest, isForm, isWhole) is { Length: >= ShortestToken } value && IsOpaque(value) ? value : found;
        }

        return found;
    }

    private static bool HasAccessToken(ReadOnlySpan<byte> text)
    {
        while (TryFindValue(ref text, "access_token"u8, out var rest, out _))
        {
            if (rest is [(byte)'"', not (byte)'"', ..] or [(byte)'\'', not (byte)'\'', ..] || LengthOfWord(rest) > 0)
            {
                return true;
            }
        }

        return false;
    }

    // The next place of the name as that of a member or a field, and what follows its colon or equals sign.
    private static bool TryFindValue(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> rest, out bool isForm)
    {
        for (var at = text.IndexOf(name); at >= 0; at = text.IndexOf(name))
        {
            var before = at == 0 ? (byte)' ' : text[at - 1];
            text = text[(at + name.Length)..];
            var after = text;
            if (before is (byte)'"' or (byte)'\'')
            {
                if (after is not [var quote, ..] || quote != before)
                {
                    continue;
                }

                after = after[1..];
            }
            else if (IsOfWord(before))
            {
                continue; // old_refresh_token
            }

            after = after.TrimStart(" \t\r\n"u8);
            if (after is [(byte)':' or (byte)'=', ..])
            {
                isForm = after[0] == '=';
                rest = after[1..].TrimStart(" \t\r\n"u8);
                return true;
            }
        }

        rest = default;
        isForm = false;
        return false;
    }

    // A text in quotes, or a word; null if there is none, or if its end is missing.
    private static string? ReadValue(ReadOnlySpan<byte> text, bool isForm, bool isWhole)
    {
        if (text is [(byte)'"', ..])
        {
            return ReadText(text);
        }

        if (text is [(byte)'\'', ..])
        {
            var end = text[1..].IndexOf((byte)'\'');
            return end < 0 ? null : Encoding.UTF8.GetString(text.Slice(1, end));
        }

        var length = LengthOfWord(text);
        if (length == 0 || (length == text.Length && !isWhole))
        {
            return null; // it may be cut off
        }

        var word = Encoding.ASCII.GetString(text[..length]);
        return isForm ? Uri.UnescapeDataString(word.Replace('+', ' ')) : word;
    }

    private static int LengthOfWord(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (length < text.Length && IsOfWord(text[length]))
        {
            length++;
        }

        return length;
    }

    // RFC 6750 §2.1: b64token; and the escapes of a form.
    private static bool IsOfWord(byte character) => char.IsAsciiLetterOrDigit((char)character) || "-._~+/=%"u8.Contains(character);

    // A JSON text at the start; null if there is none, or if its end is missing.
    private static string? ReadText(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text, isFinalBlock: false, default);
            return reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // RFC 6750 §2.1: b64token. What stands there in the place of a token that is not shown, such as *** or [FILTERED], is none.
    private static bool IsOpaque(string text) =>
        TokenAnswer.IsRefreshToken(text)
        && text.All(static character => char.IsAsciiLetterOrDigit(character) || "-._~+/=".Contains(character));

    private static byte[]? Unpack(ReadOnlyMemory<byte> came)
    {
        using var packed = new MemoryStream(came.ToArray());
        using Stream? stream = came.Span switch
        {
            [0x1F, 0x8B, ..] => new GZipStream(packed, CompressionMode.Decompress),
            [0x78, 0x01 or 0x5E or 0x9C or 0xDA, ..] => new ZLibStream(packed, CompressionMode.Decompress),
            _ => null,
        };
        if (stream is null)
        {
            return null;
        }

        var unpacked = new byte[LargestUnpacked];
        var length = 0;
        try
        {
            while (length < unpacked.Length && stream.Read(unpacked, length, unpacked.Length - length) is > 0 and var read)
            {
                length += read;
            }
        }
        catch (InvalidDataException)
        {
            // Damaged, or truncated: what came before is searched.
        }

        var content = unpacked[..length];
        Array.Clear(unpacked);
        return content;
    }
}
