namespace Auth0Flows.Basics;

/// <summary>Converts external texts to secrets.</summary>
internal static class SecretExtensions
{
    public static Auth0Secret ToSecret(this string text) => Auth0Secret.FromPlainText(text);
}
