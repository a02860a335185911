using System.Security;
using Auth0Flows.Http;
using Auth0Flows.Tokens;

namespace Auth0Flows;

/// <summary>An authorization code: RFC 6749 §4.1.3, with PKCE RFC 7636 §4.5.</summary>
/// <param name="code">The code, which can be used once.</param>
/// <param name="redirectUri">The redirect URI that was sent to /authorize.</param>
/// <param name="codeVerifier">The secret of the <c>code_challenge</c>, if one was sent.</param>
/// <param name="organization">The organization that was sent to /authorize, by id or name: the ID token must be for it.</param>
public sealed class AuthorizationCodeGrant(
    SecureString code,
    string redirectUri,
    SecureString? codeVerifier = null,
    string? organization = null
) : Auth0Grant(organization: organization)
{
    private readonly Auth0Secret? _code = code;
    private readonly Auth0Secret? _codeVerifier = codeVerifier;

    /// <inheritdoc/>
    public override Auth0GrantType GrantType => Auth0GrantType.AuthorizationCode;

    /// <summary>The <c>nonce</c> that was sent to /authorize: the ID token must contain it.</summary>
    public string? Nonce { get; init; }

    internal override string WireName => "authorization_code";

    internal override IdTokenExpectation IdToken => new() { Nonce = Nonce, Organization = Organization };

    // The scopes that were sent to /authorize are not known here.
    internal override bool NeedsIdToken(IReadOnlyCollection<string>? granted) => granted?.Contains("openid") ?? false;

    internal override void Write(FieldContent body) =>
        body.Add("code", _code).Add("redirect_uri", redirectUri).Add("code_verifier", _codeVerifier);

    internal override Auth0ErrorCode? Explain(string? error, string description) =>
        error == "invalid_grant" ? Auth0ErrorCode.InvalidAuthorizationCode : null;
}
