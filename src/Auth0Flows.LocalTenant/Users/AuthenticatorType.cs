namespace Auth0Flows.LocalTenant.Users;

/// <summary>The types of second factors (Auth0, "MFA API": <c>authenticator_type</c>).</summary>
internal enum AuthenticatorType
{
    /// <summary>A one-time password from the user's device (RFC 6238).</summary>
    Otp,

    /// <summary>Out-of-band: a code in a message, or a push notification.</summary>
    Oob,

    /// <summary>A recovery code, valid once.</summary>
    RecoveryCode,
}
