namespace Auth0Flows.PowerShell;

/// <summary>What the methods of authentication need.</summary>
internal static class AuthenticationMethods
{
    /// <summary>Whether a method needs a private key or a certificate, and no client secret.</summary>
    public static bool UsesKey(this Auth0ClientAuthenticationMethod method) =>
        method
            is Auth0ClientAuthenticationMethod.PrivateKeyJwt
                or Auth0ClientAuthenticationMethod.TlsClientAuth
                or Auth0ClientAuthenticationMethod.SelfSignedTlsClientAuth;
}
