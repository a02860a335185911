namespace Auth0Flows;

/// <summary>A certificate that an application's tokens are signed with.</summary>
public sealed class Auth0ClientSigningKey : Auth0Object
{
    /// <summary>The certificate in PEM.</summary>
    public string? Cert { get; init; }

    /// <summary>The certificate as PKCS #7.</summary>
    public string? Pkcs7 { get; init; }

    /// <summary>Whom it names.</summary>
    public string? Subject { get; init; }
}
