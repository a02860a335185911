using System.Security;
using Auth0Flows.Http;

namespace Auth0Flows;

/// <summary>
/// A recovery code instead of the second factor. It can be used once; the response may contain a new one
/// (<see cref="Auth0Token.RecoveryCode"/>).
/// </summary>
public sealed class MfaRecoveryCodeGrant(Auth0MfaChallenge challenge, SecureString recoveryCode) : MfaGrant(challenge)
{
    private readonly Auth0Secret? _recoveryCode = recoveryCode;

    /// <inheritdoc/>
    public override Auth0GrantType GrantType => Auth0GrantType.MfaRecoveryCode;

    private protected override string ShortName => "mfa-recovery-code";

    private protected override Auth0ErrorCode WrongProof => Auth0ErrorCode.InvalidRecoveryCode;

    internal override void Write(FieldContent body)
    {
        base.Write(body);
        body.Add("recovery_code", _recoveryCode);
    }
}
