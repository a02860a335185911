namespace Auth0Flows.LocalTenant.Users;

/// <summary>Auth0's policy "good": 8 characters, of three types out of four.</summary>
internal static class PasswordPolicy
{
    public static bool Accepts(string password)
    {
        bool[] kinds =
        [
            password.Any(char.IsLower),
            password.Any(char.IsUpper),
            password.Any(char.IsDigit),
            password.Any(character => !char.IsLetterOrDigit(character)),
        ];
        return password.Length >= 8 && kinds.Count(kind => kind) >= 3;
    }
}
