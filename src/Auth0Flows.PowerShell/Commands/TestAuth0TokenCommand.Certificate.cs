using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;

namespace Auth0Flows.PowerShell;

/// <content>The binding to a certificate.</content>
public sealed partial class TestAuth0TokenCommand
{
    /// <summary>The certificate that the caller presented with TLS: the token must be bound to it (mTLS, RFC 8705).</summary>
    [Parameter]
    [ValidateNotNull]
    [NotText("Specify the certificate as an object, as Get-PfxCertificate or the connection returns it, not text.")]
    public X509Certificate2? Certificate { get; set; }
}
