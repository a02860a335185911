using Auth0Flows.Http;
using Auth0Flows.Tokens;

namespace Auth0Flows;

/// <summary>
/// The second factor of a login that returned <c>mfa_required</c>: the tokens are those that the login requested.
/// <see href="https://auth0.com/docs/secure/multi-factor-authentication/authenticate-using-ropg-flow-with-mfa"/>
/// </summary>
public abstract class MfaGrant : Auth0Grant
{
    private protected MfaGrant(Auth0MfaChallenge challenge)
        : base((challenge ?? throw new ArgumentNullException(nameof(challenge))).Audience, challenge.Organization, challenge.Scope) =>
        Challenge = challenge;

    /// <summary>The login that it completes.</summary>
    public Auth0MfaChallenge Challenge { get; }

    /// <summary>The value of <c>grant_type</c> after <c>http://auth0.com/oauth/grant-type/</c>.</summary>
    private protected abstract string ShortName { get; }

    /// <summary>The error code of a wrong second factor.</summary>
    private protected abstract Auth0ErrorCode WrongProof { get; }

    internal sealed override string WireName => "http://auth0.com/oauth/grant-type/" + ShortName;

    internal sealed override RefreshTarget? Refresh => Challenge.Refresh;

    internal sealed override string DetailsBefore => Challenge.Details;

    internal sealed override IdTokenExpectation IdToken => Challenge.IdToken;

    internal sealed override bool NeedsIdToken(IReadOnlyCollection<string>? granted) => Challenge.NeedsIdToken;

    internal override void Write(FieldContent body) => body.Add("mfa_token", Challenge.MfaToken);

    internal override Auth0ErrorCode? Explain(string? error, string description) =>
        error switch
        {
            "expired_token" => Auth0ErrorCode.MfaTokenExpired,
            "invalid_grant" when Mentions(description, "mfa_token") || Mentions(description, "mfa token") => Auth0ErrorCode.InvalidMfaToken,
            "invalid_grant" => WrongProof,
            "too_many_attempts" => Auth0ErrorCode.TooManyAttempts,
            _ => null,
        };
}
