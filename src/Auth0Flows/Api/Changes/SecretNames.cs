namespace Auth0Flows;

/// <summary>The names of the Management API's properties whose values nobody should read over a shoulder.</summary>
internal static class SecretNames
{
    private static readonly HashSet<string> _whole = new(StringComparer.OrdinalIgnoreCase)
    {
        "secret", "password", "passphrase", "private_key", "privateKey", "pfx", "encryption_key", "access_token", "refresh_token", "id_token", "api_key", "apiKey", "signing_key",
        "signingKey", "credentials", "authorization", "otp", "recovery_code", "password_hash", "custom_password_hash", "mfa_factors",
    };

    public static bool Contains(string name) => _whole.Contains(name)
        || name.EndsWith("_secret", StringComparison.OrdinalIgnoreCase) || name.EndsWith("Secret", StringComparison.Ordinal)
        || name.EndsWith("_password", StringComparison.OrdinalIgnoreCase) || name.EndsWith("Password", StringComparison.Ordinal)
        || name.EndsWith("_token", StringComparison.OrdinalIgnoreCase) || name.EndsWith("_private_key", StringComparison.OrdinalIgnoreCase);
}
