using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;

namespace Auth0Flows.PowerShell;

// How the application authenticates: with a secret, a private key, a certificate, or not at all.
public sealed partial class ConnectAuth0Command
{
    // Numbers, because fields with the library's enum types would make PowerShell load the library before Isolation specifies where it is.
    private int _clientAuthenticationMethod = (int)Auth0ClientAuthenticationMethod.ClientSecretPost;
    private int _signingAlgorithm = (int)Auth0SigningAlgorithm.RS256;

    /// <summary>The application's client secret; none for a public application.</summary>
    [Parameter(Position = 2, ParameterSetName = ClientSet)]
    [Secret]
    [ValidateNotNull]
    public SecureString? ClientSecret { get; set; }

    /// <summary>How the secret is sent: ClientSecretPost in the body, ClientSecretBasic with HTTP Basic.</summary>
    [Parameter(ParameterSetName = ClientSet)]
    public Auth0ClientAuthenticationMethod ClientAuthenticationMethod
    {
        get => (Auth0ClientAuthenticationMethod)_clientAuthenticationMethod;
        set => _clientAuthenticationMethod = (int)value;
    }

    /// <summary>A file with the application's RSA private key in PEM (PKCS #1, PKCS #8, encrypted PKCS #8).</summary>
    [Parameter(Mandatory = true, ParameterSetName = KeySet)]
    [ValidateNotNullOrEmpty]
    public string PrivateKeyPath { get; set; } = "";

    /// <summary>The passphrase of an encrypted private key.</summary>
    [Parameter(ParameterSetName = KeySet)]
    [Secret]
    [ValidateNotNull]
    public SecureString? PrivateKeyPassphrase { get; set; }

    /// <summary>A certificate with its private key.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = CertificateSet)]
    [ValidateNotNull]
    [NotText("Specify a certificate with its private key, as Get-PfxCertificate returns it, not text.")]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>The key's id at Auth0 (kid), if the application has several keys.</summary>
    [Parameter(ParameterSetName = KeySet), Parameter(ParameterSetName = CertificateSet)]
    [ValidateNotNullOrEmpty]
    public string? KeyId { get; set; }

    /// <summary>The signing algorithm of the application's credential: RS256, RS384 or PS256.</summary>
    [Parameter(ParameterSetName = KeySet), Parameter(ParameterSetName = CertificateSet)]
    public Auth0SigningAlgorithm SigningAlgorithm
    {
        get => (Auth0SigningAlgorithm)_signingAlgorithm;
        set => _signingAlgorithm = (int)value;
    }

    private Auth0ClientAuthentication CreateClient() =>
        ParameterSetName switch
        {
            KeySet => Auth0ClientAuthentication.PrivateKeyFile(
                ClientId,
                GetUnresolvedProviderPathFromPSPath(PrivateKeyPath),
                PrivateKeyPassphrase,
                KeyId,
                SigningAlgorithm
            ),
            CertificateSet => Auth0ClientAuthentication.Certificate(ClientId, Certificate!, KeyId, SigningAlgorithm),
            _ => CreateSecretClient(),
        };

    private Auth0ClientAuthentication CreateSecretClient() =>
        (ClientSecret, ClientAuthenticationMethod) switch
        {
            (_, Auth0ClientAuthenticationMethod.PrivateKeyJwt) => throw new Auth0ConfigurationException(
                Auth0ErrorCode.MissingParameter,
                "PrivateKeyJwt needs -PrivateKeyPath or -Certificate, not a secret."
            ),
            (null or { Length: 0 }, not Auth0ClientAuthenticationMethod.None)
                when MyInvocation.BoundParameters.ContainsKey(nameof(ClientAuthenticationMethod)) => throw new Auth0ConfigurationException(
                Auth0ErrorCode.MissingClientSecret,
                $"{ClientAuthenticationMethod} needs a secret."
            ),
            (null or { Length: 0 }, _) or (_, Auth0ClientAuthenticationMethod.None) => Auth0ClientAuthentication.None(ClientId),
            ({ } secret, Auth0ClientAuthenticationMethod.ClientSecretBasic) => Auth0ClientAuthentication.SecretBasic(ClientId, secret),
            ({ } secret, _) => Auth0ClientAuthentication.SecretPost(ClientId, secret),
        };
}
