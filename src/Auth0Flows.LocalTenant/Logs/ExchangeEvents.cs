using Auth0Flows.LocalTenant.Grants;

namespace Auth0Flows.LocalTenant.Logs;

/// <summary>The codes of exchanges at the token endpoint, by grant (Auth0, "Log Event Type Codes").</summary>
internal static class ExchangeEvents
{
    private static readonly Dictionary<string, (string Success, string Failure, string Description)> _codes = new(StringComparer.Ordinal)
    {
        [GrantTypes.ClientCredentials] = ("seccft", "feccft", "Client Credentials for Access Token"),
        [GrantTypes.Password] = ("sepft", "fepft", "Password for Access Token"),
        [GrantTypes.PasswordRealm] = ("sepft", "fepft", "Password for Access Token"),
        [GrantTypes.AuthorizationCode] = ("seacft", "feacft", "Authorization Code for Access Token"),
        [GrantTypes.RefreshToken] = ("sertft", "fertft", "Refresh Token for Access Token"),
        [GrantTypes.DeviceCode] = ("sede", "fede", "Device Code for Access Token"),
        [GrantTypes.MfaOtp] = ("seotpft", "feotpft", "Password and OTP Challenge for Access Token"),
        [GrantTypes.MfaOob] = ("seoobft", "feoobft", "Password and OOB Challenge for Access Token"),
        [GrantTypes.MfaRecoveryCode] = ("sercft", "fercft", "Password and MFA Recovery code for Access Token"),
        [GrantTypes.TokenExchange] = ("secte", "fecte", "Custom Token Exchange"),
        [GrantTypes.PasswordlessOtp] = ("s", "f", "Passwordless login"),
    };

    public static (string Success, string Failure, string Description)? Of(string? grantType)
        => grantType is not null && _codes.TryGetValue(grantType, out var codes) ? codes : null;
}
