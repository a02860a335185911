namespace Auth0Flows;

/// <summary>
/// A second factor that is enrolled but not confirmed yet: its first one-time password or code confirms it (pass <see cref="MfaChallenge"/>
/// to <c>Get-Auth0Token -GrantType MfaOtp</c> or <c>MfaOob</c>). The secrets are returned only once.
/// </summary>
public sealed class Auth0MfaEnrollment
{
    internal Auth0MfaEnrollment(Auth0MfaAuthenticatorType type) => Type = type;

    /// <summary>The type of the factor.</summary>
    public Auth0MfaAuthenticatorType Type { get; }

    /// <summary>The secret of a one-time password app, in Base32 (RFC 4648).</summary>
    public Auth0Secret? Secret { get; internal init; }

    /// <summary>The URI that an app scans: <c>otpauth://…</c>. It contains the secret.</summary>
    public Auth0Secret? BarcodeUri { get; internal init; }

    /// <summary>Recovery codes for the loss of the factor, if the user had none before.</summary>
    public Auth0Secret[] RecoveryCodes { get; internal init; } = [];

    /// <summary>The login or the enrollment that the first code completes.</summary>
    public required Auth0MfaChallenge MfaChallenge { get; init; }

    /// <summary>The type; never a secret.</summary>
    public override string ToString() => $"{Type}, to be confirmed";
}
