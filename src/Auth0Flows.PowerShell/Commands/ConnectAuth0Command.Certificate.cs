using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;

namespace Auth0Flows.PowerShell;

// Certificates: an object, a file, or one in the system's store; whose key signs assertions, or which is presented with TLS.
public sealed partial class ConnectAuth0Command
{
    /// <summary>A certificate with its private key.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = CertificateSet)]
    [ValidateNotNull]
    [NotText(
        "Specify a certificate with its private key, as Get-PfxCertificate returns it, not text. -CertificatePath takes a file, -CertificateThumbprint a certificate of the system's store."
    )]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>A file with the certificate and its private key: PEM, or PKCS #12 (.pfx, .p12).</summary>
    [Parameter(ParameterSetName = CertificateFileSet)]
    [ValidateNotNullOrEmpty]
    public string? CertificatePath { get; set; }

    /// <summary>
    /// The thumbprint of a certificate in the user's or the machine's store (Cert:\CurrentUser\My). Its key stays there.
    /// </summary>
    [Parameter(ParameterSetName = CertificateFileSet)]
    [ValidateNotNullOrEmpty]
    public string? CertificateThumbprint { get; set; }

    /// <summary>
    /// The type (typ) of the assertions that the key signs. Default: JWT, and client-authentication+jwt from the first time on that the
    /// server refuses it.
    /// </summary>
    [Parameter(ParameterSetName = KeySet), Parameter(ParameterSetName = CertificateSet)]
    [Parameter(ParameterSetName = CertificateFileSet), Parameter(ParameterSetName = ProfileSet)]
    [ValidateSet("JWT", "client-authentication+jwt")]
    public string? AssertionType { get; set; }

    private Auth0ClientAuthentication CreateClient(Auth0Profile profile)
    {
        var method = profile.ClientAuthenticationMethod;
        if (AssertionType is not null && method != Auth0ClientAuthenticationMethod.PrivateKeyJwt)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.ConflictingParameters,
                $"-AssertionType is for PrivateKeyJwt; {method} sends no assertion."
            );
        }

        var client =
            Certificate is null ? ClientOf(profile)
            : method == Auth0ClientAuthenticationMethod.PrivateKeyJwt
                ? Auth0ClientAuthentication.Certificate(ClientId, Certificate, KeyId, SigningAlgorithm)
            : Auth0ClientAuthentication.MutualTls(ClientId, Certificate, method);
        if (AssertionType is not null)
        {
            client.AssertionType = AssertionType;
        }

        return client;
    }

    private Auth0ClientAuthenticationMethod CertificateMethod()
    {
        var given = (Certificate is null ? 0 : 1) + (CertificatePath is null ? 0 : 1) + (CertificateThumbprint is null ? 0 : 1);
        var conflict =
            given != 1 ? "Specify the certificate with one of -Certificate, -CertificatePath and -CertificateThumbprint."
            : Certificate is not null && (SaveAs is not null || Default)
                ? "A profile keeps where a certificate is, not the certificate: use -CertificatePath or -CertificateThumbprint."
            : CertificatePath is null && (PrivateKeyPassphrase is not null || Vault is not null)
                ? "Only a file of -CertificatePath has a passphrase."
            : null;
        if (conflict is not null)
        {
            throw new Auth0ConfigurationException(
                given == 0 ? Auth0ErrorCode.MissingParameter : Auth0ErrorCode.ConflictingParameters,
                conflict
            );
        }

        return !MyInvocation.BoundParameters.ContainsKey(nameof(ClientAuthenticationMethod)) ? Auth0ClientAuthenticationMethod.PrivateKeyJwt
            : ClientAuthenticationMethod
                is Auth0ClientAuthenticationMethod.PrivateKeyJwt
                    or Auth0ClientAuthenticationMethod.TlsClientAuth
                    or Auth0ClientAuthenticationMethod.SelfSignedTlsClientAuth
                ? ClientAuthenticationMethod
            : throw new Auth0ConfigurationException(
                Auth0ErrorCode.ConflictingParameters,
                $"A certificate authenticates with PrivateKeyJwt, TlsClientAuth or SelfSignedTlsClientAuth, not with {ClientAuthenticationMethod}."
            );
    }
}
