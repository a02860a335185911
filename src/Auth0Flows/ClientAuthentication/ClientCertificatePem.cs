using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Auth0Flows.ClientAuthentication;

/// <summary>Reads a certificate and its private key from PEM (RFC 7468), in any order, with the certificates of its chain.</summary>
internal static class ClientCertificatePem
{
    private const string Encrypted = "ENCRYPTED PRIVATE KEY";

    /// <summary>The certificate with its key first, then the others. The caller disposes them.</summary>
    /// <exception cref="Auth0ConfigurationException">It can't be used; the exception's code specifies the cause.</exception>
    public static X509Certificate2Collection Read(ReadOnlySpan<char> text, ReadOnlySpan<char> passphrase, string path)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(text); // the certificates, and nothing else
        }
        catch (CryptographicException)
        {
            throw Failure(Auth0ErrorCode.InvalidClientCertificate, $"The certificate in {path} is damaged.");
        }

        if (certificates.Count == 0)
        {
            throw Failure(
                Auth0ErrorCode.InvalidClientCertificate,
                $"{path} contains no certificate (-----BEGIN CERTIFICATE-----). A private key alone authenticates with assertions."
            );
        }

        try
        {
            for (var index = 0; index < certificates.Count; index++)
            {
                if (FindKey(certificates[index], text, passphrase, path) is { } whole)
                {
                    certificates[index].Dispose();
                    certificates.RemoveAt(index);
                    certificates.Insert(0, Usable(whole));
                    return certificates;
                }
            }

            throw Failure(
                Auth0ErrorCode.ClientCertificateKeyMissing,
                $"{path} does not contain the private key of the certificate {certificates[0].Subject}: it has none, or another certificate's."
            );
        }
        catch
        {
            ClientCertificateFile.Dispose(certificates);
            throw;
        }
    }

    // Null if the file has no key of this certificate.
    private static X509Certificate2? FindKey(
        X509Certificate2 certificate,
        ReadOnlySpan<char> text,
        ReadOnlySpan<char> passphrase,
        string path
    )
    {
        for (; PemEncoding.TryFind(text, out var found); text = text[found.Location.End..])
        {
            var label = text[found.Label];
            if (
                label.EndsWith("PRIVATE KEY")
                && WithKey(certificate, text[found.Location], label.SequenceEqual(Encrypted), passphrase, path) is { } whole
            )
            {
                return whole;
            }
        }

        return null;
    }

    private static X509Certificate2? WithKey(
        X509Certificate2 certificate,
        ReadOnlySpan<char> key,
        bool isEncrypted,
        ReadOnlySpan<char> passphrase,
        string path
    )
    {
        if (isEncrypted && passphrase.IsEmpty)
        {
            throw Failure(Auth0ErrorCode.PassphraseMissing, $"{path}: The private key is encrypted, but no passphrase was given.");
        }

        try
        {
            var own = certificate.ExportCertificatePem();
            return isEncrypted ? X509Certificate2.CreateFromEncryptedPem(own, key, passphrase) : X509Certificate2.CreateFromPem(own, key);
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            return !isEncrypted || IsOpenedBy(passphrase, key)
                ? null // another certificate's key
                : throw Failure(
                    Auth0ErrorCode.WrongPassphrase,
                    $"{path}: The private key can't be decrypted: the passphrase is wrong, or the file is damaged."
                );
        }
    }

    private static bool IsOpenedBy(ReadOnlySpan<char> passphrase, ReadOnlySpan<char> key)
    {
        using var rsa = RSA.Create();
        using var ec = ECDsa.Create();
        return IsOpenedBy(passphrase, key, rsa) || IsOpenedBy(passphrase, key, ec);
    }

    private static bool IsOpenedBy(ReadOnlySpan<char> passphrase, ReadOnlySpan<char> key, AsymmetricAlgorithm algorithm)
    {
        try
        {
            algorithm.ImportFromEncryptedPem(key, passphrase);
            return true;
        }
        // NotSupportedException: a curve that this machine doesn't know.
        catch (Exception failure) when (failure is CryptographicException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    // Windows can't use a key for TLS that is only in memory. This one came from a file, so nothing leaves a store.
    private static X509Certificate2 Usable(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
        {
            return certificate;
        }

        using (certificate)
        {
            var bytes = certificate.Export(X509ContentType.Pkcs12);
            try
            {
                return X509CertificateLoader.LoadPkcs12(bytes, password: null);
            }
            finally
            {
                Array.Clear(bytes);
            }
        }
    }

    private static Auth0ConfigurationException Failure(Auth0ErrorCode code, string message) => new(code, message);
}
