using System.Buffers.Text;
using System.Security.Cryptography;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Grants;

/// <summary>Issued authorization codes (RFC 6749 §4.1.2): valid for 10 minutes and one use.</summary>
internal sealed class AuthorizationCodes(TenantClock clock)
{
    private static readonly TimeSpan _lifetime = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, AuthorizationCode> _codes = new(StringComparer.Ordinal);

    public string Issue(UserAuthorization authorization, string redirectUri, string? codeChallenge, string? thumbprint = null)
    {
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        lock (_lock)
        {
            _codes.Add(
                code,
                new AuthorizationCode(authorization, redirectUri, codeChallenge, clock.UtcNow + _lifetime) { JwkThumbprint = thumbprint }
            );
        }

        return code;
    }

    /// <summary>Redeems a code, once; null if it is unknown, another application's, used, or expired.</summary>
    public AuthorizationCode? Use(string code, string clientId)
    {
        lock (_lock)
        {
            return
                _codes.TryGetValue(code, out var found)
                && found.Authorization.ClientId == clientId
                && _codes.Remove(code)
                && clock.UtcNow < found.ExpiresAt
                ? found
                : null;
        }
    }
}
