using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Auth0Flows.Http;

/// <summary>
/// The one exception to what the system decides about a server's certificate: exactly the certificate that a local tenant in this process
/// handed over, and only on this machine. Without it, nobody could try client certificates without changing what the machine trusts.
/// </summary>
/// <param name="certificate">The local tenant's certificate.</param>
internal sealed class LocalTenantTrust(X509Certificate2 certificate)
{
    /// <summary>Trusts the certificate, beside those that the system trusts.</summary>
    public void AddTo(SslClientAuthenticationOptions options) =>
        options.RemoteCertificateValidationCallback = (sender, server, _, errors) =>
            Accepts((sender as SslStream)?.TargetHostName, server, errors);

    /// <summary>Whether a server is trusted.</summary>
    /// <param name="host">The host that the connection was made to.</param>
    /// <param name="server">The certificate that it presented.</param>
    /// <param name="errors">The system's decision.</param>
    public bool Accepts(string? host, X509Certificate? server, SslPolicyErrors errors) =>
        errors == SslPolicyErrors.None
        || (
            host is "127.0.0.1" or "localhost" or "::1" or "[::1]"
            && server is not null
            && server.GetRawCertData().AsSpan().SequenceEqual(certificate.RawDataMemory.Span)
        );
}
