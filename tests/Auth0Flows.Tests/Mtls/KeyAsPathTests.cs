using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Auth0Flows.Tests.Mtls;

/// <summary>A key that was pasted where its file's path belongs: an error, which repeats nothing of it.</summary>
public sealed class KeyAsPathTests
{
    private static readonly Dictionary<string, string> _keys = CreateKeys();

    public static TheoryData<string, string> Pasted =>
        new(
            from kind in new[] { "certificate", "private key", "certificate's variable", "private key's variable" }
            from key in _keys.Keys
            select (kind, key)
        );

    [Theory]
    [MemberData(nameof(Pasted))]
    public void Key_InThePlaceOfItsPath_IsNotRepeated(string kind, string key)
    {
        var path = _keys[key];

        var failure = Assert.Throws<Auth0ConfigurationException>(() => Open(kind, path));

        var isCertificate = kind.StartsWith("certificate", StringComparison.Ordinal);
        Assert.Equal(
            path.Contains("-----BEGIN", StringComparison.Ordinal)
                ? isCertificate
                    ? Auth0ErrorCode.InvalidClientCertificate
                    : Auth0ErrorCode.InvalidPrivateKey
                : isCertificate
                    ? Auth0ErrorCode.ClientCertificateNotFound
                    : Auth0ErrorCode.PrivateKeyNotFound,
            failure.Code
        );
        Assert.Matches(@"itself was specified instead of the path of its file|\(a path of [\d,]+ characters\)", failure.Message);
        var shown = failure.ToString();
        for (var at = 0; at + 16 <= path.Length; at += 16)
        {
            Assert.DoesNotContain(path.Substring(at, 16), shown, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/nowhere/app.pem")]
    [InlineData("/nowhere/My certificates/of the year 2026/of the applications for nightly exports/app.pem")]
    [InlineData("/var/run/secrets/MyOrganization/MyApplications/nightly/certificates/current/app.pfx")]
    public void Path_IsNamed(string path)
    {
        Assert.Contains(
            path,
            Assert.Throws<Auth0ConfigurationException>(() => Open("certificate", path)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            path,
            Assert.Throws<Auth0ConfigurationException>(() => Open("private key", path)).Message,
            StringComparison.Ordinal
        );
    }

    private static Auth0ClientAuthentication Open(string kind, string path)
    {
        return kind switch
        {
            "certificate" => Auth0ClientAuthentication.CertificateFile("app", path),
            "private key" => Auth0ClientAuthentication.PrivateKeyFile("app", path),
            "certificate's variable" => FromVariable("AUTH0_CLIENT_CERTIFICATE_PATH"),
            _ => FromVariable("AUTH0_PRIVATE_KEY_PATH"),
        };

        Auth0ClientAuthentication FromVariable(string name) =>
            Auth0SessionOptions
                .FromEnvironment(
                    new Dictionary<string, string?>
                    {
                        ["AUTH0_DOMAIN"] = "acme.eu.auth0.com",
                        ["AUTH0_CLIENT_ID"] = "app",
                        [name] = path,
                    }.GetValueOrDefault
                )!
                .Client;
    }

    private static Dictionary<string, string> CreateKeys()
    {
        using var rsa = RSA.Create(2048);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = ClientCertificates.SelfSigned(DateTimeOffset.UtcNow, "EC");
        var whole = certificate.ExportCertificatePem() + "\n" + ClientCertificates.KeyPem(certificate);
        return new()
        {
            ["RSA in PEM"] = rsa.ExportPkcs8PrivateKeyPem(),
            ["EC in PEM"] = ec.ExportPkcs8PrivateKeyPem(),
            ["a certificate and its key"] = whole,
            ["in one line"] = whole.ReplaceLineEndings("\\n"),
            ["PEM in base64"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(whole)),
            ["RSA without a header"] = Convert.ToBase64String(rsa.ExportPkcs8PrivateKey()),
            ["EC without a header"] = Convert.ToBase64String(ec.ExportPkcs8PrivateKey()),
            ["EC without a header, SEC 1"] = Convert.ToBase64String(ec.ExportECPrivateKey()),
            ["EC without a header, in lines"] = Convert.ToBase64String(
                ec.ExportPkcs8PrivateKey(),
                Base64FormattingOptions.InsertLineBreaks
            ),
            ["EC in base64url"] = System.Buffers.Text.Base64Url.EncodeToString(ec.ExportPkcs8PrivateKey()),
            ["EC in quotation marks"] = $"\"{Convert.ToBase64String(ec.ExportPkcs8PrivateKey())}\"",
            ["EC and a comma"] = Convert.ToBase64String(ec.ExportPkcs8PrivateKey()) + ",",
            ["EC with escaped line ends"] = Convert
                .ToBase64String(ec.ExportPkcs8PrivateKey(), Base64FormattingOptions.InsertLineBreaks)
                .ReplaceLineEndings("\\n"),
            ["EC as a JWK"] =
                $$"""{"kty":"EC","crv":"P-256","d":"{{System.Buffers.Text.Base64Url.EncodeToString(ec.ExportParameters(true).D)}}"}""",
            ["PKCS #12 in base64"] = Convert.ToBase64String(certificate.Export(X509ContentType.Pkcs12)),
        };
    }
}
