namespace Auth0Flows.LocalTenant.Users;

/// <summary>Validates e-mail addresses.</summary>
internal static class EmailAddress
{
    public static bool IsValid(string text)
    {
        var at = text.LastIndexOf('@');
        return at > 0 && text.IndexOf('.', at) > at + 1 && !text.EndsWith('.') && !text.Any(char.IsWhiteSpace);
    }
}
