using System.Text;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Authentication;

/// <summary>
/// Client authentication with private_key_jwt (RFC 7523 §3; Auth0, "Authenticate with Private Key JWT"): a JWT that the application signs,
/// valid once.
/// </summary>
internal sealed class ClientAssertions(ClientStore clients, ClientKeys keys, TenantClock clock, string issuer)
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private const int MaximumBytes = 2048;
    private const int MaximumIdLength = 64;

    // Auth0: at most 5 minutes, and 10 seconds of skew for iat and nbf.
    private const double MaximumSeconds = 300;
    private const double SkewSeconds = 10;

    private volatile string? _requiredType;

    private readonly UsedIds _used = new(clock);

    /// <summary>
    /// The only <c>typ</c> that assertions may have; null for any. Servers after draft-ietf-oauth-rfc7523bis accept only
    /// <c>client-authentication+jwt</c>.
    /// </summary>
    public string? RequiredType
    {
        get => _requiredType;
        set => _requiredType = value;
    }

    /// <summary>The application that signed the assertion.</summary>
    /// <exception cref="OAuthException">The assertion isn't valid.</exception>
    public Client Authenticate(string assertion, string? assertionType, string? clientId)
    {
        if (assertionType != AssertionType)
        {
            throw OAuthException.InvalidRequest($"client_assertion_type must be {AssertionType}.");
        }

        if (Encoding.UTF8.GetByteCount(assertion) > MaximumBytes || !Jwt.TryRead(assertion, out var jwt))
        {
            throw Refused($"it must be a JWT of at most {MaximumBytes} bytes");
        }

        var issuedBy = jwt.Text("iss");
        if (
            issuedBy is null
            || issuedBy.Length > MaximumIdLength
            || issuedBy != jwt.Text("sub")
            || (clientId is not null && clientId != issuedBy)
        )
        {
            throw Refused("'iss' and 'sub' must be the client id");
        }

        if (clients.Find(issuedBy) is not { IsGlobal: false } client || ClientSettings.PrivateKeyJwt(client.ToJson()) is not { } method)
        {
            throw Refused("the client is not set up for Private Key JWT");
        }

        if (RequiredType is { } type && !type.Equals(jwt.Header["typ"].AsText(), StringComparison.OrdinalIgnoreCase))
        {
            throw Refused($"'typ' must be {type}");
        }

        if (keys.FaultOf(jwt, issuedBy, method, "of the client", clock.UtcNow) is { } fault)
        {
            throw Refused(fault);
        }

        CheckClaims(jwt);

        // Last, after the signature: nobody else can use up an application's ids.
        return _used.TryUse(issuedBy, jwt.Text("jti")!, jwt.Time("exp")!.Value) ? client : throw Refused("'jti' has been used already");
    }

    private void CheckClaims(Jwt jwt)
    {
        var now = clock.UtcNow.ToUnixTimeMilliseconds() / 1000.0;
        if (!jwt.Audiences.Contains(issuer))
        {
            throw Refused($"'aud' must be {issuer}");
        }

        if (jwt.Time("exp") is not { } expiresAt || expiresAt <= now)
        {
            throw Refused("'exp' claim timestamp check failed");
        }

        if (jwt.Time("iat") > now + SkewSeconds || jwt.Time("nbf") > now + SkewSeconds)
        {
            throw Refused("'iat' and 'nbf' must not lie in the future");
        }

        // Auth0's wording, from its log (community.auth0.com/t/191217).
        if (expiresAt - (jwt.Time("iat") ?? now) > MaximumSeconds)
        {
            throw Refused("'exp' claim must specify a time that is no more than 5 minutes after 'iat'");
        }

        if (jwt.Text("jti") is not { Length: > 0 and <= MaximumIdLength })
        {
            throw Refused($"'jti' must have 1 to {MaximumIdLength} characters");
        }
    }

    private static OAuthException Refused(string reason) => OAuthException.InvalidClient($"Invalid client_assertion: {reason}.");
}
