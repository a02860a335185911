using System.Buffers.Text;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Auth0Flows.Errors;

namespace Auth0Flows.ClientAuthentication;

/// <summary>
/// A certificate that an application presents with TLS, with its private key. The key is only used, never read: it may be one that the
/// system doesn't hand out.
/// </summary>
internal sealed class ClientCertificate : IDisposable
{
    private readonly X509Certificate2 _certificate;

    /// <summary>Uses a certificate; the caller's object is not disposed with this one.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="intermediates">The authorities between it and the root, which the server may need.</param>
    /// <exception cref="Auth0ConfigurationException">
    /// It has no private key (<see cref="Auth0ErrorCode.ClientCertificateKeyMissing"/>), or the key can't be used for TLS
    /// (<see cref="Auth0ErrorCode.InvalidClientCertificate"/>).
    /// </exception>
    public ClientCertificate(X509Certificate2 certificate, X509Certificate2Collection? intermediates = null)
    {
        Subject = ServerText.Clean(certificate.Subject.Length > 0 ? certificate.Subject : certificate.Thumbprint);
        if (!certificate.HasPrivateKey)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.ClientCertificateKeyMissing,
                $"The certificate {Subject} does not include its private key, so it can't authenticate anyone."
            );
        }

        Thumbprint = ThumbprintOf(certificate);
        (NotBefore, NotAfter) = (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        _certificate = new X509Certificate2(certificate); // the same key, with a lifetime of its own
        try
        {
            // Offline: what the chain needs comes from the file or the system's stores, not from addresses in a certificate.
            Tls = SslStreamCertificateContext.Create(_certificate, intermediates, offline: true);
        }
        catch (Exception failure) when (failure is CryptographicException or NotSupportedException or ArgumentException)
        {
            _certificate.Dispose();
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidClientCertificate,
                $"The key of the certificate {Subject} can't be used for TLS: {failure.Message}"
            );
        }
    }

    /// <summary>Its subject, as text for messages.</summary>
    public string Subject { get; }

    /// <summary>Its SHA-256 thumbprint as tokens have it: <c>x5t#S256</c> (RFC 8705 §3.1).</summary>
    public string Thumbprint { get; }

    /// <summary>The certificate and its chain, for a TLS handshake.</summary>
    public SslStreamCertificateContext Tls { get; }

    private DateTimeOffset NotBefore { get; }

    private DateTimeOffset NotAfter { get; }

    /// <summary>The SHA-256 thumbprint of a certificate, in base64url without padding (RFC 8705 §3.1).</summary>
    public static string ThumbprintOf(X509Certificate2 certificate) => Base64Url.EncodeToString(SHA256.HashData(certificate.RawData));

    /// <summary>Checks its time.</summary>
    /// <exception cref="Auth0ConfigurationException">
    /// It has expired (<see cref="Auth0ErrorCode.ClientCertificateExpired"/>), or it isn't valid yet
    /// (<see cref="Auth0ErrorCode.ClientCertificateNotYetValid"/>).
    /// </exception>
    public void CheckTime(DateTimeOffset now)
    {
        if (now > NotAfter)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.ClientCertificateExpired,
                $"The certificate {Subject} expired at {NotAfter:u}; it is {now:u}."
            );
        }

        if (now < NotBefore)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.ClientCertificateNotYetValid,
                $"The certificate {Subject} is valid from {NotBefore:u} on; it is {now:u}."
            );
        }
    }

    /// <summary>The private key, if its provider hands it out; null otherwise. The caller clears it.</summary>
    public byte[]? ExportKey()
    {
        using AsymmetricAlgorithm? key = (AsymmetricAlgorithm?)_certificate.GetRSAPrivateKey() ?? _certificate.GetECDsaPrivateKey();
        return PrivateKey.TryExport(key);
    }

    /// <inheritdoc/>
    public void Dispose() => _certificate.Dispose();
}
