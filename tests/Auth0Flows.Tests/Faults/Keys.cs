using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Auth0Flows.Tests.Faults;

/// <summary>A tenant's key, and the tokens signed with it.</summary>
internal sealed class Keys(FakeTime time, string issuer)
{
    private static readonly RSA _key = RSA.Create(2048);

    /// <summary>RFC 7517 §5.</summary>
    public static string Jwks
    {
        get
        {
            var key = _key.ExportParameters(includePrivateParameters: false);
            return $$"""{"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"k1","n":"{{Base64Url.EncodeToString(key.Modulus)}}","e":"{{Base64Url.EncodeToString(key.Exponent)}}"}]}""";
        }
    }

    public string IdToken(string nonce) =>
        Sign($$"""{"iss":"{{issuer}}","aud":"app","sub":"auth0|alice","nonce":"{{nonce}}","iat":{{Now}},"exp":{{Now + 36_000}}}""");

    public string AccessToken(string audience) =>
        Sign($$"""{"iss":"{{issuer}}","aud":"{{audience}}","sub":"app@clients","iat":{{Now}},"exp":{{Now + 31_536_000}}}""");

    private long Now => time.GetUtcNow().ToUnixTimeSeconds();

    private static string Sign(string claims)
    {
        var content = $"{Encode("""{"alg":"RS256","typ":"JWT","kid":"k1"}""")}.{Encode(claims)}";
        return $"{content}.{Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
