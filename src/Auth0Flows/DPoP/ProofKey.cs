using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Auth0Flows.DPoP;

/// <summary>The public key in a proof that others made (RFC 7517; RFC 7518 §6): it verifies, and has a thumbprint.</summary>
internal sealed class ProofKey : IDisposable
{
    private const int ShortestRsa = 2048; // bits: RFC 7518 §3.3

    // RFC 7518 §6.2.2, §6.3.2, §6.4.1: what only the owner of the key may have.
    private static readonly string[] _private = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

    private readonly AsymmetricAlgorithm _key;

    private ProofKey(AsymmetricAlgorithm key, string thumbprint) => (_key, Thumbprint) = (key, thumbprint);

    /// <summary>The accepted algorithms: asymmetric ones (RFC 9449 §4.3), never <c>none</c>.</summary>
    public static string Accepted => "ES256, ES384, ES512, PS256, PS384, PS512, RS256, RS384 or RS512";

    /// <summary>The SHA-256 thumbprint (RFC 7638 §3).</summary>
    public string Thumbprint { get; }

    /// <summary>Whether an algorithm is accepted.</summary>
    public static bool Accepts(string? algorithm) => algorithm is ['E' or 'P' or 'R', 'S', .. ("256" or "384" or "512")];

    /// <summary>Reads a key.</summary>
    /// <param name="jwk">The JWK.</param>
    /// <param name="fault">Why it can't be used; null if it can.</param>
    public static ProofKey? Read(JsonElement jwk, out string? fault)
    {
        fault = null;
        if (jwk.ValueKind != JsonValueKind.Object)
        {
            fault = "missing";
            return null;
        }

        if (Array.Find(_private, name => jwk.TryFind(name, out _)) is { } own)
        {
            fault = $"a key with its private part ({own})";
            return null;
        }

        try
        {
            return Text(jwk, "kty") switch
            {
                "EC" => ReadEllipticCurve(jwk),
                "RSA" => ReadRsa(jwk),
                _ => throw new FormatException("its type (kty) is neither EC nor RSA"),
            };
        }
        catch (Exception failure) when (failure is FormatException or CryptographicException)
        {
            fault = $"a key that can't be used: {(failure is FormatException ? failure.Message : "its numbers are invalid")}";
            return null;
        }
    }

    /// <summary>Whether it signed the data with this algorithm, which must be one for its type.</summary>
    public bool Verify(string algorithm, byte[] data, byte[] signature)
    {
        var hash = new HashAlgorithmName($"SHA{algorithm[2..]}");
        return (_key, algorithm[0]) switch
        {
            (ECDsa key, 'E') => algorithm[2..] == (key.KeySize == 521 ? "512" : $"{key.KeySize}")
                && key.VerifyData(data, signature, hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
            (RSA key, 'R') => key.VerifyData(data, signature, hash, RSASignaturePadding.Pkcs1),
            (RSA key, 'P') => key.VerifyData(data, signature, hash, RSASignaturePadding.Pss),
            _ => false,
        };
    }

    public void Dispose() => _key.Dispose();

    private static ProofKey ReadEllipticCurve(JsonElement jwk)
    {
        var name = Text(jwk, "crv");
        var curve = name switch
        {
            "P-256" => ECCurve.NamedCurves.nistP256,
            "P-384" => ECCurve.NamedCurves.nistP384,
            "P-521" => ECCurve.NamedCurves.nistP521,
            _ => throw new FormatException("its curve (crv) is none of P-256, P-384, P-521"),
        };
        var (x, y) = (Text(jwk, "x"), Text(jwk, "y"));
        var key = ECDsa.Create(
            new ECParameters
            {
                Curve = curve,
                Q = new ECPoint { X = Bytes(x), Y = Bytes(y) },
            }
        );
        return new ProofKey(key, ThumbprintOf($$"""{"crv":"{{name}}","kty":"EC","x":"{{x}}","y":"{{y}}"}"""));
    }

    private static ProofKey ReadRsa(JsonElement jwk)
    {
        var (e, n) = (Text(jwk, "e"), Text(jwk, "n"));
        var key = RSA.Create(new RSAParameters { Exponent = Bytes(e), Modulus = Bytes(n) });
        if (key.KeySize < ShortestRsa)
        {
            key.Dispose();
            throw new FormatException($"it is shorter than {ShortestRsa} bits");
        }

        return new ProofKey(key, ThumbprintOf($$"""{"e":"{{e}}","kty":"RSA","n":"{{n}}"}"""));
    }

    // RFC 7638 §3.2: the required members in lexicographic order, without white space. Base64url has nothing to escape.
    private static string ThumbprintOf(string members) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(members)));

    private static byte[] Bytes(string text) =>
        Base64Url.IsValid(text) && !text.Any(char.IsWhiteSpace)
            ? Base64Url.DecodeFromChars(text)
            : throw new FormatException("its numbers are not base64url");

    private static string Text(JsonElement jwk, string name) =>
        jwk.TryFind(name, out var value) && value.ValueKind == JsonValueKind.String && value.ReadText() is { Length: > 0 } text
            ? text
            : throw new FormatException($"it has no '{name}'");
}
