using System.Security;
using Auth0Flows.Http;
using Auth0Flows.Tokens;

namespace Auth0Flows;

/// <summary>
/// One poll for a backchannel login: OpenID Connect CIBA Core §10.1. Until the user has approved it, the response is an error that says so.
/// </summary>
/// <param name="authReqId">The <c>auth_req_id</c>, a secret.</param>
/// <param name="audience">The API that the login is for.</param>
/// <param name="scope">The requested scopes.</param>
public sealed class CibaGrant(SecureString authReqId, string? audience = null, IEnumerable<string>? scope = null)
    : Auth0Grant(audience, null, scope)
{
    private readonly Auth0Secret? _authReqId = authReqId;

    /// <inheritdoc/>
    public override Auth0GrantType GrantType => Auth0GrantType.Ciba;

    /// <summary>The user that the login must be for, if known: the ID token must contain it as <c>sub</c>.</summary>
    internal string? Subject { get; init; }

    /// <summary>The client of the login, if known: the id must not be sent for any other.</summary>
    internal (Auth0Domain Domain, string ClientId)? Owner { get; init; }

    internal override string WireName => "urn:openid:params:grant-type:ciba";

    internal override bool NeedsConfidentialClient => true;

    // slow_down may be a 429, which the poller must handle.
    internal override RepeatPolicy RepeatPolicy => RepeatPolicy.Never;

    internal override IdTokenExpectation IdToken => base.IdToken with { Subject = Subject };

    internal override void Write(FieldContent body) => body.Add("auth_req_id", _authReqId);

    // https://auth0.com/docs/api/authentication/login/check-back-channel-login-status: access_denied also means that it may have expired.
    internal override Auth0ErrorCode? Explain(string? error, string description) =>
        error switch
        {
            "expired_token" or "invalid_grant" => Auth0ErrorCode.BackchannelLoginExpired,
            "access_denied" when !description.Equals("Unauthorized", StringComparison.OrdinalIgnoreCase) =>
                Auth0ErrorCode.BackchannelLoginDenied,
            _ => null,
        };
}
