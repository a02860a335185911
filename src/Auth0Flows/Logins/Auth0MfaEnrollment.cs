namespace Auth0Flows;

/// <summary>
/// A second factor that was enrolled and waits to be confirmed: by its first one-time password or code (<see cref="MfaChallenge"/> goes on
/// to <c>Get-Auth0Token -GrantType MfaOtp</c> or <c>MfaOob</c>). The secrets come this once.
/// </summary>
public sealed class Auth0MfaEnrollment
{
    internal Auth0MfaEnrollment(Auth0MfaAuthenticatorType type) => Type = type;

    /// <summary>Of which kind it is.</summary>
    public Auth0MfaAuthenticatorType Type { get; }

    /// <summary>The secret of a one-time password app, in Base32 (RFC 4648).</summary>
    public Auth0Secret? Secret { get; internal init; }

    /// <summary>What an app scans: <c>otpauth://…</c>. It holds the secret.</summary>
    public Auth0Secret? BarcodeUri { get; internal init; }

    /// <summary>Recovery codes for when the factor is lost, if the user had none before.</summary>
    public Auth0Secret[] RecoveryCodes { get; internal init; } = [];

    /// <summary>What the first proof completes: the login that the factor was enrolled for, or the enrolment alone.</summary>
    public required Auth0MfaChallenge MfaChallenge { get; init; }

    /// <summary>Of which kind; never a secret.</summary>
    public override string ToString() => $"{Type}, to be confirmed";
}
