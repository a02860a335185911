using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Auth0Flows.LocalTenant.Applications;

/// <summary>Reads the public keys that applications register.</summary>
internal static class PublicKeys
{
    private const int MinimumBits = 2048;

    /// <summary>An RSA public key: SubjectPublicKeyInfo, PKCS#1, or a certificate's.</summary>
    /// <param name="pem">The key in PEM.</param>
    /// <param name="expiresAt">When the certificate expires; null for a key alone.</param>
    /// <exception cref="ArgumentException">It isn't one, or it is too short.</exception>
    public static RSA Read(string pem, out DateTimeOffset? expiresAt)
    {
        expiresAt = null;
        var rsa = RSA.Create();
        try
        {
            if (PemEncoding.TryFind(pem, out var fields) && pem[fields.Label] == "CERTIFICATE")
            {
                using var certificate = X509Certificate2.CreateFromPem(pem);
                rsa.ImportSubjectPublicKeyInfo(certificate.PublicKey.ExportSubjectPublicKeyInfo(), out _);
                expiresAt = new DateTimeOffset(certificate.NotAfter.ToUniversalTime());
            }
            else
            {
                rsa.ImportFromPem(pem);
            }

            return rsa.KeySize >= MinimumBits ? rsa : throw new ArgumentException("The key must have 2,048 bits or more.");
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            rsa.Dispose();
            throw new ArgumentException($"This is no RSA public key that Auth0 takes: {failure.Message}", nameof(pem), failure);
        }
    }

    /// <summary>The thumbprint of a key (RFC 7638 §3), which is its key id unless another one is given.</summary>
    public static string ThumbprintOf(RSA rsa)
    {
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        var (e, n) = (Base64Url.EncodeToString(parameters.Exponent), Base64Url.EncodeToString(parameters.Modulus));
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"e":"{{e}}","kty":"RSA","n":"{{n}}"}""")));
    }
}
