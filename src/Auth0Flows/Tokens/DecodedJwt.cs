using System.Buffers.Text;
using System.Collections.Specialized;
using System.Text.Json;
using Auth0Flows.Basics;
using Auth0Flows.Json;

namespace Auth0Flows.Tokens;

/// <summary>
/// The content of a token, not validated; values whose names indicate secrets are <see cref="Auth0Secret"/>s. A token without readable
/// claims (opaque, or encrypted: RFC 7516) has none, which is not an error.
/// </summary>
internal sealed class DecodedJwt
{
    // As much as Microsoft.IdentityModel's handlers read, which aren't loaded only to split a text at its dots.
    private const int LongestToken = 250 * 1024;

    private static readonly OrderedDictionary _nothing = new OrderedDictionary(StringComparer.Ordinal).AsReadOnly();

    private DecodedJwt(OrderedDictionary header, OrderedDictionary claims) => (Header, Claims) = (header, claims);

    public OrderedDictionary Header { get; }

    public OrderedDictionary Claims { get; }

    public static DecodedJwt Opaque { get; } = new(_nothing, _nothing);

    public static DecodedJwt Read(string token)
    {
        if (token.Length > LongestToken)
        {
            return Opaque;
        }

        try
        {
            // RFC 7515 §7.1: header, payload, signature. RFC 7516 §7.1: five parts, and the claims are encrypted.
            var parts = token.Split('.');
            return parts.Length is (3 or 5) && parts.All(static part => Base64UrlText.IsValid(part))
                ? new DecodedJwt(Parse(parts[0]), parts.Length == 5 ? _nothing : Parse(parts[1]))
                : Opaque;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return Opaque; // not readable in any case
        }
    }

    private static OrderedDictionary Parse(string part)
    {
        using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(part));
        return SecretValues.Hide(json.RootElement, Convert);
    }

    // RFC 7519 §2 NumericDate; auth_time: OpenID Connect Core §2.
    private static object? Convert(string name, object? value) =>
        (name, value) switch
        {
            ("exp" or "iat" or "nbf" or "auth_time", long seconds) => Date(seconds) ?? value,
            ("exp" or "iat" or "nbf" or "auth_time", decimal seconds) => Date(seconds) ?? value,
            _ => value,
        };

    private static DateTimeOffset? Date(decimal seconds) =>
        seconds >= DateTimeOffset.MinValue.ToUnixTimeSeconds() && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : null;
}
