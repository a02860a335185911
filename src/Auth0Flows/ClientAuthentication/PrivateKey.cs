using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Auth0Flows.ClientAuthentication;

/// <summary>Reads an application's RSA private key, with a specific error for each problem.</summary>
internal static class PrivateKey
{
    private const string Encrypted = "ENCRYPTED PRIVATE KEY";

    // https://auth0.com/docs/secure/application-credentials: RSA of 2,048 bits or more.
    private const int SmallestKey = 2048;

    /// <summary>Reads PEM: PKCS #1, PKCS #8 or encrypted PKCS #8 (RFC 7468). The caller clears the bytes and disposes the key.</summary>
    public static RSA FromPem(ReadOnlySpan<byte> pem, Auth0Secret? passphrase)
    {
        var text = GC.AllocateUninitializedArray<char>(pem.Length, pinned: true);
        try
        {
            var length = KeyFile.Decode(pem, text);
            return Checked(Import(text.AsSpan(0, length), passphrase));
        }
        finally
        {
            Array.Clear(text);
        }
    }

    /// <summary>Reads a PEM file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="passphrase">The passphrase of an encrypted key.</param>
    /// <param name="patience">How long to wait for its content. Default: 10 seconds.</param>
    public static RSA FromFile(string path, Auth0Secret? passphrase, TimeSpan? patience = null)
    {
        var bytes = KeyFile.Read(path, "private key", Auth0ErrorCode.PrivateKeyNotFound, Auth0ErrorCode.InvalidPrivateKey, patience);
        try
        {
            return FromPem(bytes, passphrase);
        }
        catch (Auth0ConfigurationException failure)
        {
            throw Failure(failure.Code, $"{KeyFile.Shown(path)}: {failure.Message}");
        }
        finally
        {
            Array.Clear(bytes);
        }
    }

    /// <summary>Reads a certificate that contains its private key.</summary>
    public static RSA FromCertificate(X509Certificate2 certificate)
    {
        if (!certificate.HasPrivateKey)
        {
            throw Failure(Auth0ErrorCode.PublicKeyGiven, $"The certificate {certificate.Subject} does not include its private key.");
        }

        return Checked(certificate.GetRSAPrivateKey() ?? throw NotRsa($"The key of the certificate {certificate.Subject}"));
    }

    /// <summary>The key as PKCS #8; null for one that its provider doesn't hand out: a smart card, a certificate store.</summary>
    public static byte[]? TryExport(AsymmetricAlgorithm? key)
    {
        try
        {
            return key?.ExportPkcs8PrivateKey();
        }
        // Providers differ in how they refuse.
        catch (Exception failure) when (failure is CryptographicException or NotSupportedException or NotImplementedException)
        {
            return null;
        }
    }

    private static RSA Import(ReadOnlySpan<char> text, Auth0Secret? passphrase)
    {
        var label = FindLabel(text);
        return label switch
        {
            "PRIVATE KEY" or "RSA PRIVATE KEY" => ImportPlain(text),
            Encrypted when passphrase is { Length: > 0 } => ImportEncrypted(text, passphrase),
            Encrypted => throw Failure(Auth0ErrorCode.PassphraseMissing, "The private key is encrypted, but no passphrase was given."),
            "EC PRIVATE KEY" or "DSA PRIVATE KEY" or "OPENSSH PRIVATE KEY" => throw NotRsa($"A key of type '{label}'"),
            "PUBLIC KEY" or "RSA PUBLIC KEY" or "CERTIFICATE" => throw Failure(
                Auth0ErrorCode.PublicKeyGiven,
                $"A '{label}' can't be used to authenticate; specify the private key."
            ),
            _ => throw Failure(Auth0ErrorCode.InvalidPrivateKey, $"A '{label}' is not a supported private key."),
        };
    }

    // The key may come after other labels: its certificate, or openssl's "EC PARAMETERS".
    private static string FindLabel(ReadOnlySpan<char> text)
    {
        string? first = null;
        while (PemEncoding.TryFind(text, out var fields))
        {
            var label = text[fields.Label].ToString();
            if (label.EndsWith("PRIVATE KEY", StringComparison.Ordinal))
            {
                return label;
            }

            first ??= label;
            text = text[fields.Location.End..];
        }

        return first ?? throw Failure(Auth0ErrorCode.InvalidPrivateKey, "No key in PEM format was found (-----BEGIN PRIVATE KEY-----).");
    }

    private static RSA ImportPlain(ReadOnlySpan<char> text)
    {
        var rsa = RSA.Create();
        if (TryImport(rsa, text, []))
        {
            return rsa;
        }

        rsa.Dispose();
        using var ec = ECDsa.Create();
        throw TryImport(ec, text, [])
            ? NotRsa("An EC key")
            : Failure(Auth0ErrorCode.InvalidPrivateKey, "The private key is damaged, or its type is not supported.");
    }

    private static RSA ImportEncrypted(ReadOnlySpan<char> text, Auth0Secret passphrase)
    {
        var password = passphrase.ToUtf8();
        try
        {
            var rsa = RSA.Create();
            if (TryImport(rsa, text, password))
            {
                return rsa;
            }

            rsa.Dispose();
            using var ec = ECDsa.Create();
            throw TryImport(ec, text, password)
                ? NotRsa("An EC key")
                : Failure(
                    Auth0ErrorCode.WrongPassphrase,
                    "The private key can't be decrypted: the passphrase is wrong, or the file is damaged."
                );
        }
        finally
        {
            Array.Clear(password);
        }
    }

    private static bool TryImport(AsymmetricAlgorithm key, ReadOnlySpan<char> text, byte[] password)
    {
        try
        {
            if (password.Length == 0)
            {
                key.ImportFromPem(text);
            }
            else
            {
                key.ImportFromEncryptedPem(text, password);
            }

            return true;
        }
        // NotSupportedException: a curve that this machine doesn't know.
        catch (Exception failure) when (failure is CryptographicException or ArgumentException or NotSupportedException)
        {
            return false; // the caller throws the error
        }
    }

    private static RSA Checked(RSA rsa)
    {
        if (rsa.KeySize >= SmallestKey)
        {
            return rsa;
        }

        var size = rsa.KeySize;
        rsa.Dispose();
        throw Failure(Auth0ErrorCode.WeakPrivateKey, $"The private key has {size} bits; Auth0 requires at least {SmallestKey}.");
    }

    private static Auth0ConfigurationException NotRsa(string what) =>
        Failure(Auth0ErrorCode.UnsupportedKeyType, $"{what} cannot be used: Auth0 requires an RSA key.");

    private static Auth0ConfigurationException Failure(Auth0ErrorCode code, string message) => new(code, message);
}
