namespace Auth0Flows.PowerShell;

/// <summary>What a grant type can't do without, for those who named it alone.</summary>
internal static class GrantNeeds
{
    public static Auth0ConfigurationException Missing(Auth0GrantType grantType) => new(Auth0ErrorCode.MissingParameter, $"The grant type {grantType} needs {Of(grantType)}.");

    private static string Of(Auth0GrantType grantType) => grantType switch
    {
        Auth0GrantType.Password => "-Credential",
        Auth0GrantType.AuthorizationCode => "-Code and -RedirectUri",
        Auth0GrantType.DeviceCode => "-DeviceCode",
        Auth0GrantType.MfaOtp => "-MfaChallenge and -Otp",
        Auth0GrantType.MfaOob => "-MfaChallenge",
        Auth0GrantType.MfaRecoveryCode => "-MfaChallenge and -RecoveryCode",
        Auth0GrantType.PasswordlessOtp => "-Otp, and -Email, -PhoneNumber or what Start-Auth0PasswordlessLogin gave",
        Auth0GrantType.TokenExchange => "-SubjectToken and -SubjectTokenType",
        _ => "a refresh token: see Update-Auth0Token, which takes tokens from the pipeline",
    };
}
