using System.Buffers.Text;
using System.Collections.Specialized;
using System.Security.Cryptography;
using System.Text;
using Auth0Flows.Basics;
using Microsoft.IdentityModel.Tokens;

namespace Auth0Flows.Tokens;

/// <summary>Checks whether the tenant signed a token. The header's algorithm never selects the type of key (RFC 8725 §2.1).</summary>
internal static class JwtSignature
{
    // Never "none"; HS256 only with the client secret.
    private static readonly string[] _asymmetric =
    [
        SecurityAlgorithms.RsaSha256,
        SecurityAlgorithms.RsaSha384,
        SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256,
    ];

    /// <summary>The accepted algorithms, for messages.</summary>
    public static string Accepted => "RS256, RS384, RS512, PS256, or HS256 with the client secret";

    public static bool IsAsymmetric(OrderedDictionary header) => _asymmetric.Contains(header["alg"] as string);

    public static bool IsHmac(OrderedDictionary header) => header["alg"] as string == SecurityAlgorithms.HmacSha256;

    /// <summary>Whether the token requires extensions. None is supported, so the token is rejected (RFC 7515 §4.1.11).</summary>
    public static bool DemandsExtensions(OrderedDictionary header) => header.Contains("crit");

    /// <summary>
    /// Verifies HS256: RFC 7515 §5.2, RFC 7518 §3.2. Without the package, which keeps copies of the key that can't be wiped.
    /// </summary>
    public static bool Verify(string token, Auth0Secret secret)
    {
        var end = token.LastIndexOf('.');
        var signature = Base64UrlText.IsValid(token.AsSpan(end + 1)) ? Base64Url.DecodeFromChars(token.AsSpan(end + 1)) : [];
        var key = secret.ToUtf8();
        var expected = HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(token[..end]));
        Array.Clear(key);
        return CryptographicOperations.FixedTimeEquals(signature, expected);
    }

    /// <summary>
    /// Verifies with public keys. Uses only the package's signature verifier, because its token handler parses the claims again, and
    /// reports an invalid claim as a wrong signature.
    /// </summary>
    public static bool Verify(string token, OrderedDictionary header, IReadOnlyList<VerificationKey> signers)
    {
        var end = token.LastIndexOf('.');
        if (!IsAsymmetric(header) || !Base64UrlText.IsValid(token.AsSpan(end + 1)))
        {
            return false;
        }

        var (signed, signature) = (Encoding.ASCII.GetBytes(token[..end]), Base64Url.DecodeFromChars(token.AsSpan(end + 1)));
        return signers.Any(key => key.HasSigned(signed, signature, (string)header["alg"]!));
    }
}
