namespace Auth0Flows;

/// <summary>The grant types.</summary>
public enum Auth0GrantType
{
    /// <summary><c>client_credentials</c>: the application's own token (RFC 6749 §4.4).</summary>
    ClientCredentials,

    /// <summary><c>password</c>, or Auth0's <c>password-realm</c>: a user's name and password (RFC 6749 §4.3).</summary>
    Password,

    /// <summary><c>authorization_code</c>: a code from /authorize (RFC 6749 §4.1.3).</summary>
    AuthorizationCode,

    /// <summary><c>refresh_token</c> (RFC 6749 §6).</summary>
    RefreshToken,

    /// <summary>
    /// <c>urn:ietf:params:oauth:grant-type:device_code</c>: a device code that the user has approved elsewhere (RFC 8628 §3.4).
    /// </summary>
    DeviceCode,

    /// <summary><c>mfa-otp</c>: a one-time password as the second factor.</summary>
    MfaOtp,

    /// <summary><c>mfa-oob</c>: an out-of-band second factor: a text message, a call, an e-mail, a push notification.</summary>
    MfaOob,

    /// <summary><c>mfa-recovery-code</c>: a recovery code instead of the second factor.</summary>
    MfaRecoveryCode,

    /// <summary><c>passwordless/otp</c>: a code that was sent by e-mail or text message.</summary>
    PasswordlessOtp,

    /// <summary><c>urn:ietf:params:oauth:grant-type:token-exchange</c>: exchanges a token for another (RFC 8693).</summary>
    TokenExchange,

    /// <summary>No grant of this session: an access token that was obtained elsewhere.</summary>
    External,

    /// <summary>
    /// <c>urn:openid:params:grant-type:ciba</c>: a backchannel login that the user has approved on a device of theirs (OpenID Connect CIBA
    /// Core §10.1).
    /// </summary>
    Ciba,

    /// <summary>
    /// <c>urn:okta:params:oauth:grant-type:webauthn</c>: what an authenticator answered to the challenge of a login or a registration with
    /// a passkey.
    /// </summary>
    Passkey,
}
