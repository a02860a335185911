using System.Collections.Specialized;
using Auth0Flows.Tokens;

namespace Auth0Flows;

/// <summary>The content of a JWT (RFC 7519), decoded for reading. It is not validated: <c>Test-Auth0Token</c> does that.</summary>
public sealed class Auth0Jwt
{
    private readonly DecodedJwt _jwt;
    private readonly TimeProvider _timeProvider;

    private Auth0Jwt(DecodedJwt jwt, TimeProvider timeProvider) => (_jwt, _timeProvider) = (jwt, timeProvider);

    /// <summary>Decodes a token; a leading <c>Bearer</c> or <c>DPoP</c> and surrounding white space are removed.</summary>
    /// <exception cref="Auth0ConfigurationException">The text is not a JWT (<see cref="Auth0ErrorCode.InvalidJwt"/>).</exception>
    public static Auth0Jwt Decode(Auth0Secret token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return Decode(token.Reveal(), TimeProvider.System);
    }

    /// <inheritdoc cref="Decode(Auth0Secret)"/>
    public static Auth0Jwt Decode(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return Decode(token, TimeProvider.System);
    }

    /// <summary>The JOSE header (RFC 7515 §4), in its original order.</summary>
    public OrderedDictionary Header => _jwt.Header;

    /// <summary>
    /// The claims, in their original order; dates for <c>exp</c>, <c>iat</c>, <c>nbf</c>, <c>auth_time</c>; <see cref="Auth0Secret"/>s for
    /// names that indicate secrets. Empty if the token is encrypted (RFC 7516).
    /// </summary>
    public OrderedDictionary Claims => _jwt.Claims;

    /// <summary>Whether its claims are encrypted, so that only its API can read them.</summary>
    public bool IsEncrypted => _jwt.Header.Contains("enc");

    /// <summary>The signing algorithm: <c>alg</c>.</summary>
    public string? Algorithm => Header["alg"] as string;

    /// <summary>The id of the signing key: <c>kid</c>.</summary>
    public string? KeyId => Header["kid"] as string;

    /// <summary>The issuer: <c>iss</c>.</summary>
    public string? Issuer => Claims["iss"] as string;

    /// <summary>The subject: <c>sub</c>.</summary>
    public string? Subject => Claims["sub"] as string;

    /// <summary>The audience: <c>aud</c>.</summary>
    public string[] Audience => Texts("aud", null);

    /// <summary>The scopes: <c>scope</c>.</summary>
    public string[] Scope => Texts("scope", ' ');

    /// <summary>The key that it is bound to: <c>cnf</c>; null if it is bound to none.</summary>
    public Auth0TokenConfirmation? Confirmation => Auth0TokenConfirmation.Read(Claims);

    /// <summary>When it was issued: <c>iat</c>.</summary>
    public DateTimeOffset? IssuedAt => Claims["iat"] as DateTimeOffset?;

    /// <summary>When it expires: <c>exp</c>.</summary>
    public DateTimeOffset? ExpiresAt => Claims["exp"] as DateTimeOffset?;

    /// <summary>Whether it has expired, by this machine's clock.</summary>
    public bool IsExpired => ExpiresAt <= _timeProvider.GetUtcNow();

    /// <summary>The subject, the audience and the expiration time.</summary>
    public override string ToString() => $"JWT about {Subject} for {string.Join(' ', Audience)}, expires {ExpiresAt:u}";

    internal static Auth0Jwt Decode(string token, TimeProvider timeProvider)
    {
        var text = Bare(token);
        var jwt = DecodedJwt.Read(text);
        return jwt.Header.Count > 0
            ? new Auth0Jwt(jwt, timeProvider)
            : throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidJwt,
                text.Contains('.', StringComparison.Ordinal)
                    ? "This is not a JWT: its parts can't be decoded."
                    : "This is not a JWT: it has no parts. An access token without an audience is opaque, and only the tenant can read it."
            );
    }

    /// <summary>Removes what a user may copy with a header.</summary>
    internal static string Bare(string token)
    {
        var text = token.AsSpan().Trim().Trim('"');
        const string Header = "Authorization:";
        text = text.StartsWith(Header, StringComparison.OrdinalIgnoreCase) ? text[Header.Length..].TrimStart() : text;
        foreach (var scheme in (ReadOnlySpan<string>)["Bearer ", "DPoP "])
        {
            if (text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            {
                return text[scheme.Length..].TrimStart().ToString();
            }
        }

        return text.ToString();
    }

    private string[] Texts(string claim, char? separator) =>
        Claims[claim] switch
        {
            string text when separator is { } character => text.Split(character, StringSplitOptions.RemoveEmptyEntries),
            string text => [text],
            object?[] several => [.. several.OfType<string>()],
            _ => [],
        };
}
