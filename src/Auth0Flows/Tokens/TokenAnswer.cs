using System.Text;
using System.Text.Json;
using Auth0Flows.Basics;
using Auth0Flows.Errors;
using Auth0Flows.Http;
using Auth0Flows.Json;

namespace Auth0Flows.Tokens;

/// <summary>The validated success response of the token endpoint (RFC 6749 §5.1).</summary>
internal sealed record TokenAnswer(
    string AccessToken,
    string TokenType,
    TimeSpan ExpiresIn,
    string[]? Scope,
    Auth0Secret? RefreshToken,
    Auth0Secret? IdToken,
    Auth0Secret? RecoveryCode = null,
    string? IssuedTokenType = null
)
{
    /// <summary>The type of a token that whoever has it can use (RFC 6750).</summary>
    public const string Bearer = "Bearer";

    /// <summary>The type of a token that is bound to a key (RFC 9449 §5).</summary>
    public const string DPoP = "DPoP";

    /// <summary>The type of a token that is no access token (RFC 8693 §2.2.1): no API takes it.</summary>
    public const string NotApplicable = "N_A";

    private const int LongestToken = 65_536;

    // RFC 6749 §5.1: their case doesn't matter.
    private static readonly string[] _types = [Bearer, DPoP, NotApplicable];

    private static readonly JsonReaderOptions _lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 1_000_000,
    };

    // Longer than any token's lifetime, and within the range of times.
    private static readonly TimeSpan _longestLife = TimeSpan.FromDays(36_500);

    /// <summary>What was granted (RFC 9396 §7), as JSON: a list of objects; null if the response doesn't say.</summary>
    public string? AuthorizationDetails { get; init; }

    /// <param name="json">The response.</param>
    /// <param name="sent">The secrets of the request, which no error repeats.</param>
    public static TokenAnswer Read(JsonElement json, SentSecrets? sent = null) =>
        new(
            ReadAccessToken(json),
            ReadTokenType(json, sent ?? SentSecrets.None),
            ReadExpiresIn(json, sent ?? SentSecrets.None),
            ReadText(json, "scope")?.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            ReadRefreshToken(json),
            ReadText(json, "id_token")?.ToSecret(),
            ReadText(json, "recovery_code")?.ToSecret(),
            ReadText(json, "issued_token_type")
        )
        {
            AuthorizationDetails = ReadAuthorizationDetails(json),
        };

    /// <summary>
    /// Finds only the refresh token, in any part of a response: it must not be lost because of another error, since the previous one is
    /// invalid. Null if there is no usable one.
    /// </summary>
    public static Auth0Secret? FindRefreshToken(ReadOnlySpan<byte> answer)
    {
        // Also accepts UTF-16, although JSON is UTF-8 (RFC 8259 §8.1), and a BOM.
        answer = answer is [_, 0, ..] or [0xFF, 0xFE, ..] ? Encoding.UTF8.GetBytes(Encoding.Unicode.GetString(answer)) : answer;
        answer = answer.StartsWith(Encoding.UTF8.Preamble) ? answer[Encoding.UTF8.Preamble.Length..] : answer;
        var reader = new Utf8JsonReader(answer, isFinalBlock: false, new JsonReaderState(_lenient));
        Auth0Secret? found = null;
        try
        {
            while (reader.Read())
            {
                if (
                    reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 }
                    && reader.ValueTextEquals("refresh_token"u8)
                    && reader.Read()
                    && reader.TokenType == JsonTokenType.String
                    && reader.GetString() is { } text
                    && IsRefreshToken(text)
                )
                {
                    found = text.ToSecret();
                }
            }
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // The JSON was valid up to here.
        }

        return found;
    }

    private static Auth0Secret? ReadRefreshToken(JsonElement json) =>
        ReadText(json, "refresh_token") is not { } text ? null
        : IsRefreshToken(text) ? text.ToSecret()
        : throw new Auth0ResponseException(
            Auth0ErrorCode.InvalidJson,
            "The token endpoint's answer contains a refresh_token with invalid characters."
        );

    // RFC 6749, appendix A.17: printable ASCII.
    internal static bool IsRefreshToken(string text) =>
        text.Length is > 0 and <= LongestToken && !string.IsNullOrWhiteSpace(text) && text.All(static c => c is >= ' ' and <= '~');

    private static string ReadAccessToken(JsonElement json)
    {
        var token =
            json.TryFind("access_token", out var value) && value.ValueKind == JsonValueKind.String ? ReadText(json, "access_token") : null;
        // RFC 6750 §2.1: b64token. Anything else, such as a line break, can't be sent in a header.
        return token is not null && token.All(static c => c is > ' ' and < '\x7f')
            ? token
            : throw new Auth0ResponseException(
                Auth0ErrorCode.MissingAccessToken,
                "The token endpoint's answer contains no usable access_token."
            );
    }

    private static string ReadTokenType(JsonElement json, SentSecrets sent)
    {
        var type = ReadText(json, "token_type") ?? Bearer;
        return Array.Find(_types, known => known.Equals(type, StringComparison.OrdinalIgnoreCase))
            ?? throw new Auth0ResponseException(
                Auth0ErrorCode.UnsupportedTokenType,
                $"The token endpoint answered with a token of type '{ServerText.Clean(sent.Mask(type))}'; only Bearer and DPoP tokens can be used."
            );
    }

    private static TimeSpan ReadExpiresIn(JsonElement json, SentSecrets sent)
    {
        if (!json.TryFind("expires_in", out var value) || value.ValueKind == JsonValueKind.Null)
        {
            throw new Auth0ResponseException(
                Auth0ErrorCode.MissingExpiresIn,
                "The token endpoint's answer contains no expires_in, so the lifetime of the token is unknown."
            );
        }

        return Seconds.Read(value) is { } seconds && seconds > 0 && seconds <= _longestLife.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new Auth0ResponseException(
                Auth0ErrorCode.InvalidExpiresIn,
                $"The token endpoint's answer contains expires_in = {ServerText.Clean(sent.Mask(value.ReadRaw()))}; a positive number of seconds was expected."
            );
    }

    private static string? ReadAuthorizationDetails(JsonElement json)
    {
        if (!json.TryFind("authorization_details", out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(static one => one.ValueKind == JsonValueKind.Object)
            ? Checked("authorization_details", value.ReadRaw())
            : throw new Auth0ResponseException(
                Auth0ErrorCode.InvalidJson,
                "The token endpoint's answer contains authorization_details that are not a list of objects."
            );
    }

    // RFC 6749 §5.1: texts. A value of another type is an error, not a missing value.
    private static string? ReadText(JsonElement json, string name) =>
        json.TryFind(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.String => value.ReadText() is { Length: > 0 } text ? Checked(name, text) : null,
                _ => throw new Auth0ResponseException(
                    Auth0ErrorCode.InvalidJson,
                    $"The token endpoint's answer contains a value of {name} that is not text."
                ),
            }
            : null;

    // A longer one doesn't fit in a header.
    private static string Checked(string name, string text) =>
        text.Length <= LongestToken
            ? text
            : throw new Auth0ResponseException(
                Auth0ErrorCode.InvalidJson,
                $"The token endpoint's answer contains a value of {name} with {text.Length} characters; the limit is {LongestToken}."
            );
}
