using System.Collections.Specialized;
using System.Security.Cryptography;
using System.Text;
using Auth0Flows.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Auth0Flows.ClientAuthentication;

/// <summary>Signs JSON Web Tokens with an application's key.</summary>
internal static class SignedJwt
{
    // The caller sets the times.
    private static readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <param name="key">The key. Only one thread may use it at a time.</param>
    /// <param name="keyId">The key's <c>kid</c>, if known.</param>
    /// <param name="algorithm">The signing algorithm.</param>
    /// <param name="claims">The claims.</param>
    /// <param name="type">The <c>typ</c> of the header.</param>
    public static string Create(RSA key, string? keyId, Auth0SigningAlgorithm algorithm, OrderedDictionary claims, string type)
    {
        var signing = new RsaSecurityKey(key)
        {
            KeyId = keyId,
            // A cached signer would outlive the session.
            CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
        };
        return _handler.CreateToken(
            Encoding.UTF8.GetString(JsonValues.ToUtf8(claims)),
            new SigningCredentials(signing, algorithm.ToString()),
            new Dictionary<string, object> { ["typ"] = type }
        );
    }
}
