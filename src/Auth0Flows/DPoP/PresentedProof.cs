using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Auth0Flows.Basics;

namespace Auth0Flows.DPoP;

/// <summary>A proof that others made, parsed and not yet checked.</summary>
/// <param name="Header">The JOSE header.</param>
/// <param name="Claims">The claims.</param>
/// <param name="Signed">What the signature is about.</param>
/// <param name="Signature">The signature.</param>
internal sealed record PresentedProof(JsonElement Header, JsonElement Claims, byte[] Signed, byte[] Signature)
{
    private const int Longest = 16_384;

    // Which of two values counts would be a matter of the parser.
    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>Parses a proof; null if it is not a signed JWT in the compact form (RFC 7515 §7.1).</summary>
    public static PresentedProof? TryRead(string text)
    {
        if (text.Length > Longest || text.Any(char.IsWhiteSpace) || text.Split('.') is not [var header, var claims, var signature])
        {
            return null;
        }

        return Parse(header) is { } head && Parse(claims) is { } body && Base64UrlText.IsValid(signature)
            ? new(head, body, Encoding.ASCII.GetBytes($"{header}.{claims}"), Base64Url.DecodeFromChars(signature))
            : null;
    }

    /// <summary>A text of the header or the claims; null if it is missing or of another type.</summary>
    public static string? Text(JsonElement json, string name) =>
        json.TryFind(name, out var value) && value.ValueKind == JsonValueKind.String ? value.ReadText() : null;

    /// <summary>When it was created: <c>iat</c>; null if it is missing or of another type.</summary>
    public DateTimeOffset? IssuedAt =>
        Claims.TryFind("iat", out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetDouble(out var seconds)
        && seconds is > 0 and < 253_402_300_800
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : null;

    private static JsonElement? Parse(string part)
    {
        if (!Base64UrlText.IsValid(part))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(part), _strict);
            return json.RootElement.ValueKind == JsonValueKind.Object ? json.RootElement.Clone() : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
