using Auth0Flows.Http;
using Auth0Flows.Tokens;

namespace Auth0Flows.Grants;

/// <summary>The code exchange of a browser login (RFC 6749 §4.1.3), with the expected content of the ID token.</summary>
internal sealed class BrowserLoginGrant(Auth0AuthorizeRequest request, Auth0Secret code, string? subject)
    : Auth0Grant(request.Options.Audience, request.Options.Organization, request.Options.AllScopes.ToArray())
{
    public override Auth0GrantType GrantType => Auth0GrantType.AuthorizationCode;

    internal override string DetailsBefore => request.Options.AuthorizationDetails?.Key ?? "";

    internal override string WireName => "authorization_code";

    // OpenID Connect Core §3.3.3.6: the same user as in the browser's ID token, if one came.
    internal override IdTokenExpectation IdToken => Expectation(request) with { Subject = subject };

    /// <summary>The requirements for every ID token of the login.</summary>
    public static IdTokenExpectation Expectation(Auth0AuthorizeRequest request) =>
        new()
        {
            Nonce = request.Nonce.Reveal(),
            Organization = request.Options.Organization,
            MaxAge = request.Options.MaxAge,
        };

    internal override void Write(FieldContent body) =>
        body.Add("code", code).Add("redirect_uri", request.Options.RedirectUri.OriginalString).Add("code_verifier", request.CodeVerifier);

    internal override Auth0ErrorCode? Explain(string? error, string description) =>
        error == "invalid_grant" ? Auth0ErrorCode.InvalidAuthorizationCode : null;
}
