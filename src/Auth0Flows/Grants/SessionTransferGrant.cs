using Auth0Flows.Http;
using Auth0Flows.Tokens;

namespace Auth0Flows.Grants;

/// <summary>
/// Exchanges a refresh token for a session transfer token:
/// <see href="https://auth0.com/docs/authenticate/single-sign-on/native-to-web/configure-implement-native-to-web"/>. Where refresh tokens
/// rotate, the response has the next one too.
/// </summary>
/// <param name="refreshToken">The refresh token.</param>
/// <param name="family">Its family.</param>
/// <param name="audience"><c>urn:{domain}:session_transfer</c>.</param>
/// <param name="before">The token of the login.</param>
internal sealed class SessionTransferGrant(Auth0Secret refreshToken, RefreshTokenFamily family, string audience, Auth0Token before)
    : Auth0Grant(audience)
{
    public override Auth0GrantType GrantType => Auth0GrantType.RefreshToken;

    internal override RefreshTarget Refresh { get; } = new(family, audience, ScopeSet.Empty, before.IdToken);

    internal override string WireName => "refresh_token";

    internal override IdTokenExpectation IdToken => new() { Subject = before.IdClaims["sub"] as string };

    internal override bool NeedsIdToken(IReadOnlyCollection<string>? granted) => false;

    internal override void Write(FieldContent body) => body.Add("refresh_token", refreshToken).Add("audience", Audience);

    internal override Auth0ErrorCode? Explain(string? error, string description) =>
        error switch
        {
            "invalid_grant" => Auth0ErrorCode.InvalidRefreshToken,
            "unauthorized_client" or "access_denied" or "invalid_request" or "invalid_target" when IsAboutTransfer(description) =>
                Auth0ErrorCode.SessionTransferNotAllowed,
            _ => null,
        };

    private static bool IsAboutTransfer(string description) =>
        Mentions(description, "session_transfer")
        || Mentions(description, "session transfer")
        || Mentions(description, "Service not found");
}
