using System.Collections.Specialized;
using System.Net.Http.Headers;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using Auth0Flows.ClientAuthentication;
using Auth0Flows.Http;

namespace Auth0Flows;

/// <summary>The application's identity and its authentication, for all endpoints that require client authentication.</summary>
public sealed class Auth0ClientAuthentication : IDisposable
{
    private readonly ClientProof _proof;

    private Auth0ClientAuthentication(ClientProof proof) => _proof = proof;

    /// <summary>The application's client id.</summary>
    public string ClientId => _proof.ClientId;

    /// <summary>The authentication method.</summary>
    public Auth0ClientAuthenticationMethod Method => _proof.Method;

    /// <summary>The client secret, if there is one. It also signs ID tokens with HS256.</summary>
    internal Auth0Secret? SharedSecret => _proof.SharedSecret;

    /// <summary>Creates a public client.</summary>
    public static Auth0ClientAuthentication None(string clientId) => new(new NoClientAuthentication(clientId));

    /// <summary>Creates a client with a secret that is sent in the body. The secret is copied.</summary>
    public static Auth0ClientAuthentication SecretPost(string clientId, SecureString clientSecret) =>
        new(new ClientSecretPost(clientId, clientSecret));

    /// <summary>Creates a client with a secret that is sent with HTTP Basic. The secret is copied.</summary>
    public static Auth0ClientAuthentication SecretBasic(string clientId, SecureString clientSecret) =>
        new(new ClientSecretBasic(clientId, clientSecret));

    /// <summary>
    /// Creates a client with a private key in PEM (PKCS #1, PKCS #8, encrypted PKCS #8), which signs an assertion for every request.
    /// </summary>
    /// <param name="clientId">The client id.</param>
    /// <param name="pem">The file's bytes; the caller clears them.</param>
    /// <param name="passphrase">The passphrase of an encrypted key.</param>
    /// <param name="keyId">The key's <c>kid</c> at Auth0.</param>
    /// <param name="algorithm">The signing algorithm.</param>
    /// <exception cref="Auth0ConfigurationException">The key can't be used; the exception's code specifies the cause.</exception>
    public static Auth0ClientAuthentication PrivateKeyPem(
        string clientId,
        ReadOnlySpan<byte> pem,
        SecureString? passphrase = null,
        string? keyId = null,
        Auth0SigningAlgorithm algorithm = Auth0SigningAlgorithm.RS256
    ) => new(new PrivateKeyJwt(clientId, PrivateKey.FromPem(pem, passphrase), keyId, algorithm));

    /// <summary>
    /// Creates a client with a private key as the secrets of CI providers and environment variables have it: PEM, also with <c>\n</c> for
    /// line ends, in quotation marks, with CRLF or indented, or in base64.
    /// </summary>
    /// <exception cref="Auth0ConfigurationException">The key can't be used; the exception's code specifies the cause.</exception>
    public static Auth0ClientAuthentication PrivateKeyText(
        string clientId,
        string text,
        SecureString? passphrase = null,
        string? keyId = null,
        Auth0SigningAlgorithm algorithm = Auth0SigningAlgorithm.RS256
    )
    {
        ArgumentNullException.ThrowIfNull(text);
        var pem = PemText.Read(text) ?? [];
        try
        {
            return PrivateKeyPem(clientId, pem, passphrase, keyId, algorithm);
        }
        finally
        {
            Array.Clear(pem);
        }
    }

    /// <summary>Creates a client with the private key in a file.</summary>
    /// <exception cref="Auth0ConfigurationException">
    /// The file or its key can't be used; the exception's code specifies the cause.
    /// </exception>
    public static Auth0ClientAuthentication PrivateKeyFile(
        string clientId,
        string path,
        SecureString? passphrase = null,
        string? keyId = null,
        Auth0SigningAlgorithm algorithm = Auth0SigningAlgorithm.RS256
    ) => new(new PrivateKeyJwt(clientId, PrivateKey.FromFile(path, passphrase), keyId, algorithm));

    /// <summary>Creates a client with the private key of a certificate.</summary>
    /// <exception cref="Auth0ConfigurationException">The key can't be used; the exception's code specifies the cause.</exception>
    public static Auth0ClientAuthentication Certificate(
        string clientId,
        X509Certificate2 certificate,
        string? keyId = null,
        Auth0SigningAlgorithm algorithm = Auth0SigningAlgorithm.RS256
    )
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return new(new PrivateKeyJwt(clientId, PrivateKey.FromCertificate(certificate), keyId, algorithm));
    }

    /// <summary>Wipes the secret.</summary>
    public void Dispose() => _proof.Dispose();

    /// <inheritdoc cref="ClientProof.Apply"/>
    internal void Apply(FieldContent body, HttpRequestHeaders headers, string issuer, DateTimeOffset now) =>
        _proof.Apply(body, headers, issuer, now);

    /// <inheritdoc cref="ClientProof.Sign"/>
    internal string? Sign(OrderedDictionary claims, string type) => _proof.Sign(claims, type);

    /// <inheritdoc cref="ClientProof.Fingerprint"/>
    internal byte[] Fingerprint() => _proof.Fingerprint();

    /// <inheritdoc cref="ClientProof.KeyMaterial"/>
    internal byte[]? KeyMaterial() => _proof.KeyMaterial();
}
