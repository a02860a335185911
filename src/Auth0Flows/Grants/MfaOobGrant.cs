using System.Security;
using Auth0Flows.Http;

namespace Auth0Flows;

/// <summary>
/// An out-of-band second factor: with the code from a text message, call or e-mail; without a code for a push notification.
/// </summary>
/// <param name="challenge">The login, with the <c>oob_code</c> of a challenge that was requested for it.</param>
/// <param name="bindingCode">The code that the user received, if the challenge's binding method is <c>prompt</c>.</param>
public sealed class MfaOobGrant(Auth0MfaChallenge challenge, SecureString? bindingCode = null) : MfaGrant(challenge)
{
    private readonly Auth0Secret? _bindingCode = bindingCode;

    /// <inheritdoc/>
    public override Auth0GrantType GrantType => Auth0GrantType.MfaOob;

    /// <summary>Whether the user confirms on the device, so the grant polls.</summary>
    internal bool IsPolled => _bindingCode is null;

    private protected override string ShortName => "mfa-oob";

    private protected override Auth0ErrorCode WrongProof => IsPolled ? Auth0ErrorCode.MfaRejected : Auth0ErrorCode.InvalidBindingCode;

    // Without a binding code the grant polls, and the poller must handle slow_down.
    internal override RepeatPolicy RepeatPolicy => IsPolled ? RepeatPolicy.Never : base.RepeatPolicy;

    internal override void Write(FieldContent body)
    {
        base.Write(body);
        body.Add("oob_code", Challenge.OobCode).Add("binding_code", _bindingCode);
    }

    internal override Auth0ErrorCode? Explain(string? error, string description) =>
        error switch
        {
            "access_denied" when IsPolled => Auth0ErrorCode.MfaRejected, // with a code, the user can't reject: an Action did
            "expired_token" when Mentions(description, "oob_code") => IsPolled
                ? Auth0ErrorCode.AuthorizationTimeout
                : Auth0ErrorCode.InvalidBindingCode,
            "invalid_grant" when Mentions(description, "rejected") => Auth0ErrorCode.MfaRejected,
            _ => base.Explain(error, description),
        };
}
