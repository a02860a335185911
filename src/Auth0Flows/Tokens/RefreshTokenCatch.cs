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

    private string? _kept;

    /// <summary>Searches a response, or what arrived of it.</summary>
    /// <param name="came">Its bytes.</param>
    /// <param name="isSuccess">
    /// Whether its status is a success. An error may quote the request, with a mask in the place of the token, so it must be a complete
    /// response with tokens.
    /// </param>
    public void Hear(ReadOnlyMemory<byte> came, bool isSuccess)
    {
        if (isSuccess && TokenAnswer.FindRefreshToken(came.Span) is { } found)
        {
            Keep(found);
        }
        else if (_kept is null && Search(came, mustBeWhole: !isSuccess, MostPackings) is { } last)
        {
            Keep(last.ToSecret());
        }
    }

    /// <summary>The last refresh token in the bytes, at any depth, in any Unicode encoding, also compressed.</summary>
    /// <param name="came">The bytes.</param>
    /// <param name="mustBeWhole">Whether there must be an access token too.</param>
    /// <param name="packings">How many times they may be compressed.</param>
    public static string? Search(ReadOnlyMemory<byte> came, bool mustBeWhole, int packings = MostPackings)
    {
        if (packings > 0 && Unpack(came) is { } unpacked)
        {
            var inner = Search(unpacked, mustBeWhole, packings - 1);
            Array.Clear(unpacked);
            return inner;
        }

        // In UTF-16 and UTF-32, with either byte order, ASCII characters have zeros beside them.
        var text = came.ToArray().AsSpan();
        var length = 0;
        foreach (var octet in came.Span)
        {
            if (octet != 0)
            {
                text[length++] = octet;
            }
        }

        var found = mustBeWhole && Find(text[..length], "\"access_token\""u8) is null ? null : Find(text[..length], "\"refresh_token\""u8);
        text.Clear();
        return found;
    }

    private void Keep(Auth0Secret found)
    {
        if (found.Reveal() is var text && text != _kept)
        {
            _kept = text;
            keep(found);
        }
    }

    // The last value of the name that is a token.
    private static string? Find(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        string? found = null;
        for (var at = text.IndexOf(name); at >= 0; at = text.IndexOf(name))
        {
            text = text[(at + name.Length)..];
            var rest = text.TrimStart(" \t\r\n"u8);
            if (rest is [(byte)':', ..] && ReadText(rest[1..].TrimStart(" \t\r\n"u8)) is { } value && IsOpaque(value))
            {
                found = value;
            }
        }

        return found;
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
