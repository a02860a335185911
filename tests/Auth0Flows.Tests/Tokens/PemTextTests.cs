using System.Security.Cryptography;
using System.Text;

namespace Auth0Flows.Tests.Tokens;

/// <summary>A private key as the secrets of providers have it.</summary>
public sealed class PemTextTests
{
    private static readonly RSA _key = RSA.Create(2048);
    private static readonly string _pem = _key.ExportPkcs8PrivateKeyPem();

    public static TheoryData<string, string> Texts =>
        new()
        {
            { "as in the file", _pem },
            { "with a line end after it", _pem + "\n" },
            { "with CRLF", _pem.ReplaceLineEndings("\r\n") },
            { "with \\n for line ends", _pem.ReplaceLineEndings("\\n") },
            { "with \\r\\n for line ends", _pem.ReplaceLineEndings("\\r\\n") },
            { "indented", "    " + _pem.ReplaceLineEndings("\n    ") },
            { "indented by tabs, with CRLF", "\t" + _pem.ReplaceLineEndings("\r\n\t") },
            { "in quotation marks", $"\"{_pem.ReplaceLineEndings("\\n")}\"" },
            { "in single quotation marks", $"'{_pem}'" },
            { "with a space for each line end", _pem.ReplaceLineEndings(" ") },
            { "with a byte order mark", "\uFEFF" + _pem },
            { "after the text of openssl", "Bag Attributes\n    localKeyID: 01\n" + _pem },
            { "in base64", Convert.ToBase64String(Encoding.UTF8.GetBytes(_pem)) },
            { "in base64 with line ends", Convert.ToBase64String(Encoding.UTF8.GetBytes(_pem), Base64FormattingOptions.InsertLineBreaks) },
            { "as PKCS #1", _key.ExportRSAPrivateKeyPem().ReplaceLineEndings("\\n") },
        };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Key_IsRead(string how, string text)
    {
        Assert.NotEmpty(how);
        var pem = PemText.Read(text);
        using var read = PrivateKey.FromPem(pem, passphrase: null);

        Assert.Equal(_key.ExportSubjectPublicKeyInfo(), read.ExportSubjectPublicKeyInfo());
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("/run/secrets/key.pem")]
    [InlineData("bm90IGEga2V5")]
    public void OtherText_HasNoKey(string text)
    {
        Assert.Null(PemText.Read(text));
        var failure = Assert.Throws<Auth0ConfigurationException>(() => Auth0ClientAuthentication.PrivateKeyText("app", text));

        Assert.Equal(Auth0ErrorCode.InvalidPrivateKey, failure.Code);
    }
}
