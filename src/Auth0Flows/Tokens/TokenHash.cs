using System.Buffers.Text;
using System.Security.Cryptography;

namespace Auth0Flows.Tokens;

/// <summary>
/// Computes <c>c_hash</c>, <c>at_hash</c> and <c>s_hash</c>: the left half of the hash of a value returned with an ID token, with the hash
/// algorithm of its signature (OpenID Connect Core §3.3.2.11; Financial-grade API for <c>s_hash</c>).
/// </summary>
internal static class TokenHash
{
    public static string Of(Auth0Secret value, string? algorithm)
    {
        var bytes = value.ToUtf8();
        var hash = algorithm switch
        {
            [.., '3', '8', '4'] => SHA384.HashData(bytes),
            [.., '5', '1', '2'] => SHA512.HashData(bytes),
            _ => SHA256.HashData(bytes),
        };
        Array.Clear(bytes);
        return Base64Url.EncodeToString(hash.AsSpan(0, hash.Length / 2));
    }
}
