namespace Auth0Flows.LocalTenant.Grants;

/// <summary>The values of <c>grant_type</c>, as Auth0 spells them (Auth0: Application grant types).</summary>
internal static class GrantTypes
{
    public const string ClientCredentials = "client_credentials";

    public const string Password = "password";

    public const string PasswordRealm = "http://auth0.com/oauth/grant-type/password-realm";

    public const string RefreshToken = "refresh_token";

    public const string AuthorizationCode = "authorization_code";

    /// <summary>Not a grant of the token endpoint: tokens may come through the browser.</summary>
    public const string Implicit = "implicit";

    public const string MfaOtp = "http://auth0.com/oauth/grant-type/mfa-otp";

    public const string MfaOob = "http://auth0.com/oauth/grant-type/mfa-oob";

    public const string MfaRecoveryCode = "http://auth0.com/oauth/grant-type/mfa-recovery-code";

    public const string PasswordlessOtp = "http://auth0.com/oauth/grant-type/passwordless/otp";

    /// <summary>Token Vault: the token of an external provider.</summary>
    public const string ConnectionToken = "urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token";

    public const string TokenExchange = "urn:ietf:params:oauth:grant-type:token-exchange";

    /// <summary>Only for public applications.</summary>
    public const string DeviceCode = "urn:ietf:params:oauth:grant-type:device_code";

    /// <summary>Only for confidential applications.</summary>
    public const string Ciba = "urn:openid:params:grant-type:ciba";

    /// <summary>Passkeys.</summary>
    public const string WebAuthn = "urn:okta:params:oauth:grant-type:webauthn";

    /// <summary>The user grants, including the refresh, that any application can be set up for.</summary>
    public static IReadOnlyList<string> OfUsers { get; } =
    [AuthorizationCode, RefreshToken, Password, PasswordRealm, MfaOtp, MfaOob, MfaRecoveryCode, PasswordlessOtp, TokenExchange];

    /// <summary>The grants that name their API at the token endpoint.</summary>
    public static IReadOnlySet<string> OfAudience { get; } =
        new HashSet<string>([ClientCredentials, Password, PasswordRealm, PasswordlessOtp, TokenExchange, WebAuthn], StringComparer.Ordinal);

    // For exchanges at the token endpoint (Auth0, "Log Event Type Codes").
    private static readonly Dictionary<string, (string Success, string Failure, string Description)> _events = new(StringComparer.Ordinal)
    {
        [ClientCredentials] = ("seccft", "feccft", "Client Credentials for Access Token"),
        [Password] = ("sepft", "fepft", "Password for Access Token"),
        [PasswordRealm] = ("sepft", "fepft", "Password for Access Token"),
        [AuthorizationCode] = ("seacft", "feacft", "Authorization Code for Access Token"),
        [RefreshToken] = ("sertft", "fertft", "Refresh Token for Access Token"),
        [DeviceCode] = ("sede", "fede", "Device Code for Access Token"),
        [Ciba] = ("ciba_exchange_succeeded", "ciba_exchange_failed", "CIBA auth_req_id for Access Token"),
        [MfaOtp] = ("seotpft", "feotpft", "Password and OTP Challenge for Access Token"),
        [MfaOob] = ("seoobft", "feoobft", "Password and OOB Challenge for Access Token"),
        [MfaRecoveryCode] = ("sercft", "fercft", "Password and MFA Recovery code for Access Token"),
        [ConnectionToken] = ("sede", "fede", "Token Exchange for a federated connection access token"),
        [TokenExchange] = ("secte", "fecte", "Custom Token Exchange"),
        [WebAuthn] = ("s", "f", "Passkey login"),
        [PasswordlessOtp] = ("s", "f", "Passwordless login"),
    };

    /// <summary>The event codes of an exchange in the tenant's log.</summary>
    public static (string Success, string Failure, string Description)? EventsOf(string? grantType) =>
        grantType is not null && _events.TryGetValue(grantType, out var events) ? events : null;
}
