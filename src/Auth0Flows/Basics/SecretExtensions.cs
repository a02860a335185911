namespace Auth0Flows.Basics;

/// <summary>Texts that come from outside as secrets.</summary>
internal static class SecretExtensions
{
    public static Auth0Secret ToSecret(this string text) => Auth0Secret.FromPlainText(text);
}
