using System.Buffers.Text;
using System.Collections.Specialized;
using System.Security.Cryptography;
using System.Text;
using Auth0Flows.Json;

namespace Auth0Flows.ClientAuthentication;

/// <summary>
/// Signs JSON Web Tokens with an application's key (RFC 7515 §7.1). The key is only used, never read: the JWT package tries to read its
/// private numbers before it signs, which a key of a smart card or a certificate store refuses.
/// </summary>
internal static class SignedJwt
{
    /// <param name="key">The key. Only one thread may use it at a time.</param>
    /// <param name="keyId">The key's <c>kid</c>, if known.</param>
    /// <param name="algorithm">The signing algorithm.</param>
    /// <param name="claims">The claims.</param>
    /// <param name="type">The <c>typ</c> of the header.</param>
    public static string Create(RSA key, string? keyId, Auth0SigningAlgorithm algorithm, OrderedDictionary claims, string type)
    {
        var header = new OrderedDictionary { ["alg"] = algorithm.ToString(), ["typ"] = type };
        if (keyId is not null)
        {
            header["kid"] = keyId;
        }

        var signed = $"{Base64Url.EncodeToString(JsonValues.ToUtf8(header))}.{Base64Url.EncodeToString(JsonValues.ToUtf8(claims))}";
        var hash = algorithm == Auth0SigningAlgorithm.RS384 ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA256;
        var padding = algorithm == Auth0SigningAlgorithm.PS256 ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), hash, padding))}";
    }
}
