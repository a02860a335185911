namespace Auth0Flows;

/// <summary>A certificate that verifies an application's tokens.</summary>
public sealed class Auth0ClientSigningKey : Auth0Object
{
    /// <summary>The certificate in PEM.</summary>
    public string? Cert { get; set; }

    /// <summary>The certificate as PKCS #7.</summary>
    public string? Pkcs7 { get; set; }

    /// <summary>The certificate's subject.</summary>
    public string? Subject { get; set; }
}
