using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.ProofOfPossession;

/// <summary>The public key in a proof: on the curve P-256, for ES256, which is what Auth0 supports.</summary>
internal static class ProofKey
{
    public const string Algorithm = "ES256";

    private const int Size = 32; // RFC 7518 §6.2.1.2: the length of a coordinate of P-256, with leading zeros
    private static readonly string[] _members = ["crv", "kty", "x", "y"];
    private static readonly string[] _privateMembers = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

    /// <summary>Why it can't be used; null if it can.</summary>
    public static string? FaultOf(JsonObject? jwk) =>
        jwk is null ? "the header has no jwk"
        : Array.Find(_privateMembers, jwk.ContainsKey) is { } member ? $"the jwk contains the private key ({member})"
        : jwk["kty"].AsText() != "EC" || jwk["crv"].AsText() != "P-256" ? "the jwk must be an EC key on P-256"
        : Coordinate(jwk, "x") is null || Coordinate(jwk, "y") is null ? "the jwk's coordinates are invalid"
        : null;

    /// <summary>Whether the key signed the proof.</summary>
    public static bool Verify(JsonObject jwk, Jwt proof)
    {
        try
        {
            using var key = ECDsa.Create(
                new ECParameters
                {
                    Curve = ECCurve.NamedCurves.nistP256,
                    Q = new ECPoint { X = Coordinate(jwk, "x"), Y = Coordinate(jwk, "y") },
                }
            );
            return key.VerifyData(proof.Signed, proof.Signature, HashAlgorithmName.SHA256); // r and s, one after the other
        }
        catch (CryptographicException)
        {
            return false; // not a point of the curve
        }
    }

    /// <summary>The thumbprint: RFC 7638 §3.</summary>
    public static string ThumbprintOf(JsonObject jwk)
    {
        var members = string.Join(',', _members.Select(name => $"\"{name}\":\"{jwk[name].AsText()}\""));
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes($"{{{members}}}")));
    }

    private static byte[]? Coordinate(JsonObject jwk, string name) =>
        jwk[name].AsText() is { } text && Base64Url.IsValid(text, out var length) && length == Size
            ? Base64Url.DecodeFromChars(text)
            : null;
}
