using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Auth0Flows.LocalTenant.Authentication;

namespace Auth0Flows.LocalTenant.Passkeys;

/// <summary>The logins and registrations that wait for an authenticator, by their <c>auth_session</c>.</summary>
internal sealed class PasskeySessions(TenantClock clock)
{
    private readonly ConcurrentDictionary<string, PasskeySession> _sessions = new(StringComparer.Ordinal);

    /// <summary>Starts one, and returns its <c>auth_session</c>.</summary>
    public string Begin(PasskeySession session)
    {
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(48));
        _sessions[id] = session;
        return id;
    }

    /// <summary>Finds one of an application.</summary>
    /// <exception cref="OAuthException">It is unknown, used, expired, or another application's.</exception>
    public PasskeySession Find(string id, string clientId) =>
        !_sessions.TryGetValue(id, out var session) ? throw Unknown()
        : session.ClientId != clientId ? throw OAuthException.InvalidGrant("The auth_session was not issued to this client.")
        : clock.UtcNow >= session.ExpiresAt ? throw OAuthException.InvalidGrant("The auth_session has expired.")
        : session;

    /// <summary>Ends one: its challenge can be answered only once, rightly or wrongly.</summary>
    /// <exception cref="OAuthException">It has ended meanwhile.</exception>
    public void Use(string id)
    {
        if (!_sessions.TryRemove(id, out _))
        {
            throw Unknown();
        }
    }

    private static OAuthException Unknown() => OAuthException.InvalidGrant("The auth_session is unknown or was used.");
}
