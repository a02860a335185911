using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>A parsed JSON Web Token in its compact form (RFC 7515 §3.1). It isn't verified.</summary>
internal sealed class Jwt
{
    // Tokens are untrusted: a duplicate member would otherwise cause another exception, later.
    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false };

    private Jwt(JsonObject header, JsonObject claims, byte[] signed, byte[] signature)
    {
        Header = header;
        Claims = claims;
        Signed = signed;
        Signature = signature;
    }

    public JsonObject Header { get; }

    public JsonObject Claims { get; }

    /// <summary>The data that the signature covers.</summary>
    public byte[] Signed { get; }

    public byte[] Signature { get; }

    public string? Algorithm => Header["alg"].AsText();

    public string? KeyId => Header["kid"].AsText();

    /// <summary>The audience, which is a string or a list.</summary>
    public IReadOnlyList<string> Audiences =>
        Claims["aud"] switch
        {
            JsonArray several => [.. several.Select(JsonValues.AsText).OfType<string>()],
            JsonValue one => one.AsText() is { } text ? [text] : [],
            _ => [],
        };

    public static string Create(JsonObject header, JsonObject claims, Func<byte[], byte[]> sign)
    {
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    public static bool TryRead(string token, [NotNullWhen(true)] out Jwt? jwt)
    {
        var parts = token.Split('.');
        jwt =
            parts.Length == 3 && Decode(parts[0]) is { } header && Decode(parts[1]) is { } claims && Base64Url.IsValid(parts[2])
                ? new Jwt(header, claims, Encoding.UTF8.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]))
                : null;
        return jwt is not null;
    }

    /// <summary>A text claim; null if it is missing or of another type.</summary>
    public string? Text(string claim) => Claims[claim].AsText();

    /// <summary>A time claim (RFC 7519 §2: NumericDate) in unix seconds; null if it is missing or of another type.</summary>
    public double? Time(string claim) => Claims[claim].AsNumber();

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(json));

    private static JsonObject? Decode(string part)
    {
        try
        {
            return Base64Url.IsValid(part) ? JsonNode.Parse(Base64Url.DecodeFromChars(part), documentOptions: _strict) as JsonObject : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
