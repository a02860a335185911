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

    /// <summary>The certificate that it presents with TLS, if it does.</summary>
    internal ClientCertificate? TlsCertificate => _proof.Certificate;

    /// <summary>
    /// The type (<c>typ</c>) of its assertions, for <see cref="Auth0ClientAuthenticationMethod.PrivateKeyJwt"/>: <c>JWT</c>, or
    /// <c>client-authentication+jwt</c> for servers after the newer rules (draft-ietf-oauth-rfc7523bis). Null, the default: <c>JWT</c>, and
    /// the other one from the first time on that the server refuses that for its type.
    /// </summary>
    /// <exception cref="InvalidOperationException">The client sends no assertions.</exception>
    public string? AssertionType
    {
        get => _proof.AssertionType;
        set => _proof.AssertionType = value;
    }

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

    /// <summary>
    /// Creates a client that presents a certificate with TLS (RFC 8705 §2): to the tenant's endpoints for certificates, and to APIs with
    /// the tokens that are bound to it.
    /// </summary>
    /// <param name="clientId">The client id.</param>
    /// <param name="certificate">The certificate, RSA or EC, with its private key, which is used and never read.</param>
    /// <param name="method">
    /// <see cref="Auth0ClientAuthenticationMethod.TlsClientAuth"/> or
    /// <see cref="Auth0ClientAuthenticationMethod.SelfSignedTlsClientAuth"/>.
    /// </param>
    /// <param name="intermediates">The authorities between it and the root that the server can't know.</param>
    /// <exception cref="Auth0ConfigurationException">The certificate can't be used; the exception's code specifies the cause.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The method presents no certificate.</exception>
    public static Auth0ClientAuthentication MutualTls(
        string clientId,
        X509Certificate2 certificate,
        Auth0ClientAuthenticationMethod method,
        X509Certificate2Collection? intermediates = null
    )
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return method is Auth0ClientAuthenticationMethod.TlsClientAuth or Auth0ClientAuthenticationMethod.SelfSignedTlsClientAuth
            ? new(new TlsClientAuthentication(clientId, method, new ClientCertificate(certificate, intermediates)))
            : throw new ArgumentOutOfRangeException(nameof(method), method, "Only the two methods of RFC 8705 present a certificate.");
    }

    /// <summary>Creates a client with the certificate in a file: PEM with its private key, or PKCS #12 (<c>.pfx</c>).</summary>
    /// <param name="clientId">The client id.</param>
    /// <param name="path">The file. Certificates beside the client's own are its chain.</param>
    /// <param name="passphrase">The passphrase of an encrypted file.</param>
    /// <param name="method">How it authenticates: with the certificate's key or with the certificate itself.</param>
    /// <param name="keyId">The key's <c>kid</c> at Auth0, for assertions.</param>
    /// <param name="algorithm">The signing algorithm of assertions.</param>
    /// <exception cref="Auth0ConfigurationException">
    /// The file or its certificate can't be used; the exception's code specifies the cause.
    /// </exception>
    public static Auth0ClientAuthentication CertificateFile(
        string clientId,
        string path,
        SecureString? passphrase = null,
        Auth0ClientAuthenticationMethod method = Auth0ClientAuthenticationMethod.PrivateKeyJwt,
        string? keyId = null,
        Auth0SigningAlgorithm algorithm = Auth0SigningAlgorithm.RS256
    )
    {
        var certificates = ClientCertificateFile.Read(path, passphrase);
        try
        {
            return With(clientId, certificates[0], method, keyId, algorithm, certificates);
        }
        finally
        {
            ClientCertificateFile.Dispose(certificates);
        }
    }

    /// <summary>Creates a client with a certificate of the user's or the machine's store, whose key may stay there.</summary>
    /// <param name="clientId">The client id.</param>
    /// <param name="thumbprint">The certificate's SHA-1 or SHA-256 thumbprint, in hexadecimal.</param>
    /// <param name="method">How it authenticates: with the certificate's key or with the certificate itself.</param>
    /// <param name="keyId">The key's <c>kid</c> at Auth0, for assertions.</param>
    /// <param name="algorithm">The signing algorithm of assertions.</param>
    /// <exception cref="Auth0ConfigurationException">
    /// There is none, or it can't be used; the exception's code specifies the cause.
    /// </exception>
    public static Auth0ClientAuthentication CertificateStore(
        string clientId,
        string thumbprint,
        Auth0ClientAuthenticationMethod method = Auth0ClientAuthenticationMethod.PrivateKeyJwt,
        string? keyId = null,
        Auth0SigningAlgorithm algorithm = Auth0SigningAlgorithm.RS256
    )
    {
        using var certificate = ClientCertificateStore.Find(thumbprint);
        return With(clientId, certificate, method, keyId, algorithm, intermediates: null);
    }

    /// <summary>Wipes the secret.</summary>
    public void Dispose() => _proof.Dispose();

    /// <inheritdoc cref="ClientProof.Apply"/>
    internal void Apply(FieldContent body, HttpRequestHeaders headers, string issuer, DateTimeOffset now) =>
        _proof.Apply(body, headers, issuer, now);

    /// <inheritdoc cref="ClientProof.CheckUsable"/>
    internal void CheckUsable(DateTimeOffset now) => _proof.CheckUsable(now);

    /// <inheritdoc cref="ClientProof.LearnFrom"/>
    internal bool LearnFrom(string sent, string error, string description) => _proof.LearnFrom(sent, error, description);

    /// <inheritdoc cref="ClientProof.Sign"/>
    internal string? Sign(OrderedDictionary claims, string type) => _proof.Sign(claims, type);

    /// <inheritdoc cref="ClientProof.Fingerprint"/>
    internal byte[] Fingerprint() => _proof.Fingerprint();

    /// <inheritdoc cref="ClientProof.KeyMaterial"/>
    internal byte[]? KeyMaterial() => _proof.KeyMaterial();

    private static Auth0ClientAuthentication With(
        string clientId,
        X509Certificate2 certificate,
        Auth0ClientAuthenticationMethod method,
        string? keyId,
        Auth0SigningAlgorithm algorithm,
        X509Certificate2Collection? intermediates
    ) =>
        method == Auth0ClientAuthenticationMethod.PrivateKeyJwt
            ? Certificate(clientId, certificate, keyId, algorithm)
            : MutualTls(clientId, certificate, method, intermediates);
}
