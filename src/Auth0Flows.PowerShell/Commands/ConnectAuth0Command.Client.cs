using System.Management.Automation;
using System.Security;

namespace Auth0Flows.PowerShell;

// How the application authenticates: with a secret, a private key, a certificate, or not at all.
public sealed partial class ConnectAuth0Command
{
    // Numbers, because fields with the library's enum types would make PowerShell load the library before Isolation specifies where it is.
    private int _clientAuthenticationMethod = (int)Auth0ClientAuthenticationMethod.ClientSecretPost;
    private int _signingAlgorithm = (int)Auth0SigningAlgorithm.RS256;

    /// <summary>The application's client secret; none for a public application.</summary>
    [Parameter(Position = 2, ParameterSetName = ClientSet), Parameter(ParameterSetName = ProfileSet)]
    [Secret]
    [ValidateNotNull]
    public SecureString? ClientSecret { get; set; }

    /// <summary>
    /// How the secret is sent: ClientSecretPost in the body, ClientSecretBasic with HTTP Basic. How the certificate is used: PrivateKeyJwt
    /// signs assertions with its key, TlsClientAuth and SelfSignedTlsClientAuth present it with TLS (mTLS).
    /// </summary>
    [Parameter(ParameterSetName = ClientSet), Parameter(ParameterSetName = CertificateSet)]
    [Parameter(ParameterSetName = CertificateFileSet)]
    public Auth0ClientAuthenticationMethod ClientAuthenticationMethod
    {
        get => (Auth0ClientAuthenticationMethod)_clientAuthenticationMethod;
        set => _clientAuthenticationMethod = (int)value;
    }

    /// <summary>A file with the application's RSA private key in PEM (PKCS #1, PKCS #8, encrypted PKCS #8).</summary>
    [Parameter(Mandatory = true, ParameterSetName = KeySet)]
    [ValidateNotNullOrEmpty]
    public string PrivateKeyPath { get; set; } = "";

    /// <summary>The passphrase of an encrypted private key, or of the file with the certificate.</summary>
    [Parameter(ParameterSetName = KeySet), Parameter(ParameterSetName = CertificateSet)]
    [Parameter(ParameterSetName = CertificateFileSet), Parameter(ParameterSetName = ProfileSet)]
    [Alias("CertificatePassphrase")]
    [Secret]
    [ValidateNotNull]
    public SecureString? PrivateKeyPassphrase { get; set; }

    /// <summary>The vault of SecretManagement that has the client secret, or the passphrase of the private key.</summary>
    [Parameter(ParameterSetName = ClientSet), Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = CertificateSet), Parameter(ParameterSetName = CertificateFileSet)]
    [ValidateNotNullOrEmpty]
    public string? Vault { get; set; }

    /// <summary>The name of the secret in the vault.</summary>
    [Parameter(ParameterSetName = ClientSet), Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = CertificateSet), Parameter(ParameterSetName = CertificateFileSet)]
    [ValidateNotNullOrEmpty]
    public string? VaultSecretName { get; set; }

    /// <summary>The key's id at Auth0 (kid), if the application has several keys.</summary>
    [Parameter(ParameterSetName = KeySet), Parameter(ParameterSetName = CertificateSet), Parameter(ParameterSetName = CertificateFileSet)]
    [ValidateNotNullOrEmpty]
    public string? KeyId { get; set; }

    /// <summary>The signing algorithm of the application's credential: RS256, RS384 or PS256.</summary>
    [Parameter(ParameterSetName = KeySet), Parameter(ParameterSetName = CertificateSet), Parameter(ParameterSetName = CertificateFileSet)]
    public Auth0SigningAlgorithm SigningAlgorithm
    {
        get => (Auth0SigningAlgorithm)_signingAlgorithm;
        set => _signingAlgorithm = (int)value;
    }

    private Auth0ClientAuthenticationMethod MethodOf()
    {
        CheckVault();
        var hasSecret = Vault is not null || ClientSecret is { Length: > 0 };
        return (ParameterSetName, ClientAuthenticationMethod) switch
        {
            (CertificateSet or CertificateFileSet, _) => CertificateMethod(),
            (not ClientSet, _) => Auth0ClientAuthenticationMethod.PrivateKeyJwt,
            (_, Auth0ClientAuthenticationMethod.PrivateKeyJwt) => throw Missing("-PrivateKeyPath or -Certificate, not a secret"),
            (_, Auth0ClientAuthenticationMethod.TlsClientAuth or Auth0ClientAuthenticationMethod.SelfSignedTlsClientAuth) => throw Missing(
                "-Certificate, -CertificatePath or -CertificateThumbprint"
            ),
            (_, Auth0ClientAuthenticationMethod.None) => Auth0ClientAuthenticationMethod.None,
            (_, var method) when hasSecret => method,
            (_, var method) when MyInvocation.BoundParameters.ContainsKey(nameof(ClientAuthenticationMethod)) =>
                throw new Auth0ConfigurationException(Auth0ErrorCode.MissingClientSecret, $"{method} needs a secret."),
            _ => Auth0ClientAuthenticationMethod.None,
        };
    }

    private Auth0ConfigurationException Missing(string what) =>
        new(Auth0ErrorCode.MissingParameter, $"{ClientAuthenticationMethod} needs {what}.");

    private void CheckVault()
    {
        if (Vault is null != VaultSecretName is null)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.MissingParameter,
                "-Vault and -VaultSecretName must be specified together."
            );
        }
    }
}
