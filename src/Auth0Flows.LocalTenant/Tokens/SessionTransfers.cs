using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Http;

namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>
/// Session transfer tokens (Auth0, "Native to Web SSO"): a native application gets one for a refresh token, and a web application's login
/// at /authorize uses it, once and within a minute.
/// </summary>
internal sealed class SessionTransfers(TenantClock clock, string issuer)
{
    public const string Parameter = "session_transfer_token";
    public const string Cookie = "auth0_session_transfer_token";

    private static readonly TimeSpan _lifetime = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, Transfer> _transfers = new(StringComparer.Ordinal);
    private readonly string _audience = $"urn:{new Uri(issuer).Authority}:session_transfer";

    /// <summary>Whether a refresh asks for a session transfer token.</summary>
    public bool IsMeant(string audience) => audience == _audience;

    /// <exception cref="OAuthException">The application may not create them, or the login came from one.</exception>
    public static void CheckAllowed(AuthenticatedClient client, UserAuthorization authorization)
    {
        if (!client.SessionTransfer.CanCreate)
        {
            throw new OAuthException(403, "unauthorized_client", "The client is not allowed to create session_transfer tokens.");
        }

        if (authorization.IsTransferred)
        {
            throw OAuthException.AccessDenied("A session_transfer token can't be created from a session that came from one.");
        }

        client.User = authorization.User;
    }

    /// <summary>Creates the response of the token endpoint.</summary>
    /// <param name="authorization">The login.</param>
    /// <param name="address">The IP address of the device.</param>
    /// <param name="refreshToken">The refresh token that replaces the one that was sent; null if that one stays valid.</param>
    public JsonObject Issue(UserAuthorization authorization, string address, string? refreshToken)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(48));
        _transfers[token] = new Transfer(authorization.User, address, clock.UtcNow + _lifetime);
        var answer = new JsonObject
        {
            ["access_token"] = token,
            ["issued_token_type"] = "urn:auth0:params:oauth:token-type:session_transfer_token",
            ["token_type"] = "N_A",
            ["expires_in"] = (int)_lifetime.TotalSeconds,
        };
        if (refreshToken is not null)
        {
            answer["refresh_token"] = refreshToken;
        }

        return answer;
    }

    /// <summary>
    /// The user whom the token of a request to /authorize signs in; null if there is none, or it can't be used: then the user signs in as
    /// without one.
    /// </summary>
    public Auth0LocalTenantUser? Redeem(ServerRequest request, AuthenticatedClient client)
    {
        var ofQuery = request.Parameters[Parameter];
        var token = ofQuery is not null
            ? client.SessionTransfer.Accepts("query")
                ? ofQuery
                : null
            : client.SessionTransfer.Accepts("cookie")
                ? ReadCookie(request)
                : null;
        return
            token is not null
            && _transfers.TryRemove(token, out var transfer)
            && clock.UtcNow < transfer.ExpiresAt
            && (!client.SessionTransfer.BindsAddress || transfer.Address == request.PeerAddress)
            ? transfer.User
            : null;
    }

    private static string? ReadCookie(ServerRequest request) =>
        (request.Header("Cookie") ?? "")
            .Split(';', StringSplitOptions.TrimEntries)
            .Where(static pair => pair.StartsWith($"{Cookie}=", StringComparison.Ordinal))
            .Select(static pair => pair[(Cookie.Length + 1)..])
            .FirstOrDefault();

    private sealed record Transfer(Auth0LocalTenantUser User, string Address, DateTimeOffset ExpiresAt);
}
