using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Auth0Flows.Tests.Tokens;

/// <summary>private_key_jwt: RFC 7523 §2.2. The tenant checks each assertion as Auth0 does.</summary>
public sealed class PrivateKeyJwtTests : LoginTest
{
    private static readonly RSA _key = RSA.Create(2048);
    private static readonly PbeParameters _encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);

    public static TheoryData<string> Forms => ["PKCS #1", "PKCS #8", "encrypted PKCS #8", "behind its certificate"];

    // By name, because keys differ in each run, and a test named after its key would be a new test each time.
    private static readonly Dictionary<string, (Func<string> Pem, Auth0ErrorCode Code, string Words)> _useless = new()
    {
        ["nothing"] = (() => "", Auth0ErrorCode.InvalidPrivateKey, "No key in PEM format was found"),
        ["text"] = (() => "not a key", Auth0ErrorCode.InvalidPrivateKey, "No key in PEM format was found"),
        ["damaged"] = (() => Pem("PRIVATE KEY"), Auth0ErrorCode.InvalidPrivateKey, "is damaged, or its type is not supported"),
        ["something else"] = (() => Pem("FISH"), Auth0ErrorCode.InvalidPrivateKey, "A 'FISH' is not a supported private key"),
        ["something else before something else"] = (() => Pem("FISH") + "\n" + Pem("BIRD"), Auth0ErrorCode.InvalidPrivateKey, "A 'FISH'"),
        ["public key"] = (
            _key.ExportSubjectPublicKeyInfoPem,
            Auth0ErrorCode.PublicKeyGiven,
            "A 'PUBLIC KEY' can't be used to authenticate"
        ),
        ["RSA public key"] = (
            _key.ExportRSAPublicKeyPem,
            Auth0ErrorCode.PublicKeyGiven,
            "A 'RSA PUBLIC KEY' can't be used to authenticate"
        ),
        ["certificate"] = (
            () => CreateCertificate(_key).ExportCertificatePem(),
            Auth0ErrorCode.PublicKeyGiven,
            "A 'CERTIFICATE' can't be used to authenticate"
        ),
        ["1,024 bits"] = (
            () => RSA.Create(1024).ExportPkcs8PrivateKeyPem(),
            Auth0ErrorCode.WeakPrivateKey,
            "has 1024 bits; Auth0 requires at least 2048"
        ),
        ["EC, PKCS #8"] = (() => ECDsa.Create().ExportPkcs8PrivateKeyPem(), Auth0ErrorCode.UnsupportedKeyType, "An EC key cannot be used"),
        ["EC"] = (() => ECDsa.Create().ExportECPrivateKeyPem(), Auth0ErrorCode.UnsupportedKeyType, "A key of type 'EC PRIVATE KEY'"),
        ["DSA"] = (() => Pem("DSA PRIVATE KEY"), Auth0ErrorCode.UnsupportedKeyType, "A key of type 'DSA PRIVATE KEY'"),
        ["OpenSSH"] = (() => Pem("OPENSSH PRIVATE KEY"), Auth0ErrorCode.UnsupportedKeyType, "A key of type 'OPENSSH PRIVATE KEY'"),
        ["unknown curve"] = (OfUnknownCurve, Auth0ErrorCode.InvalidPrivateKey, "is damaged, or its type is not supported"),
        ["EC, encrypted"] = (
            () => ECDsa.Create().ExportEncryptedPkcs8PrivateKeyPem("right", _encryption),
            Auth0ErrorCode.PassphraseMissing,
            "no passphrase was given"
        ),
        ["encrypted"] = (
            () => _key.ExportEncryptedPkcs8PrivateKeyPem("right", _encryption),
            Auth0ErrorCode.PassphraseMissing,
            "no passphrase was given"
        ),
    };

    public static TheoryData<string> Useless => [.. _useless.Keys];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Key_InEachForm_ProvesTheApplication(string form)
    {
        var pem = form switch
        {
            "PKCS #1" => _key.ExportRSAPrivateKeyPem(),
            "PKCS #8" => _key.ExportPkcs8PrivateKeyPem(),
            "behind its certificate" => CreateCertificate(_key).ExportCertificatePem() + "\n" + _key.ExportPkcs8PrivateKeyPem(),
            _ => _key.ExportEncryptedPkcs8PrivateKeyPem("päss wörd", _encryption),
        };
        Tenant.AddClientCredential(Tenant.ClientId, _key.ExportSubjectPublicKeyInfoPem());

        await GetTokenAsync(Connect(FromPem(pem, "päss wörd")));

        Assert.False(LastForm.ContainsKey("client_secret"));
    }

    [Theory]
    [InlineData(Auth0SigningAlgorithm.RS256)]
    [InlineData(Auth0SigningAlgorithm.RS384)]
    [InlineData(Auth0SigningAlgorithm.PS256)]
    public async Task Assertion_SaysWhatAuth0Asks_AndIsFreshEachTime(Auth0SigningAlgorithm algorithm)
    {
        var keyId = Tenant.AddClientCredential(Tenant.ClientId, _key.ExportSubjectPublicKeyInfoPem(), algorithm: algorithm.ToString());
        var session = Connect(
            Auth0ClientAuthentication.PrivateKeyPem(
                Tenant.ClientId,
                Encoding.ASCII.GetBytes(_key.ExportPkcs8PrivateKeyPem()),
                keyId: keyId,
                algorithm: algorithm
            )
        );

        await GetTokenAsync(session);
        var first = DecodedJwt.Read(LastForm["client_assertion"]);
        await session.GetTokenAsync(new ClientCredentialsGrant(Orders), force: true, cancellationToken: Cancel);
        var second = DecodedJwt.Read(LastForm["client_assertion"]);

        Assert.Equal("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", LastForm["client_assertion_type"]);
        Assert.Equal(algorithm.ToString(), first.Header["alg"]);
        Assert.Equal(keyId, first.Header["kid"]);
        Assert.Equal(Tenant.ClientId, first.Claims["iss"]);
        Assert.Equal(Tenant.ClientId, first.Claims["sub"]);
        Assert.Equal(Tenant.Issuer, first.Claims["aud"]);
        Assert.Equal(Time.GetUtcNow(), first.Claims["iat"]);
        Assert.Equal(Time.GetUtcNow() + TimeSpan.FromMinutes(1), first.Claims["exp"]);
        Assert.InRange(((string)first.Claims["jti"]!).Length, 16, 64);
        Assert.NotEqual(first.Claims["jti"], second.Claims["jti"]);
        Assert.InRange(LastForm["client_assertion"].Length, 1, 2048);
    }

    [Fact]
    public async Task TryAfterAFailure_HasAnAssertionOfItsOwn()
    {
        Tenant.AddClientCredential(Tenant.ClientId, _key.ExportSubjectPublicKeyInfoPem());
        FaultToken(503, null);

        await GetTokenAsync(Connect(FromPem(_key.ExportPkcs8PrivateKeyPem())));

        Assert.Equal(2, Tenant.Requests.Select(request => request.Form["client_assertion"]).Distinct().Count());
    }

    [Fact]
    public async Task Certificate_ProvesTheApplication()
    {
        using var certificate = CreateCertificate(_key);
        Tenant.AddClientCredential(Tenant.ClientId, certificate.ExportCertificatePem());

        var token = await GetTokenAsync(Connect(Auth0ClientAuthentication.Certificate(Tenant.ClientId, certificate)));

        Assert.Equal($"{Tenant.ClientId}@clients", token.Subject);
        Assert.True(LastForm.ContainsKey("client_assertion"));
    }

    [Fact]
    public void CertificateWithoutItsKey_IsRefused()
    {
        using var certificate = CreateCertificate(_key);
        using var bare = X509CertificateLoader.LoadCertificate(certificate.RawData);

        Assert.Equal(
            Auth0ErrorCode.PublicKeyGiven,
            Assert.Throws<Auth0ConfigurationException>(() => Auth0ClientAuthentication.Certificate("id", bare)).Code
        );
    }

    [Fact]
    public void CertificateOfAnEllipticCurve_IsRefused()
    {
        using var key = ECDsa.Create();
        using var certificate = new CertificateRequest("CN=app", key, HashAlgorithmName.SHA256).CreateSelfSigned(
            DateTimeOffset.UtcNow,
            DateTimeOffset.UtcNow.AddDays(1)
        );

        Assert.Equal(
            Auth0ErrorCode.UnsupportedKeyType,
            Assert.Throws<Auth0ConfigurationException>(() => Auth0ClientAuthentication.Certificate("id", certificate)).Code
        );
    }

    [Theory]
    [MemberData(nameof(Useless))]
    public void UselessKey_IsRefused_AndNotRepeated(string kind)
    {
        var (create, code, words) = _useless[kind];
        var pem = create();

        var failure = Assert.Throws<Auth0ConfigurationException>(() =>
            Auth0ClientAuthentication.PrivateKeyPem("id", Encoding.UTF8.GetBytes(pem))
        );

        Assert.Equal(code, failure.Code);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.Null(failure.InnerException);
        Assert.DoesNotContain("MII", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, Auth0ErrorCode.WrongPassphrase)]
    [InlineData(false, Auth0ErrorCode.UnsupportedKeyType)]
    public void EncryptedKey_TellsAWrongPassphraseFromAWrongKind(bool isRsa, Auth0ErrorCode code)
    {
        AsymmetricAlgorithm key = isRsa ? _key : ECDsa.Create();
        var pem = key.ExportEncryptedPkcs8PrivateKeyPem("right", _encryption);

        Assert.Equal(code, Assert.Throws<Auth0ConfigurationException>(() => FromPem(pem, isRsa ? "wrong" : "right")).Code);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Key_WithAByteOrderMark_IsRead(string encoding)
    {
        var text = Encoding.GetEncoding(encoding);
        byte[] pem = [.. text.GetPreamble(), .. text.GetBytes(_key.ExportPkcs8PrivateKeyPem())];
        Assert.NotEqual((byte)'-', pem[0]);

        using var client = Auth0ClientAuthentication.PrivateKeyPem("id", pem);

        Assert.Equal(Auth0ClientAuthenticationMethod.PrivateKeyJwt, client.Method);
    }

    [Fact]
    public void File_WithoutEnd_IsLeft()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "this system has no such file");
        var before = GC.GetTotalAllocatedBytes();

        var failure = Assert.Throws<Auth0ConfigurationException>(() => PrivateKey.FromFile("/dev/zero", null));

        Assert.Equal(Auth0ErrorCode.PrivateKeyNotFound, failure.Code);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 20_000_000);
    }

    [Fact]
    public void Pipe_ThatNobodyWritesTo_IsLeft()
    {
        using var pipe = new NamedPipe();

        var failure = Assert.Throws<Auth0ConfigurationException>(() => PrivateKey.FromFile(pipe.Path, null, TimeSpan.FromMilliseconds(50)));

        Assert.Equal(Auth0ErrorCode.PrivateKeyNotFound, failure.Code);
        Assert.Contains("no data arrived from it", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingFile_IsNamed()
    {
        var failure = Assert.Throws<Auth0ConfigurationException>(() => Auth0ClientAuthentication.PrivateKeyFile("id", "/nowhere/app.pem"));

        Assert.Equal(Auth0ErrorCode.PrivateKeyNotFound, failure.Code);
        Assert.Contains("/nowhere/app.pem", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closed_ASessionHasNoKeyAnyMore()
    {
        Tenant.AddClientCredential(Tenant.ClientId, _key.ExportSubjectPublicKeyInfoPem());
        var client = FromPem(_key.ExportPkcs8PrivateKeyPem());
        var session = Connect(client);
        await GetTokenAsync(session);

        session.Dispose();

        Assert.Throws<ObjectDisposedException>(() => client.Fingerprint());
        await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.SessionClosed, () => GetTokenAsync(session));
    }

    [Fact]
    public async Task ManyThreads_SignWithOneKey()
    {
        Tenant.AddClientCredential(Tenant.ClientId, _key.ExportSubjectPublicKeyInfoPem());
        var session = Connect(FromPem(_key.ExportPkcs8PrivateKeyPem()));

        var tokens = await Task.WhenAll(
            Enumerable
                .Range(0, 30)
                .Select(i => Task.Run(() => GetTokenAsync(session, Orders, i % 2 == 0 ? "read:orders" : "create:orders"), Cancel))
        );

        Assert.Equal(30, tokens.Length);
    }

    [Fact]
    public async Task SessionsOfDifferentKeys_ShareNoTokens()
    {
        Start(options => options.TimeProvider = TimeProvider.System); // only sessions on the system clock share tokens
        using var other = RSA.Create(2048);
        Tenant.AddClientCredential(Tenant.ClientId, _key.ExportSubjectPublicKeyInfoPem());
        var one = Connect(FromPem(_key.ExportPkcs8PrivateKeyPem()), systemTime: true);
        var two = Connect(FromPem(other.ExportPkcs8PrivateKeyPem()), systemTime: true);
        var three = Connect(FromPem(_key.ExportPkcs8PrivateKeyPem()), systemTime: true);
        await one.GetTokenAsync(new ClientCredentialsGrant(Orders), cancellationToken: Cancel);

        Assert.Empty(two.Tokens);
        Assert.Single(three.Tokens);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("right")]
    public async Task Environment_NamesTheFile(string? passphrase)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(
                path,
                passphrase is null ? _key.ExportPkcs8PrivateKeyPem() : _key.ExportEncryptedPkcs8PrivateKeyPem(passphrase, _encryption),
                Cancel
            );
            var variables = new Dictionary<string, string?>
            {
                ["AUTH0_DOMAIN"] = Tenant.Domain,
                ["AUTH0_CLIENT_ID"] = Tenant.ClientId,
                ["AUTH0_CLIENT_SECRET"] = "not this",
                ["AUTH0_PRIVATE_KEY_PATH"] = path,
                ["AUTH0_PRIVATE_KEY_PASSPHRASE"] = passphrase,
            };

            using var client = Auth0SessionOptions.FromEnvironment(variables.GetValueOrDefault)!.Client;

            Assert.Equal(Auth0ClientAuthenticationMethod.PrivateKeyJwt, client.Method);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static X509Certificate2 CreateCertificate(RSA key) =>
        new CertificateRequest("CN=app", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(
            DateTimeOffset.UtcNow,
            DateTimeOffset.UtcNow.AddDays(1)
        );

    private Auth0ClientAuthentication FromPem(string pem, string? passphrase = null) =>
        Auth0ClientAuthentication.PrivateKeyPem(
            Tenant.ClientId,
            Encoding.UTF8.GetBytes(pem),
            passphrase is null ? null : Secret(passphrase)
        );

    // 1.2.840.10045.3.1.99, which doesn't exist; 1.2.840.10045.3.1.7 is P-256.
    private static string Pem(string label) => PemEncoding.WriteString(label, [0]);

    private static string OfUnknownCurve()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var bytes = key.ExportPkcs8PrivateKey();
        ReadOnlySpan<byte> curve = [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07];
        bytes[bytes.AsSpan().IndexOf(curve) + curve.Length - 1] = 99;
        return PemEncoding.WriteString("PRIVATE KEY", bytes);
    }
}
