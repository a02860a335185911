using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Auth0Flows.Fuzz;

/// <summary>A key set (RFC 7517), with a token that one key signed. Without that key nothing is signed.</summary>
internal sealed class KeySetTarget : FuzzTarget
{
    private static readonly RSA _key = RSA.Create(2048);
    private static readonly string _modulus = Base64Url.EncodeToString(_key.ExportParameters(false).Modulus);
    private static readonly string _token = Sign(
        """{"alg":"RS256","kid":"k1"}""",
        """{"iss":"https://acme.eu.auth0.com/","aud":"client-1","exp":1795870800,"iat":1795867200}"""
    );

    private static readonly SigningKeys _keys = new(Tenant.Domain, new HttpTransport(Tenant.Options.Sending), Tenant.Clock);
    private static readonly TokenExamination _examination = new(Tenant.Domain, Tenant.Client, _keys, Tenant.Clock);

    public override string Name => "key-sets";

    public override IReadOnlyList<string> Words { get; } =
    [
        "\"keys\"",
        "\"kty\"",
        "\"RSA\"",
        "\"EC\"",
        "\"oct\"",
        "\"use\"",
        "\"sig\"",
        "\"enc\"",
        "\"kid\"",
        "\"k1\"",
        "\"n\"",
        "\"e\"",
        "\"AQAB\"",
        "\"x5c\"",
        "\"x5t\"",
        "\"alg\"",
        "\"RS256\"",
        "\"key_ops\"",
        "[\"verify\"]",
        "\"AA\"",
        "\"AAAA\"",
        "\"=\"",
        "\"oth\"",
        "\"k\"",
        "\"crv\"",
        "\"P-256\"",
    ];

    public override IEnumerable<byte[]> Seeds =>
        [
            Encoding.UTF8.GetBytes($$"""{"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"k1","n":"{{_modulus}}","e":"AQAB"}]}"""),
            Encoding.UTF8.GetBytes(
                $$"""
                {"keys":[{"kty":"RSA","kid":"k1","n":"{{_modulus}}","e":"AQAB"},
                {"kty":"EC","crv":"P-256","kid":"k1","x":"AA","y":"AA"},{"kty":"oct","kid":"k1","k":"AA"}]}
                """
            ),
        ];

    // A key of the package keeps much beside what was sent.
    protected override long BytesForByte => 6_000;

    protected override string Read(byte[] input)
    {
        var jwks = Inputs.Text(input);
        var requirements = new Auth0TokenRequirements { Audience = [Tenant.ClientId], Jwks = jwks };
        var test = Await(_examination.RunAsync(_token, requirements, null, CancellationToken.None));
        Must.Hold(
            !test.IsValid
                || (
                    string.Concat(jwks.Where(IsBase64Url)).Contains(_modulus[..40], StringComparison.Ordinal)
                    && jwks.Contains("RSA", StringComparison.Ordinal)
                ),
            "A token is signed by a key that is not there."
        );
        return test.ToString();
    }

    // The package reads a number with blanks in it, too.
    private static bool IsBase64Url(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_';

    private static string Sign(string header, string claims)
    {
        string[] parts = [header, claims];
        var signed = string.Join('.', parts.Select(static part => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part))));
        var signature = _key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }
}
