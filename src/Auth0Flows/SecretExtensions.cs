namespace Auth0Flows;

/// <summary>Texts that come from outside as secrets.</summary>
internal static class SecretExtensions
{
    public static Auth0Secret ToSecret(this string text) => Auth0Secret.FromPlainText(text);
}
