using System.Collections.Concurrent;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Http;

namespace Auth0Flows.LocalTenant.Users;

/// <summary>
/// The sessions of users: those of logins in a browser, and one of each user whose last login before the tenant's start was recent.
/// </summary>
internal sealed class UserSessions(UserStore users, TenantClock clock, DateTimeOffset start)
{
    private const string Prefix = "ses_";

    private readonly Lock _lock = new();

    // Contains only users whose sessions were requested: the sessions from the start are computed.
    private readonly ConcurrentDictionary<string, UserSession[]> _sessions = new(StringComparer.Ordinal);

    /// <summary>The sessions of a user that haven't ended, oldest first.</summary>
    public IReadOnlyList<UserSession> Of(string userId) =>
        [.. _sessions.GetOrAdd(userId, Seeded).Where(session => session.IsAlive(clock.UtcNow))];

    public UserSession? Find(string id)
    {
        if (SeededId.NumberOf(Prefix, id) is { } number)
        {
            return Of(SeededUser.IdOf(number)).FirstOrDefault(session => session.Id == id);
        }

        return _sessions
            .Values.SelectMany(sessions => sessions)
            .FirstOrDefault(session => session.Id == id && session.IsAlive(clock.UtcNow));
    }

    /// <summary>The session that a login in a browser continues, or begins.</summary>
    public UserSession Continue(Auth0LocalTenantUser user, string clientId, ServerRequest request)
    {
        lock (_lock)
        {
            var agent = request.Header("User-Agent") ?? "Mozilla/5.0";
            var others = Of(user.UserId);
            var found =
                others.FirstOrDefault(session => session.Address == request.PeerAddress && session.UserAgent == agent)
                ?? new UserSession(SeededId.New(Prefix), user.UserId, clock.UtcNow) { Address = request.PeerAddress, UserAgent = agent };
            var continued = found with
            {
                LastSeenAt = clock.UtcNow,
                ClientIds = [.. found.ClientIds.Union([clientId], StringComparer.Ordinal)],
            };
            _sessions[user.UserId] = [.. others.Where(session => session.Id != found.Id), continued];
            return continued;
        }
    }

    /// <summary>Replaces a session. Returns null if there is none.</summary>
    public UserSession? Change(string id, Func<UserSession, UserSession> change)
    {
        lock (_lock)
        {
            if (Find(id) is not { } session)
            {
                return null;
            }

            var changed = change(session);
            _sessions[session.UserId] = [.. Of(session.UserId).Select(other => other.Id == id ? changed : other)];
            return changed;
        }
    }

    public void End(string id)
    {
        lock (_lock)
        {
            if (Find(id) is { } session)
            {
                _sessions[session.UserId] = [.. Of(session.UserId).Where(other => other.Id != id)];
            }
        }
    }

    public void EndAll(string userId) => _sessions[userId] = [];

    private UserSession[] Seeded(string userId)
    {
        if (
            SeededUser.NumberOfId(userId) is not { } number
            || users.Profile(userId) is not { LastLogin: { } login, LastAddress: { } address }
            || login >= start
        )
        {
            return [];
        }

        var session = new UserSession(SeededId.Of(Prefix, number), userId, login)
        {
            Address = address,
            ClientIds = [Identifiers.Seeded("client 1", 32)],
        };
        return session.IsAlive(start) ? [session] : [];
    }
}
