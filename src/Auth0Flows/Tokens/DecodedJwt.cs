using System.Collections.Specialized;
using System.Text.Json;
using Auth0Flows.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Auth0Flows.Tokens;

/// <summary>
/// The content of a token, not validated; values whose names indicate secrets are <see cref="Auth0Secret"/>s. A token without readable
/// claims (opaque, or encrypted: RFC 7516) has none, which is not an error.
/// </summary>
internal sealed class DecodedJwt
{
    private static readonly JsonWebTokenHandler _handler = new();
    private static readonly OrderedDictionary _nothing = new OrderedDictionary(StringComparer.Ordinal).AsReadOnly();

    private DecodedJwt(OrderedDictionary header, OrderedDictionary claims) => (Header, Claims) = (header, claims);

    public OrderedDictionary Header { get; }

    public OrderedDictionary Claims { get; }

    public static DecodedJwt Opaque { get; } = new(_nothing, _nothing);

    public static DecodedJwt Read(string token)
    {
        // By default, the handler rejects tokens over 250 kB, and any without three or five parts.
        if (!_handler.CanReadToken(token))
        {
            return Opaque;
        }

        try
        {
            // The handler drops values that it can't convert to claims; the raw parts contain all that was sent.
            var parts = token.Split('.');
            return new DecodedJwt(Parse(parts[0]), parts.Length == 5 ? _nothing : Parse(parts[1]));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return Opaque; // not readable in any case; the decoder throws many exceptions
        }
    }

    private static OrderedDictionary Parse(string part)
    {
        using var json = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(part));
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
