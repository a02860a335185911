using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;

namespace Auth0Flows.PowerShell;

/// <summary>Adds a public key or a certificate that an application can authenticate with.</summary>
[Cmdlet(VerbsCommon.New, "Auth0ClientCredential", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(Auth0ClientCredential))]
[ApiEndpoint("POST clients/{client_id}/credentials")]
public sealed class NewAuth0ClientCredentialCommand : PropertyCmdletBase
{
    private const string PathSet = "Path";
    private const string CertificateSet = "Certificate";
    private const string SubjectSet = "Subject";

    /// <summary>The application's client id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("client_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClientIdCompleter))]
    public string ClientId { get; set; } = "";

    /// <summary>
    /// A file with the public key or the certificate, in PEM or DER. Of a private key in PEM, only the public part is sent.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The certificate, as from a certificate store. Its private key is not sent.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CertificateSet)]
    [ValidateNotNull]
    public X509Certificate2 Certificate { get; set; } = null!;

    /// <summary>The subject of a certificate that a certificate authority issues (mTLS).</summary>
    [Parameter(Mandatory = true, ParameterSetName = SubjectSet)]
    [ApiName("subject_dn")]
    [ValidateNotNullOrEmpty]
    public string SubjectDn { get; set; } = "";

    /// <summary>
    /// Its use: public_key for JWTs (private key JWT, signed requests), x509_cert or cert_subject_dn for mTLS. Default: public_key, or
    /// cert_subject_dn for a subject.
    /// </summary>
    [Parameter]
    [ApiName("credential_type")]
    [ValidateSet("public_key", "x509_cert", "cert_subject_dn")]
    public string? CredentialType { get; set; }

    /// <summary>Its name.</summary>
    [Parameter]
    [ApiName("name")]
    public string? Name { get; set; }

    /// <summary>The algorithm that it verifies. Default: RS256.</summary>
    [Parameter]
    [ApiName("alg")]
    [ValidateSet("RS256", "RS384", "PS256")]
    public string? Algorithm { get; set; }

    /// <summary>The key id. Default: made by Auth0.</summary>
    [Parameter]
    [ApiName("kid")]
    [Alias("KeyId")]
    [ValidateNotNullOrEmpty]
    public string? Kid { get; set; }

    /// <summary>When it ends. Default: it doesn't end.</summary>
    [Parameter]
    [ApiName("expires_at")]
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>Ends it with its certificate.</summary>
    [Parameter]
    [ApiName("parse_expiry_from_cert")]
    public SwitchParameter ParseExpiry { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var properties = Properties();
        properties["credential_type"] ??= ParameterSetName == SubjectSet ? "cert_subject_dn" : "public_key";
        if (ParameterSetName != SubjectSet)
        {
            properties["pem"] = ParameterSetName == PathSet ? PublicKeyText.OfFile(FilePathOf(Path)) : Certificate.ExportCertificatePem();
        }

        return CreateAsync(Auth0Resources.ClientCredentials(ClientId), properties, cancellationToken);
    }

    private protected override (string Name, string Id)[] Owners => [(nameof(ClientId), ClientId)];

    private protected override object? ErrorTarget => ClientId;
}
