using System.Security;
using Auth0Flows.Http;

namespace Auth0Flows;

/// <summary>
/// A code that the user received by e-mail or text message:
/// <see
/// href="https://auth0.com/docs/get-started/authentication-and-authorization-flow/implement-login/passwordless/relevant-api-endpoints"/>.
/// </summary>
/// <param name="username">The e-mail address, or the phone number with its country code.</param>
/// <param name="otp">The code.</param>
/// <param name="realm">How the code was sent: <c>email</c> or <c>sms</c>.</param>
/// <param name="audience">The API.</param>
/// <param name="scope">The scopes.</param>
public sealed class PasswordlessOtpGrant(
    string username,
    SecureString otp,
    string realm,
    string? audience = null,
    IEnumerable<string>? scope = null
) : Auth0Grant(audience, null, scope)
{
    private readonly Auth0Secret? _otp = otp;

    /// <inheritdoc/>
    public override Auth0GrantType GrantType => Auth0GrantType.PasswordlessOtp;

    internal override string WireName => "http://auth0.com/oauth/grant-type/passwordless/otp";

    internal override void Write(FieldContent body) =>
        body.Add("username", username).Add("otp", _otp).Add("realm", realm).Add("audience", Audience).Add("scope", Scope.ToString());

    internal override Auth0ErrorCode? Explain(string? error, string description) =>
        error is "invalid_grant" or "invalid_user_password" ? Auth0ErrorCode.InvalidOtp : null;
}
