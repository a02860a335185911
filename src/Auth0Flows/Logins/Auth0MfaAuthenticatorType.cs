namespace Auth0Flows;

/// <summary>The types of second factors in Auth0's MFA API.</summary>
public enum Auth0MfaAuthenticatorType
{
    /// <summary>A type that this version doesn't know.</summary>
    Unknown,

    /// <summary>One-time passwords of an app (RFC 6238).</summary>
    Otp,

    /// <summary>A code by text message.</summary>
    Sms,

    /// <summary>A code by phone call.</summary>
    Voice,

    /// <summary>A code by e-mail.</summary>
    Email,

    /// <summary>A push notification to the Guardian app, which the user confirms.</summary>
    Push,

    /// <summary>A recovery code, which can be used once.</summary>
    RecoveryCode,
}
