using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Auth0Flows.ClientAuthentication;

/// <summary>Finds certificates in the system's stores: the user's first, then the machine's (<c>Cert:\CurrentUser\My</c>).</summary>
internal static class ClientCertificateStore
{
    /// <summary>The certificate of this thumbprint, with its key if the store has it. The caller disposes it.</summary>
    /// <exception cref="Auth0ConfigurationException">
    /// No store has it (<see cref="Auth0ErrorCode.ClientCertificateNotFound"/>).
    /// </exception>
    public static X509Certificate2 Find(string thumbprint)
    {
        // As people copy it: with blanks or colons, and the invisible mark that Windows' dialog puts before it.
        var hex = string.Concat(thumbprint.Where(char.IsAsciiHexDigit));
        if (hex.Length is not (40 or 64))
        {
            throw NotFound(
                $"A thumbprint has 40 hexadecimal digits (SHA-1) or 64 (SHA-256); this one has {hex.Length}. {Hint(thumbprint)}".TrimEnd()
            );
        }

        var algorithm = hex.Length == 40 ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256;
        return Find(hex, algorithm, StoreLocation.CurrentUser)
            ?? Find(hex, algorithm, StoreLocation.LocalMachine)
            ?? throw NotFound(
                $"Neither the user's store nor the machine's has a certificate with the thumbprint {hex.ToUpperInvariant()}."
            );
    }

    private static string Hint(string text) => text.AsSpan().ContainsAny('/', '\\', '.') ? "A file is specified by its path." : "";

    private static X509Certificate2? Find(string thumbprint, HashAlgorithmName algorithm, StoreLocation location)
    {
        using var store = new X509Store(StoreName.My, location);
        try
        {
            store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
        }
        catch (CryptographicException)
        {
            return null; // Linux has no store of the machine, and no user's before its first use
        }

        X509Certificate2? found = null;
        foreach (var certificate in store.Certificates.FindByThumbprint(algorithm, thumbprint))
        {
            if (found is null)
            {
                found = certificate;
            }
            else
            {
                certificate.Dispose();
            }
        }

        return found;
    }

    private static Auth0ConfigurationException NotFound(string message) => new(Auth0ErrorCode.ClientCertificateNotFound, message);
}
