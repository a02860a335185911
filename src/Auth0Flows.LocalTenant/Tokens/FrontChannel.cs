using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>The parameters that accompany an ID token through the browser. The ID token protects them with hashes.</summary>
/// <param name="Code">The authorization code; null for none.</param>
/// <param name="AccessToken">The access token; null for none.</param>
/// <param name="State">The state; null for none.</param>
internal sealed record FrontChannel(string? Code, string? AccessToken, string? State)
{
    /// <summary>
    /// c_hash and at_hash (OpenID Connect Core §3.3.2.11), s_hash (Financial-grade API Security Profile 1.0, part 2, §5.1).
    /// </summary>
    public void AddHashesTo(JsonObject claims)
    {
        foreach (var (name, value) in new[] { ("c_hash", Code), ("at_hash", AccessToken), ("s_hash", State) })
        {
            if (value is not null)
            {
                claims[name] = LeftHalf(value);
            }
        }
    }

    // With the hash function of the signing algorithm, which is SHA-256 for RS256 and for HS256.
    private static string LeftHalf(string value) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(value)).AsSpan(0, SHA256.HashSizeInBytes / 2));
}
