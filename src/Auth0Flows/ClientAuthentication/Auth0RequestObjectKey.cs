using System.Collections.Specialized;
using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Auth0Flows.ClientAuthentication;

namespace Auth0Flows;

/// <summary>
/// A key that signs authorization requests (RFC 9101), if it is not the one that the application authenticates with. Auth0 recommends one
/// of their own: <see href="https://auth0.com/docs/get-started/applications/configure-jar"/>. RSA, 2,048 bits or more.
/// </summary>
public sealed class Auth0RequestObjectKey : IDisposable
{
    private readonly RSA _key;
    private readonly Auth0SigningAlgorithm _algorithm;
    private readonly Lock _gate = new(); // an RSA key is not thread-safe

    private Auth0RequestObjectKey(RSA key, string? keyId, Auth0SigningAlgorithm algorithm) =>
        (_key, KeyId, _algorithm) = (key, keyId, algorithm);

    /// <summary>The key's <c>kid</c> at Auth0, if known.</summary>
    public string? KeyId { get; }

    /// <summary>Reads PEM: PKCS #1, PKCS #8 or encrypted PKCS #8.</summary>
    /// <param name="pem">The file's bytes; the caller clears them.</param>
    /// <param name="passphrase">The passphrase of an encrypted key.</param>
    /// <param name="keyId">The key's <c>kid</c> at Auth0.</param>
    /// <param name="algorithm">The signing algorithm of the credential.</param>
    /// <exception cref="Auth0ConfigurationException">The key can't be used; the exception's code specifies the cause.</exception>
    public static Auth0RequestObjectKey FromPem(
        ReadOnlySpan<byte> pem,
        SecureString? passphrase = null,
        string? keyId = null,
        Auth0SigningAlgorithm algorithm = Auth0SigningAlgorithm.RS256
    ) => new(PrivateKey.FromPem(pem, passphrase), keyId, algorithm);

    /// <summary>Reads a PEM file.</summary>
    /// <exception cref="Auth0ConfigurationException">
    /// The file or its key can't be used; the exception's code specifies the cause.
    /// </exception>
    public static Auth0RequestObjectKey FromFile(
        string path,
        SecureString? passphrase = null,
        string? keyId = null,
        Auth0SigningAlgorithm algorithm = Auth0SigningAlgorithm.RS256
    ) => new(PrivateKey.FromFile(path, passphrase), keyId, algorithm);

    /// <summary>Uses the private key of a certificate.</summary>
    /// <exception cref="Auth0ConfigurationException">The key can't be used; the exception's code specifies the cause.</exception>
    public static Auth0RequestObjectKey FromCertificate(
        X509Certificate2 certificate,
        string? keyId = null,
        Auth0SigningAlgorithm algorithm = Auth0SigningAlgorithm.RS256
    )
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return new(PrivateKey.FromCertificate(certificate), keyId, algorithm);
    }

    /// <summary>The key id and the algorithm; never the key.</summary>
    public override string ToString() => KeyId is null ? $"{_algorithm}" : $"{KeyId} ({_algorithm})";

    /// <summary>Wipes the key.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _key.Dispose();
        }
    }

    internal string Sign(OrderedDictionary claims, string type)
    {
        lock (_gate)
        {
            return SignedJwt.Create(_key, KeyId, _algorithm, claims, type);
        }
    }
}
