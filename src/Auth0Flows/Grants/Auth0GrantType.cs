namespace Auth0Flows;

/// <summary>The ways to a token.</summary>
public enum Auth0GrantType
{
    /// <summary><c>client_credentials</c>: the application for itself (RFC 6749 §4.4).</summary>
    ClientCredentials,
}
