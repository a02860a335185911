namespace Auth0Flows.LocalTenant.Users;

/// <summary>The kinds of a second factor (Auth0, "MFA API": <c>authenticator_type</c>).</summary>
internal enum AuthenticatorType
{
    /// <summary>A one-time password of the user's own device (RFC 6238).</summary>
    Otp,

    /// <summary>Out of band: a code in a message, or a push notification.</summary>
    Oob,

    /// <summary>A code on paper, for once.</summary>
    RecoveryCode,
}
