using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Auth0Flows.Basics;

namespace Auth0Flows.ClientAuthentication;

/// <summary>Reads an application's certificate and its private key from a file: PEM, or PKCS #12.</summary>
internal static class ClientCertificateFile
{
    /// <summary>The certificate with its key first, then those beside it. The caller disposes them.</summary>
    /// <param name="path">The file.</param>
    /// <param name="passphrase">The passphrase of an encrypted file.</param>
    /// <exception cref="Auth0ConfigurationException">It can't be used; the exception's code specifies the cause.</exception>
    public static X509Certificate2Collection Read(string path, SecureString? passphrase)
    {
        var secret = passphrase is { Length: > 0 } ? Auth0Secret.FromSecureString(passphrase) : "".ToSecret();
        try
        {
            var bytes = KeyFile.Read(
                path,
                "certificate",
                Auth0ErrorCode.ClientCertificateNotFound,
                Auth0ErrorCode.InvalidClientCertificate
            );
            try
            {
                return secret.Use(characters => Read(bytes, characters, KeyFile.Shown(path)));
            }
            finally
            {
                Array.Clear(bytes);
            }
        }
        finally
        {
            secret.Wipe();
        }
    }

    private static X509Certificate2Collection Read(byte[] bytes, ReadOnlySpan<char> passphrase, string path)
    {
        var text = GC.AllocateUninitializedArray<char>(bytes.Length, pinned: true);
        try
        {
            var pem = text.AsSpan(0, KeyFile.Decode(bytes, text));
            return pem.IndexOf("-----BEGIN") >= 0 ? ClientCertificatePem.Read(pem, passphrase, path) : FromPkcs12(bytes, passphrase, path);
        }
        finally
        {
            Array.Clear(text);
        }
    }

    private static X509Certificate2Collection FromPkcs12(byte[] bytes, ReadOnlySpan<char> passphrase, string path)
    {
        X509Certificate2Collection certificates;
        try
        {
            certificates = X509CertificateLoader.LoadPkcs12Collection(bytes, passphrase, X509KeyStorageFlags.DefaultKeySet);
        }
        catch (CryptographicException) when (!passphrase.IsEmpty && IsOpen(bytes))
        {
            return FromPkcs12(bytes, [], path); // it has no passphrase
        }
        catch (CryptographicException)
        {
            throw TypeOf(bytes) switch
            {
                X509ContentType.Pkcs12 when passphrase.IsEmpty => Failure(
                    Auth0ErrorCode.PassphraseMissing,
                    $"{path}: The file is encrypted, but no passphrase was given."
                ),
                X509ContentType.Pkcs12 => Failure(
                    Auth0ErrorCode.WrongPassphrase,
                    $"{path}: The file can't be decrypted: the passphrase is wrong, or the file is damaged."
                ),
                X509ContentType.Cert => Failure(
                    Auth0ErrorCode.ClientCertificateKeyMissing,
                    $"{path} contains a certificate without its private key."
                ),
                _ => Failure(
                    Auth0ErrorCode.InvalidClientCertificate,
                    $"{path} contains no certificate, neither as PEM (-----BEGIN CERTIFICATE-----) nor as PKCS #12."
                ),
            };
        }

        if (certificates.FirstOrDefault(static certificate => certificate.HasPrivateKey) is { } own)
        {
            certificates.Remove(own);
            certificates.Insert(0, own);
            return certificates;
        }

        Dispose(certificates);
        throw Failure(Auth0ErrorCode.ClientCertificateKeyMissing, $"{path} contains no private key.");
    }

    private static bool IsOpen(byte[] bytes)
    {
        try
        {
            Dispose(X509CertificateLoader.LoadPkcs12Collection(bytes, password: null));
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static X509ContentType TypeOf(byte[] bytes)
    {
        try
        {
            return bytes.Length == 0 ? X509ContentType.Unknown : X509Certificate2.GetCertContentType(bytes);
        }
        catch (CryptographicException)
        {
            return X509ContentType.Unknown;
        }
    }

    /// <summary>Disposes certificates.</summary>
    public static void Dispose(X509Certificate2Collection certificates)
    {
        foreach (var certificate in certificates)
        {
            certificate.Dispose();
        }
    }

    private static Auth0ConfigurationException Failure(Auth0ErrorCode code, string message) => new(code, message);
}
