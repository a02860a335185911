using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Auth0Flows.LocalTenant.Http;

/// <summary>
/// TLS with a server certificate of this process, which asks clients for theirs. Any certificate, or none, gets through the handshake: the
/// endpoints refuse it with a reason.
/// </summary>
internal sealed class ServerTls : IDisposable
{
    public ServerTls() => Certificate = Create();

    public X509Certificate2 Certificate { get; }

    /// <summary>The handshake: the encrypted connection, and the client's certificate if it presented one.</summary>
    /// <exception cref="AuthenticationException">There is no handshake.</exception>
    [SuppressMessage("Security", "CA5359", Justification = "It is a client's certificate, which the endpoints check, with a reason.")]
    public async Task<(SslStream Stream, PeerCertificate? Peer)> AcceptAsync(Stream plain, CancellationToken cancellationToken)
    {
        PeerCertificate? peer = null;
        var stream = new SslStream(plain);
        try
        {
            await stream
                .AuthenticateAsServerAsync(
                    new SslServerAuthenticationOptions
                    {
                        ServerCertificate = Certificate,
                        ClientCertificateRequired = true,
                        RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
                        {
                            peer = certificate is null ? null : Copy(certificate, chain);
                            return true;
                        },
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
            return (stream, peer);
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public void Dispose() => Certificate.Dispose();

    // Copies, because the originals end with the handshake.
    private static PeerCertificate Copy(X509Certificate certificate, X509Chain? chain) =>
        new(
            X509CertificateLoader.LoadCertificate(certificate.GetRawCertData()),
            [.. (chain?.ChainPolicy.ExtraStore ?? []).Select(static other => X509CertificateLoader.LoadCertificate(other.RawData))]
        );

    private static X509Certificate2 Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Auth0 local tenant", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        var now = DateTimeOffset.UtcNow; // the system's, which TLS uses, not the tenant's
        using var created = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(1));

        // Windows doesn't take a key for TLS that is only in memory.
        return X509CertificateLoader.LoadPkcs12(created.Export(X509ContentType.Pkcs12), password: null);
    }
}
