namespace Auth0Flows.LocalTenant.Grants;

/// <summary>The values of <c>grant_type</c>, as Auth0 spells them (Auth0: Application grant types).</summary>
internal static class GrantTypes
{
    public const string ClientCredentials = "client_credentials";

    public const string Password = "password";

    public const string PasswordRealm = "http://auth0.com/oauth/grant-type/password-realm";

    public const string RefreshToken = "refresh_token";

    public const string AuthorizationCode = "authorization_code";

    /// <summary>None of the token endpoint: that tokens may come by the browser.</summary>
    public const string Implicit = "implicit";

    public const string MfaOtp = "http://auth0.com/oauth/grant-type/mfa-otp";

    public const string MfaOob = "http://auth0.com/oauth/grant-type/mfa-oob";

    public const string MfaRecoveryCode = "http://auth0.com/oauth/grant-type/mfa-recovery-code";

    public const string PasswordlessOtp = "http://auth0.com/oauth/grant-type/passwordless/otp";

    public const string TokenExchange = "urn:ietf:params:oauth:grant-type:token-exchange";

    /// <summary>Of public applications alone.</summary>
    public const string DeviceCode = "urn:ietf:params:oauth:grant-type:device_code";

    /// <summary>Those in which a person takes part, and the refresh that follows; those that any application may be set up for.</summary>
    public static IReadOnlyList<string> OfUsers { get; } =
    [
        AuthorizationCode, RefreshToken, Password, PasswordRealm, MfaOtp, MfaOob, MfaRecoveryCode, PasswordlessOtp, TokenExchange,
    ];
}
