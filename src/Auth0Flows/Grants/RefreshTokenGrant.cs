using Auth0Flows.Http;
using Auth0Flows.Tokens;

namespace Auth0Flows.Grants;

/// <summary>
/// Renews tokens with a refresh token: RFC 6749 §6. <see cref="RefreshTokenFamily"/> ensures that only one request is sent at a time.
/// </summary>
internal sealed class RefreshTokenGrant(
    Auth0Secret refreshToken,
    RefreshTokenFamily family,
    string? audience,
    ScopeSet scope,
    Auth0Token? before
) : Auth0Grant(audience ?? before?.AudienceAsked, before?.OrganizationAsked, scope.IsEmpty ? before?.ScopeAsked.ToArray() : scope.ToArray())
{
    public override Auth0GrantType GrantType => Auth0GrantType.RefreshToken;

    internal override RefreshTarget Refresh => new(family, audience, scope, before?.IdToken) { Details = AuthorizationDetails };

    internal override string DetailsBefore => before?.DetailsAsked ?? "";

    internal override string WireName => "refresh_token";

    // OpenID Connect Core §12.2: the same user; no nonce is required.
    internal override IdTokenExpectation IdToken => new() { Subject = before?.IdClaims["sub"] as string, Organization = Organization };

    // A refresh returns an ID token only if the login requested one, and even then the server doesn't have to.
    internal override bool NeedsIdToken(IReadOnlyCollection<string>? granted) => false;

    internal override void Write(FieldContent body) =>
        body.Add("refresh_token", refreshToken).Add("audience", audience).Add("scope", scope.ToString());

    internal override Auth0ErrorCode? Explain(string? error, string description) =>
        error switch
        {
            "invalid_grant" => Auth0ErrorCode.InvalidRefreshToken,
            "invalid_scope" => Auth0ErrorCode.ScopeBeyondOriginal,
            _ => null,
        };
}
