using System.Security;
using Auth0Flows.LocalTenant.Applications;

namespace Auth0Flows.LocalTenant.Users;

/// <summary>The tenant's users, in order of creation.</summary>
internal sealed class UserStore(TenantClock clock)
{
    private readonly Lock _lock = new();
    private readonly List<Auth0LocalTenantUser> _users = [];

    public IReadOnlyList<Auth0LocalTenantUser> Snapshot()
    {
        lock (_lock)
        {
            return _users.ToArray(); // an array, which PowerShell can index
        }
    }

    /// <exception cref="ArgumentException">There is no such connection, or it has a user of this name already.</exception>
    public Auth0LocalTenantUser Add(string email, SecureString password, string connection, string? username = null)
    {
        if (!Connections.HavePasswords(connection))
        {
            throw new ArgumentException($"There is no connection {connection} with passwords.", nameof(connection));
        }

        var user = new Auth0LocalTenantUser($"auth0|{Identifiers.NewUserId()}", connection, password, clock.UtcNow) { Email = email, Username = username };
        lock (_lock)
        {
            if (FindIn(connection, email) is not null || (username is not null && FindIn(connection, username) is not null))
            {
                throw new ArgumentException($"The connection {connection} has such a user already.", nameof(email));
            }

            _users.Add(user);
            return user;
        }
    }

    public void Remove(Auth0LocalTenantUser user)
    {
        lock (_lock)
        {
            _users.Remove(user);
        }
    }

    public bool Contains(Auth0LocalTenantUser user) => Snapshot().Contains(user);

    public Auth0LocalTenantUser? FindById(string userId) => Snapshot().FirstOrDefault(user => user.UserId == userId);

    /// <summary>The user of a connection by e-mail address or user name, in any case of letters.</summary>
    public Auth0LocalTenantUser? Find(string connection, string name)
    {
        lock (_lock)
        {
            return FindIn(connection, name);
        }
    }

    /// <summary>The user of a passwordless connection, who comes to be with the first login (Auth0, "Passwordless").</summary>
    public Auth0LocalTenantUser FindOrAdd(string connection, string address)
    {
        lock (_lock)
        {
            if (FindIn(connection, address) is { } found)
            {
                return found;
            }

            using var none = new SecureString();
            var user = new Auth0LocalTenantUser($"{connection}|{Identifiers.NewUserId()}", connection, none, clock.UtcNow)
            {
                Email = connection == Connections.Email ? address : null,
                PhoneNumber = connection == Connections.Sms ? address : null,
            };
            _users.Add(user);
            return user;
        }
    }

    private Auth0LocalTenantUser? FindIn(string connection, string name)
        => _users.Find(user => user.Connection == connection && (Is(user.Email, name) || Is(user.Username, name) || (user.Connection == Connections.Sms && Is(user.PhoneNumber, name))));

    private static bool Is(string? left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
