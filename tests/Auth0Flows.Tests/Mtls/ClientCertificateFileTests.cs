using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Auth0Flows.Tests.Mtls;

/// <summary>Certificates in files and in the system's store.</summary>
public sealed class ClientCertificateFileTests : IDisposable
{
    private static readonly DateTimeOffset _now = DateTimeOffset.UtcNow;

    private readonly X509Certificate2 _rsa = ClientCertificates.SelfSigned(_now);
    private readonly X509Certificate2 _ec = ClientCertificates.SelfSigned(_now, "EC");

    public void Dispose()
    {
        _rsa.Dispose();
        _ec.Dispose();
    }

    [Theory]
    [InlineData("certificate, key")]
    [InlineData("key, certificate")]
    [InlineData("PKCS #1 or SEC 1 key")]
    [InlineData("encrypted key")]
    [InlineData("another certificate first")]
    [InlineData("another key first")]
    [InlineData("PKCS #12")]
    [InlineData("PKCS #12 without a password")]
    public void Certificate_InEachForm_IsRead(string form)
    {
        foreach (var certificate in new[] { _rsa, _ec })
        {
            using var file = Write(certificate, form);
            using var passphrase = new System.Net.NetworkCredential("", ClientCertificates.Password).SecurePassword;

            using var client = Auth0ClientAuthentication.CertificateFile(
                "app",
                file.Path,
                passphrase,
                Auth0ClientAuthenticationMethod.SelfSignedTlsClientAuth
            );

            Assert.Equal(ClientCertificate.ThumbprintOf(certificate), client.TlsCertificate!.Thumbprint);
        }
    }

    [Theory]
    [InlineData("nothing", Auth0ErrorCode.InvalidClientCertificate, "contains no certificate")]
    [InlineData("text", Auth0ErrorCode.InvalidClientCertificate, "contains no certificate")]
    [InlineData("a key alone", Auth0ErrorCode.InvalidClientCertificate, "contains no certificate")]
    [InlineData("a damaged certificate", Auth0ErrorCode.InvalidClientCertificate, "is damaged")]
    [InlineData(
        "a certificate alone",
        Auth0ErrorCode.ClientCertificateKeyMissing,
        "does not contain the private key of the certificate CN=nightly"
    )]
    [InlineData("another's key", Auth0ErrorCode.ClientCertificateKeyMissing, "or another certificate's")]
    [InlineData("a certificate in DER", Auth0ErrorCode.ClientCertificateKeyMissing, "without its private key")]
    [InlineData("PKCS #12 without a key", Auth0ErrorCode.ClientCertificateKeyMissing, "contains no private key")]
    [InlineData("encrypted key", Auth0ErrorCode.PassphraseMissing, "no passphrase was given")]
    [InlineData("PKCS #12", Auth0ErrorCode.PassphraseMissing, "no passphrase was given")]
    public void UselessFile_HasItsOwnError_AndRepeatsNoKey(string form, Auth0ErrorCode code, string words)
    {
        using var file = Write(_rsa, form);

        var failure = Assert.Throws<Auth0ConfigurationException>(() => Read(file.Path));

        Assert.Equal(code, failure.Code);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("MII", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("encrypted key")]
    [InlineData("PKCS #12")]
    public void WrongPassphrase_IsNotRepeated(string form)
    {
        using var file = Write(_ec, form);

        var failure = Assert.Throws<Auth0ConfigurationException>(() => Read(file.Path, "wr0ng-passphrase"));

        Assert.Equal(Auth0ErrorCode.WrongPassphrase, failure.Code);
        Assert.DoesNotContain("wr0ng", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void MissingFile_IsNamed() =>
        Assert.Equal(
            (Auth0ErrorCode.ClientCertificateNotFound, "The certificate /nowhere/app.pem was not found."),
            Failure(static () => Read("/nowhere/app.pem"))
        );

    [Fact]
    public void PrivateKeyJwt_UsesTheKeyOfTheFile_AndOnlyRsa()
    {
        using var rsa = Write(_rsa, "certificate, key");
        using var ec = Write(_ec, "certificate, key");
        using var client = Auth0ClientAuthentication.CertificateFile("app", rsa.Path);

        Assert.Equal((Auth0ClientAuthenticationMethod.PrivateKeyJwt, null), (client.Method, client.TlsCertificate));
        Assert.Equal(Auth0ErrorCode.UnsupportedKeyType, Failure(() => Auth0ClientAuthentication.CertificateFile("app", ec.Path)).Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Store_HasTheCertificate_ByEitherThumbprint(bool isSha256)
    {
        using var store = new X509Store(StoreName.My, StoreLocation.CurrentUser);
        store.Open(OpenFlags.ReadWrite);
        using var kept = X509CertificateLoader.LoadPkcs12(
            _ec.Export(X509ContentType.Pkcs12),
            null,
            X509KeyStorageFlags.PersistKeySet | X509KeyStorageFlags.Exportable
        );
        store.Add(kept);
        try
        {
            var thumbprint = _ec.GetCertHashString(isSha256 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1);
            // As Windows' dialog shows it, with the invisible mark that is copied with it.
            var copied = "\u200E" + string.Join(' ', thumbprint.ToLowerInvariant().Chunk(2).Select(static pair => new string(pair)));

            using var client = Auth0ClientAuthentication.CertificateStore("app", copied, Auth0ClientAuthenticationMethod.TlsClientAuth);

            Assert.Equal(ClientCertificate.ThumbprintOf(_ec), client.TlsCertificate!.Thumbprint);
        }
        finally
        {
            store.Remove(kept);
        }
    }

    [Theory]
    [InlineData("0123456789012345678901234567890123456789", "Neither the user's store nor the machine's has")]
    [InlineData("abc", "this one has 3")]
    [InlineData("./app.pem", "A file is specified by its path.")]
    public void UnknownThumbprint_HasItsOwnError(string thumbprint, string words)
    {
        var (code, message) = Failure(() => Auth0ClientAuthentication.CertificateStore("app", thumbprint));

        Assert.Equal(Auth0ErrorCode.ClientCertificateNotFound, code);
        Assert.Contains(words, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Auth0ClientAuthenticationMethod.None)]
    [InlineData(Auth0ClientAuthenticationMethod.ClientSecretPost)]
    [InlineData(Auth0ClientAuthenticationMethod.PrivateKeyJwt)]
    public void MutualTls_IsOneOfTwoMethods(Auth0ClientAuthenticationMethod method) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Auth0ClientAuthentication.MutualTls("app", _rsa, method));

    [Theory]
    [InlineData("tls_client_auth", Auth0ClientAuthenticationMethod.TlsClientAuth)]
    [InlineData("SELF_SIGNED_TLS_CLIENT_AUTH", Auth0ClientAuthenticationMethod.SelfSignedTlsClientAuth)]
    [InlineData("private_key_jwt", Auth0ClientAuthenticationMethod.PrivateKeyJwt)]
    [InlineData(null, Auth0ClientAuthenticationMethod.PrivateKeyJwt)]
    public void Environment_NamesTheFileAndTheMethod(string? method, Auth0ClientAuthenticationMethod expected)
    {
        using var file = Write(_rsa, "PKCS #12");
        var variables = Variables(file.Path, method);

        using var client = Auth0SessionOptions.FromEnvironment(variables.GetValueOrDefault)!.Client;

        Assert.Equal(expected, client.Method);
    }

    [Fact]
    public void Environment_WithAMethodForSecrets_IsAnError()
    {
        using var file = Write(_rsa, "PKCS #12");
        var variables = Variables(file.Path, "client_secret_post");

        Assert.Equal(
            Auth0ErrorCode.ConflictingParameters,
            Failure(() => Auth0SessionOptions.FromEnvironment(variables.GetValueOrDefault)!.Client).Code
        );
    }

    [Theory]
    [InlineData("tls_client_auth")]
    [InlineData("Self_Signed_TLS_Client_Auth ")]
    public void Environment_WithAMethodForCertificates_AndNone_IsAnError(string method)
    {
        var variables = Variables("", method);

        var (code, message) = Failure(() => Auth0SessionOptions.FromEnvironment(variables.GetValueOrDefault)!.Client);

        Assert.Equal(Auth0ErrorCode.MissingParameter, code);
        Assert.Contains("AUTH0_CLIENT_CERTIFICATE_PATH", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Pem_AsWindowsPowerShellWritesIt_IsRead(string encoding)
    {
        var pem = _ec.ExportCertificatePem() + "\r\n" + ClientCertificates.KeyPem(_ec);
        var writer = System.Text.Encoding.GetEncoding(encoding);
        using var file = new TemporaryFile([.. writer.GetPreamble(), .. writer.GetBytes(pem)]);

        using var client = Read(file.Path);

        Assert.Equal(ClientCertificate.ThumbprintOf(_ec), client.TlsCertificate!.Thumbprint);
    }

    private static Dictionary<string, string?> Variables(string path, string? method) =>
        new()
        {
            ["AUTH0_DOMAIN"] = "acme.eu.auth0.com",
            ["AUTH0_CLIENT_ID"] = "app",
            ["AUTH0_CLIENT_SECRET"] = "not this",
            ["AUTH0_CLIENT_CERTIFICATE_PATH"] = path,
            ["AUTH0_CLIENT_CERTIFICATE_PASSPHRASE"] = ClientCertificates.Password,
            ["AUTH0_CLIENT_AUTHENTICATION_METHOD"] = method,
        };

    private static (Auth0ErrorCode Code, string Message) Failure(Func<Auth0ClientAuthentication> read)
    {
        var failure = Assert.Throws<Auth0ConfigurationException>(read);
        return (failure.Code, failure.Message);
    }

    private static Auth0ClientAuthentication Read(string path, string? passphrase = null)
    {
        using var secret = passphrase is null ? null : new System.Net.NetworkCredential("", passphrase).SecurePassword;
        return Auth0ClientAuthentication.CertificateFile("app", path, secret, Auth0ClientAuthenticationMethod.TlsClientAuth);
    }

    private static TemporaryFile Write(X509Certificate2 certificate, string form)
    {
        var (pem, key) = (certificate.ExportCertificatePem(), ClientCertificates.KeyPem(certificate));
        using var other = ClientCertificates.SelfSigned(_now, "EC", "CN=other");
        using AsymmetricAlgorithm own = (AsymmetricAlgorithm?)certificate.GetRSAPrivateKey() ?? certificate.GetECDsaPrivateKey()!;
        return form switch
        {
            "certificate, key" => new(pem + "\n" + key),
            "key, certificate" => new(key + "\n" + pem),
            "PKCS #1 or SEC 1 key" => new(
                pem + "\n" + (own is RSA rsa ? rsa.ExportRSAPrivateKeyPem() : ((ECDsa)own).ExportECPrivateKeyPem())
            ),
            "encrypted key" => new(
                pem + "\n" + own.ExportEncryptedPkcs8PrivateKeyPem(ClientCertificates.Password, ClientCertificates.Encryption)
            ),
            "another certificate first" => new(other.ExportCertificatePem() + "\n" + pem + "\n" + key),
            "another key first" => new(ClientCertificates.KeyPem(other) + "\n" + pem + "\n" + key),
            "PKCS #12" => new(certificate.Export(X509ContentType.Pkcs12, ClientCertificates.Password)),
            "PKCS #12 without a password" => new(certificate.Export(X509ContentType.Pkcs12)),
            "nothing" => new(""),
            "text" => new("no certificate"),
            "a key alone" => new(key),
            "a damaged certificate" => new("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n" + key),
            "a certificate alone" => new(pem),
            "another's key" => new(pem + "\n" + ClientCertificates.KeyPem(other)),
            "a certificate in DER" => new(certificate.RawData),
            _ => new(X509CertificateLoader.LoadCertificate(certificate.RawData).Export(X509ContentType.Pkcs12)),
        };
    }
}
