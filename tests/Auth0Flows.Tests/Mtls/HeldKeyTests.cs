using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Auth0Flows.Tests.Mtls;

/// <summary>A key that the system holds, such as a smart card's: it signs, and nothing asks it for more.</summary>
public sealed class HeldKeyTests : MtlsTest
{
    [Fact]
    public async Task PrivateKeyJwt_SignsWithAKeyThatCannotBeRead()
    {
        using var key = new HeldRsa();
        var worker = Tenant.GetApplication("nightly-export");
        Tenant.AddClientCredential(worker.ClientId, key.ExportSubjectPublicKeyInfoPem());
        Tenant.AddClientGrant(worker.ClientId, Orders, "read:orders");
        using var proof = new PrivateKeyJwt(worker.ClientId, key, null, Auth0SigningAlgorithm.RS256);
        using var form = new FormContent();
        using var request = new HttpRequestMessage();
        proof.Apply(form, request.Headers, Tenant.Issuer, Time.GetUtcNow());
        var fields = System.Web.HttpUtility.ParseQueryString(await form.ReadAsStringAsync(Cancel));

        var (status, _) = await SendRawAsync(
            null,
            "/oauth/token",
            fields
                .AllKeys.Append("grant_type")
                .Append("audience")
                .ToDictionary(name => name!, name => fields[name] ?? (name == "audience" ? Orders : "client_credentials"))
        );

        Assert.Equal(System.Net.HttpStatusCode.OK, status);
        Assert.Null(proof.KeyMaterial()); // for a token store: the keyring, or AUTH0_CACHE_KEY
        Assert.True(key.Signatures > 0);
        Assert.Equal(1, key.Exports); // KeyMaterial alone
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("RS384")]
    [InlineData("PS256")]
    public void AuthorizationRequest_IsSignedWithAKeyThatCannotBeRead(string algorithm)
    {
        using var key = new HeldRsa();
        using var proof = new PrivateKeyJwt("app", key, "key-1", Enum.Parse<Auth0SigningAlgorithm>(algorithm));

        var jwt = proof.Sign(new() { ["iss"] = "app", ["scope"] = "openid" }, "oauth-authz-req+jwt");

        var parts = jwt.Split('.');
        var (header, claims) = (DecodedJwt.Read(jwt).Header, DecodedJwt.Read(jwt).Claims);
        Assert.Equal((algorithm, "oauth-authz-req+jwt", "key-1", "openid"), (header["alg"], header["typ"], header["kid"], claims["scope"]));
        Assert.True(
            key.VerifyData(
                System.Text.Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"),
                System.Buffers.Text.Base64Url.DecodeFromChars(parts[2]),
                algorithm == "RS384" ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA256,
                algorithm == "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1
            )
        );
        Assert.Equal(0, key.Exports);
    }

    [Fact]
    public void SessionWithATokenStore_ThatCannotReadTheKey_SaysWhatToDo()
    {
        using var key = new HeldRsa();
        using var proof = new PrivateKeyJwt("app", key, null, Auth0SigningAlgorithm.RS256);

        Assert.Null(proof.KeyMaterial());
    }

    // Windows' and macOS' stores hold keys; so does OpenSSL with a provider (pkcs11, tpm2), whose keys .NET opens with
    // SafeEvpPKeyHandle.OpenKeyFromProvider. Here OpenSSL holds it in memory: .NET gets a handle, and the library only the certificate.
    [Fact]
    public async Task Tls_UsesTheHandleOfTheKey()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("OpenSSL's handles are Linux's.");
            return;
        }

        using var held = new ECDsaOpenSsl(ECCurve.NamedCurves.nistP256);
        var now = Time.GetUtcNow();
        using var certificate = ClientCertificates.RequestOf("CN=held", held).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        Tenant.AddClientCertificate(Tenant.ClientId, certificate.ExportCertificatePem());

        await GetTokenAsync(ConnectWith(certificate));

        Assert.Equal(ThumbprintOf(certificate), Assert.Single(Encrypted).CertificateThumbprint);
    }

    // An RSA key whose provider signs and hands out nothing.
    private sealed class HeldRsa : RSA
    {
        private readonly RSA _inner = Create(2048);

        public HeldRsa() => KeySizeValue = 2048;

        public int Signatures { get; private set; }

        public int Exports { get; private set; }

        public override RSAParameters ExportParameters(bool includePrivateParameters)
        {
            if (!includePrivateParameters)
            {
                return _inner.ExportParameters(false);
            }

            Exports++;
            throw new NotSupportedException("The key stays where it is.");
        }

        public override void ImportParameters(RSAParameters parameters) => throw new NotSupportedException();

        public override byte[] SignHash(byte[] hash, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)
        {
            Signatures++;
            return _inner.SignHash(hash, hashAlgorithm, padding);
        }

        public override bool VerifyHash(byte[] hash, byte[] signature, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding) =>
            _inner.VerifyHash(hash, signature, hashAlgorithm, padding);

        protected override void Dispose(bool disposing)
        {
            _inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
