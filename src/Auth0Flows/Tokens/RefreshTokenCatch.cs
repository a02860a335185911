using System.IO.Compression;
using System.Text.Json;
using Auth0Flows.Basics;

namespace Auth0Flows.Tokens;

/// <summary>
/// Saves the refresh token of the response to a refresh, whatever else is wrong with the response: the previous token is no longer valid.
/// If the response can't be read up to it, the last resort is a search for <c>"refresh_token": "…"</c> in the bytes.
/// </summary>
/// <param name="keep">Receives the token, and a better one if the response is then read otherwise.</param>
internal sealed class RefreshTokenCatch(Action<Auth0Secret> keep)
{
    private const int LargestUnpacked = 1024 * 1024; // AnswerLimits.Authentication
    private const int MostPackings = 2;
    private const int ShortestToken = 12; // a shorter word is a placeholder: REDACTED, undefined, string; Auth0's tokens have 40 and more

    private string? _kept;

    /// <summary>Searches a response, or what arrived of it.</summary>
    /// <param name="came">Its bytes.</param>
    /// <param name="isSuccess">
    /// Whether its status is a success. An error may quote the request, with a mask in the place of the token, so it is only searched.
    /// </param>
    public void Hear(ReadOnlyMemory<byte> came, bool isSuccess)
    {
        if (isSuccess && TokenAnswer.FindRefreshToken(came.Span) is { } found)
        {
            // In a complete response without an access token, a short word is a placeholder.
            if (found.Length >= ShortestToken || IsCut(came.Span) || WithoutZeros(came.Span, HasAccessToken))
            {
                Keep(found);
            }
        }
        else if (_kept is null && Search(came) is { } last)
        {
            Keep(last.ToSecret());
        }
    }

    /// <summary>
    /// The last refresh token in the bytes, at any depth, in any Unicode encoding, also compressed. There must be an access token too (RFC
    /// 6749 §5.1): a page of a proxy that quotes the request has none.
    /// </summary>
    /// <param name="came">The bytes.</param>
    /// <param name="packings">How many times they may be compressed.</param>
    public static string? Search(ReadOnlyMemory<byte> came, int packings = MostPackings)
    {
        if (packings > 0 && Unpack(came) is { } unpacked)
        {
            var inner = Search(unpacked, packings - 1);
            Array.Clear(unpacked);
            return inner;
        }

        return WithoutZeros(came.Span, static text => HasAccessToken(text) ? FindRefreshToken(text) : null);
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
    private static string? FindRefreshToken(ReadOnlySpan<byte> text)
    {
        string? found = null;
        while (TryFindValue(ref text, "\"refresh_token\""u8, out var rest))
        {
            found = ReadText(rest) is { Length: >= ShortestToken } value && IsOpaque(value) ? value : found;
        }

        return found;
    }

    private static bool HasAccessToken(ReadOnlySpan<byte> text)
    {
        while (TryFindValue(ref text, "\"access_token\""u8, out var rest))
        {
            if (rest is [(byte)'"', not (byte)'"', ..])
            {
                return true;
            }
        }

        return false;
    }

    // The next place of the name as that of a member, and what follows its colon.
    private static bool TryFindValue(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> rest)
    {
        for (var at = text.IndexOf(name); at >= 0; at = text.IndexOf(name))
        {
            text = text[(at + name.Length)..];
            var after = text.TrimStart(" \t\r\n"u8);
            if (after is [(byte)':', ..])
            {
                rest = after[1..].TrimStart(" \t\r\n"u8);
                return true;
            }
        }

        rest = default;
        return false;
    }

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
