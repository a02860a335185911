using System.Security;
using Auth0Flows.Http;

namespace Auth0Flows;

/// <summary>A one-time password (RFC 6238) as the second factor.</summary>
public sealed class MfaOtpGrant(Auth0MfaChallenge challenge, SecureString otp) : MfaGrant(challenge)
{
    private readonly Auth0Secret? _otp = otp;

    /// <inheritdoc/>
    public override Auth0GrantType GrantType => Auth0GrantType.MfaOtp;

    private protected override string ShortName => "mfa-otp";

    private protected override Auth0ErrorCode WrongProof => Auth0ErrorCode.InvalidOtp;

    internal override void Write(FieldContent body)
    {
        base.Write(body);
        body.Add("otp", _otp);
    }
}
