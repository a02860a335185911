using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Auth0Flows.LocalTenant.Http;

/// <summary>The certificate that a client presented, and those that it sent with it. Whether it is valid is checked later.</summary>
internal sealed class PeerCertificate(X509Certificate2 certificate, X509Certificate2Collection chain)
{
    public X509Certificate2 Certificate => certificate;

    public X509Certificate2Collection Chain => chain;

    /// <summary>Its SHA-256 thumbprint in base64url (RFC 8705 §3.1).</summary>
    public string Thumbprint { get; } = ThumbprintOf(certificate);

    public static string ThumbprintOf(X509Certificate2 certificate) => Base64Url.EncodeToString(SHA256.HashData(certificate.RawData));
}
