using System.Buffers.Text;
using System.Collections.Specialized;
using System.IdentityModel.Tokens.Jwt;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Auth0Flows;

/// <summary>Whether a token is signed by the tenant. The algorithm of the header never chooses the kind of the key (RFC 8725 §2.1).</summary>
internal static class JwtSignature
{
    // Never "none", and HS256 with the client secret alone.
    private static readonly string[] _asymmetric = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256];

    /// <summary>The algorithms that are accepted, in words.</summary>
    public static string Accepted => "RS256, RS384, RS512, PS256, or HS256 by the client secret";

    public static bool IsAsymmetric(OrderedDictionary header) => _asymmetric.Contains(header["alg"] as string);

    public static bool IsHmac(OrderedDictionary header) => header["alg"] as string == SecurityAlgorithms.HmacSha256;

    /// <summary>HS256: RFC 7515 §5.2, RFC 7518 §3.2. By hand: the package keeps copies of the key that nobody can wipe.</summary>
    public static bool Verify(string token, Auth0Secret secret)
    {
        var end = token.LastIndexOf('.');
        var signature = Base64Url.IsValid(token.AsSpan(end + 1)) ? Base64Url.DecodeFromChars(token.AsSpan(end + 1)) : [];
        var key = secret.ToUtf8();
        var expected = HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(token[..end]));
        Array.Clear(key);
        return CryptographicOperations.FixedTimeEquals(signature, expected);
    }

    /// <summary>By public keys.</summary>
    public static bool Verify(string token, IReadOnlyList<SecurityKey> signers)
    {
        var parameters = new TokenValidationParameters
        {
            IssuerSigningKeyResolver = (_, _, _, _) => signers,
            CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },

            // The rest is checked elsewhere, on our clock and with an error a claim.
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        };
        try
        {
            new JwtSecurityTokenHandler().ValidateToken(token, parameters, out _);
            return true;
        }
        catch (Exception failure) when (failure is SecurityTokenException or ArgumentException or FormatException or InvalidOperationException or NotSupportedException)
        {
            return false; // the package's own words hold the token
        }
    }
}
