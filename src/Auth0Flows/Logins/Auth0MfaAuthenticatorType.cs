namespace Auth0Flows;

/// <summary>The kinds of second factors that Auth0's MFA API knows.</summary>
public enum Auth0MfaAuthenticatorType
{
    /// <summary>One of a kind that has no name here.</summary>
    Unknown,

    /// <summary>One-time passwords of an app (RFC 6238).</summary>
    Otp,

    /// <summary>A code by text message.</summary>
    Sms,

    /// <summary>A code by a call.</summary>
    Voice,

    /// <summary>A code by e-mail.</summary>
    Email,

    /// <summary>A push notification to the Guardian app, answered by a tap.</summary>
    Push,

    /// <summary>A recovery code, good once.</summary>
    RecoveryCode,
}
