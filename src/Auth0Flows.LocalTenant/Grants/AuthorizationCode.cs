using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Grants;

/// <summary>The data of an authorization code.</summary>
/// <param name="authorization">What the user has authorized the application to do.</param>
/// <param name="redirectUri">The <c>redirect_uri</c> of the authorization request.</param>
/// <param name="codeChallenge">The S256 challenge (RFC 7636 §4.2); null if the request had none.</param>
/// <param name="expiresAt">When the code expires.</param>
internal sealed class AuthorizationCode(
    UserAuthorization authorization,
    string redirectUri,
    string? codeChallenge,
    DateTimeOffset expiresAt
)
{
    public UserAuthorization Authorization { get; } = authorization;

    public string RedirectUri { get; } = redirectUri;

    public string? CodeChallenge { get; } = codeChallenge;

    /// <summary>The thumbprint of the key that it is bound to (RFC 9449 §10); null for none.</summary>
    public string? JwkThumbprint { get; init; }

    public DateTimeOffset ExpiresAt { get; } = expiresAt;
}
