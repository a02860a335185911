using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Auth0Flows.Tests.ProofOfPossession;

/// <summary>A proof that must be refused, for a reason of its own. What it is for is right: only one thing is wrong.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Reason">A part of the local tenant's reason.</param>
/// <param name="Check">The checks of <c>Test-Auth0Token</c> that fail.</param>
/// <param name="Create">Makes the proof for a method, an address, a time and an access token.</param>
internal sealed record ForgedProof(
    string Name,
    string Reason,
    string Check,
    Func<ProofForge, (string Method, string Address, DateTimeOffset At, string? Token, string? Nonce), string> Create
)
{
    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<ForgedProof> All =
    [
        new("no JWT", "one signed JWT", "ProofFormat, ProofBinding", (_, _) => "proof"),
        new("two parts", "one signed JWT", "ProofFormat, ProofBinding", (forge, call) => Make(forge, call)[..20] + ".e30"),
        new("a repeated claim", "one signed JWT", "ProofFormat, ProofBinding", Repeated),
        Changed("an extension (crit)", "crit", "ProofFormat", (header, _) => header["crit"] = new JsonArray("b64")),
        Changed("another type", "the typ must be dpop+jwt", "ProofType", (header, _) => header["typ"] = "JWT"),
        Changed("no type", "the typ must be dpop+jwt", "ProofType", (header, _) => header.Remove("typ")),
        Changed(
            "alg none",
            "the alg must be ES256",
            "ProofAlgorithm, ProofSignature",
            (header, _) => header["alg"] = "none",
            static _ => []
        ),
        Changed(
            "HS256 with the public key",
            "the alg must be ES256",
            "ProofAlgorithm, ProofSignature",
            (header, _) => header["alg"] = "HS256",
            static bytes => HMACSHA256.HashData("public"u8.ToArray(), bytes)
        ),
        Changed("no key", "the header has no jwk", "ProofKey, ProofSignature, ProofBinding", (header, _) => header.Remove("jwk")),
        new(
            "the private key in it",
            "the jwk contains the private key (d)",
            "ProofKey, ProofSignature, ProofBinding",
            (forge, call) => Make(forge, call, (header, _) => header["jwk"]!["d"] = forge.PrivateNumber)
        ),
        Changed(
            "a symmetric key",
            "the jwk contains the private key (k)",
            "ProofKey, ProofSignature, ProofBinding",
            (header, _) => header["jwk"] = new JsonObject { ["kty"] = "oct", ["k"] = "c2VjcmV0" }
        ),
        Changed(
            "no point of the curve",
            "the signature is not the key's",
            "ProofKey, ProofSignature, ProofBinding",
            (header, _) => header["jwk"]!["y"] = Base64Url.EncodeToString(new byte[32])
        ),
        Changed(
            "another curve",
            "the jwk must be an EC key on P-256",
            "ProofKey, ProofSignature, ProofBinding",
            (header, _) => header["jwk"]!["crv"] = "secp256k1"
        ),
        new("another key's signature", "the signature is not the key's", "ProofSignature", OtherSignature),
        new("another signature", "the signature is not the key's", "ProofSignature", Damaged),
        Changed("no jti", "the jti must have", "ProofId", (_, claims) => claims.Remove("jti")),
        Changed("another method", "the htm must be", "ProofMethod", (_, claims) => claims["htm"] = "DELETE"),
        Changed(
            "the method in lower case",
            "the htm must be",
            "ProofMethod",
            (_, claims) => claims["htm"] = $"{claims["htm"]}".ToLowerInvariant()
        ),
        Changed("another address", "the htu must be", "ProofUri", (_, claims) => claims["htu"] = "https://evil.example.com/oauth/token"),
        Changed("another path", "the htu must be", "ProofUri", (_, claims) => claims["htu"] = $"{claims["htu"]}/x"),
        Changed("no address", "the htu must be", "ProofUri", (_, claims) => claims.Remove("htu")),
        Changed("no time", "the iat is missing", "ProofIssuedAt", (_, claims) => claims.Remove("iat")),
        Changed("an old time", "the iat is too old", "ProofIssuedAt", (_, claims) => claims["iat"] = (long)claims["iat"]! - 400),
        Changed("a time to come", "the iat lies in the future", "ProofIssuedAt", (_, claims) => claims["iat"] = (long)claims["iat"]! + 400),
    ];

    /// <summary>The reasons that only a call with a token has.</summary>
    public static readonly IReadOnlyList<ForgedProof> OfCalls =
    [
        Changed("no hash of the token", "the ath is not", "ProofToken", (_, claims) => claims.Remove("ath")),
        Changed("the hash of another token", "the ath is not", "ProofToken", (_, claims) => claims["ath"] = ProofForge.HashOf("other")),
    ];

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static ForgedProof Changed(
        string name,
        string reason,
        string check,
        Action<JsonObject, JsonObject> change,
        Func<byte[], byte[]>? sign = null
    ) => new(name, reason, check, (forge, call) => Make(forge, call, change, sign));

    private static string Make(
        ProofForge forge,
        (string Method, string Address, DateTimeOffset At, string? Token, string? Nonce) call,
        Action<JsonObject, JsonObject>? change = null,
        Func<byte[], byte[]>? sign = null
    ) => forge.Create(call.Method, call.Address, call.At, call.Token, call.Nonce, change, sign);

    private static string OtherSignature(ProofForge forge, (string, string, DateTimeOffset, string?, string?) call)
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Make(forge, call, sign: bytes => other.SignData(bytes, HashAlgorithmName.SHA256));
    }

    private static string Damaged(ProofForge forge, (string, string, DateTimeOffset, string?, string?) call)
    {
        var proof = Make(forge, call);
        return proof[..^40] + (proof[^40] == 'A' ? 'B' : 'A') + proof[^39..];
    }

    private static string Repeated(ProofForge forge, (string, string, DateTimeOffset, string?, string?) call)
    {
        var parts = Make(forge, call).Split('.');
        var claims = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1]));
        parts[1] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims[..^1] + ",\"htm\":\"DELETE\"}"));
        return string.Join('.', parts);
    }
}
