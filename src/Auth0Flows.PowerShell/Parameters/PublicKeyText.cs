using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Auth0Flows.PowerShell;

/// <summary>Reads the public key or the certificate in a file. A private key never leaves this class: only its public part does.</summary>
internal static class PublicKeyText
{
    /// <summary>The PEM of the public key or the certificate in a file.</summary>
    /// <exception cref="Auth0ConfigurationException">The file doesn't exist, can't be read, or contains neither.</exception>
    public static string OfFile(string path)
    {
        byte[] bytes = [];
        try
        {
            bytes = File.ReadAllBytes(path);
            var text = System.Text.Encoding.UTF8.GetString(bytes);
            return text.Contains("-----BEGIN", StringComparison.Ordinal)
                ? OfPem(text, path)
                : X509CertificateLoader.LoadCertificate(bytes).ExportCertificatePem();
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new Auth0ConfigurationException(Auth0ErrorCode.FileNotFound, $"There is no file {path}.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new Auth0ConfigurationException(Auth0ErrorCode.FileNotReadable, $"The file {path} can't be read: {failure.Message}");
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            throw None(path);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private static string OfPem(string text, string path)
    {
        string? fromPrivate = null;
        for (var rest = text; PemEncoding.TryFind(rest, out var found); rest = rest[found.Location.End..])
        {
            var (block, label) = (rest[found.Location], rest[found.Label]);
            switch (label)
            {
                case "CERTIFICATE" or "PUBLIC KEY" or "RSA PUBLIC KEY":
                    return block;
                case "PRIVATE KEY" or "RSA PRIVATE KEY":
                    using (var key = RSA.Create())
                    {
                        key.ImportFromPem(block);
                        fromPrivate ??= key.ExportSubjectPublicKeyInfoPem();
                    }

                    break;
            }
        }

        return fromPrivate ?? throw None(path);
    }

    private static Auth0ConfigurationException None(string path) =>
        new(
            Auth0ErrorCode.InvalidRequestBody,
            $"The file {path} contains no public RSA key and no certificate, in PEM or DER. Of an encrypted private key, specify the public key."
        );
}
