using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;

namespace Auth0Flows.LocalTenant.Vault;

/// <summary>The external accounts of users, and the tokens of their providers (Auth0, "Token Vault").</summary>
internal sealed class TokenVault(TenantClock clock)
{
    public const string TokenType = "http://auth0.com/oauth/token-type/federated-connection-access-token";

    private static readonly TimeSpan _lifetime = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly List<ConnectedAccount> _accounts = [];

    public void Add(ConnectedAccount account)
    {
        lock (_lock)
        {
            _accounts.RemoveAll(other => IsOf(other, account.UserId, account.Connection) && other.Account == account.Account);
            _accounts.Add(account);
        }
    }

    /// <summary>The provider revokes the accounts of a user.</summary>
    public void Revoke(string userId, string connection)
    {
        lock (_lock)
        {
            foreach (var account in _accounts.Where(account => IsOf(account, userId, connection)))
            {
                (account.IsRevoked, account.Token) = (true, null);
            }
        }
    }

    /// <summary>Answers the provider's token: the one that is there, or a new one if it has expired.</summary>
    /// <exception cref="OAuthException">There is no such account, or the provider gives no token for it any more.</exception>
    public JsonObject Answer(string userId, string connection, string? loginHint, IReadOnlyList<string> asked)
    {
        lock (_lock)
        {
            var account =
                _accounts.Find(one => IsOf(one, userId, connection) && (loginHint is null || one.Account == loginHint))
                ?? throw new OAuthException(
                    401,
                    "federated_connection_refresh_token_not_found",
                    "Federated connection Refresh Token not found."
                );
            if (account.Token is null || account.ExpiresAt <= clock.UtcNow)
            {
                if (account.IsRevoked)
                {
                    throw new OAuthException(
                        401,
                        "federated_connection_refresh_token_flow_failed",
                        "Failed to get a new access token from the external provider."
                    );
                }

                account.Token = $"provider-{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24))}";
                account.ExpiresAt = clock.UtcNow + _lifetime;
            }

            return new JsonObject
            {
                ["access_token"] = account.Token,
                ["scope"] = string.Join(' ', asked.Count > 0 ? account.Scopes.Intersect(asked, StringComparer.Ordinal) : account.Scopes),
                ["expires_in"] = (long)(account.ExpiresAt - clock.UtcNow).TotalSeconds,
                ["issued_token_type"] = TokenType,
                ["token_type"] = "Bearer",
            };
        }
    }

    private static bool IsOf(ConnectedAccount account, string userId, string connection) =>
        account.UserId == userId && account.Connection == connection;
}
