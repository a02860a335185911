using Auth0Flows.LocalTenant.Applications;

namespace Auth0Flows.LocalTenant.Users;

/// <summary>The tenant's users: named users, computed users until they sign in or are changed, and created users.</summary>
internal sealed class UserStore(TenantClock clock, ConnectionStore connections, int count, DateTimeOffset start)
{
    private readonly Lock _lock = new();
    private readonly SeededStore<IUserProfile> _users = new(
        count,
        number => new SeededUser(number, start),
        SeededUser.NumberOfId,
        user => user.UserId
    );

    /// <summary>All users, for lists and searches.</summary>
    public SeededList<IUserProfile> Profiles => _users.Snapshot();

    /// <summary>The stored users.</summary>
    // An array: PowerShell can index it.
    public IReadOnlyList<Auth0LocalTenantUser> Snapshot() => _users.Snapshot().Kept.Cast<Auth0LocalTenantUser>().ToArray();

    /// <exception cref="ArgumentException">There is no such connection, or it already has a user with this name.</exception>
    public Auth0LocalTenantUser Add(string email, Auth0LocalTenantSecret password, string connection, string? username = null)
    {
        if (!connections.HavePasswords(connection))
        {
            throw new ArgumentException($"There is no connection {connection} with passwords.", nameof(connection));
        }

        var user = new Auth0LocalTenantUser($"auth0|{Identifiers.NewUserId()}", connection, password, clock.UtcNow)
        {
            Email = email,
            Username = username,
        };
        return TryAdd(user) ? user : throw new ArgumentException($"The connection {connection} has such a user already.", nameof(email));
    }

    /// <summary>Adds a user. Returns false if the address or name is taken in the connection, or the id in the tenant.</summary>
    public bool TryAdd(Auth0LocalTenantUser user)
    {
        lock (_lock)
        {
            if (IsTaken(user.Connection, user.Email) || IsTaken(user.Connection, user.Username) || _users.Find(user.UserId) is not null)
            {
                return false;
            }

            _users.Add(user);
            return true;
        }
    }

    /// <summary>Replaces a computed user with a named one.</summary>
    public void Name(int number, Auth0LocalTenantUser user) => _users.Replace(SeededUser.IdOf(number), _ => user);

    /// <summary>Changes a user, under the lock that keeps addresses unique. Returns null if there is no such user.</summary>
    public Auth0LocalTenantUser? Change(string userId, Action<Auth0LocalTenantUser> change)
    {
        lock (_lock)
        {
            if (FindById(userId) is not { } user)
            {
                return null;
            }

            change(user);
            return user;
        }
    }

    /// <summary>
    /// Links a user to another one, whose identity it becomes. Returns null if one of them doesn't exist.
    /// </summary>
    public Auth0LocalTenantUser? Link(string primaryId, string secondaryId)
    {
        lock (_lock)
        {
            if (primaryId == secondaryId || FindById(primaryId) is not { } primary || FindById(secondaryId) is not { } secondary)
            {
                return null;
            }

            _users.Remove(secondaryId);
            primary.Linked = [.. primary.Linked, secondary, .. secondary.Linked];
            secondary.Linked = [];
            return primary;
        }
    }

    /// <summary>Makes a linked identity a user of its own again. Returns false if it isn't linked.</summary>
    public bool Unlink(Auth0LocalTenantUser primary, string secondaryId)
    {
        lock (_lock)
        {
            if (primary.Linked.FirstOrDefault(linked => linked.UserId == secondaryId) is not { } secondary)
            {
                return false;
            }

            primary.Linked = [.. primary.Linked.Where(linked => linked != secondary)];
            _users.Add(secondary);
            return true;
        }
    }

    public bool Remove(string userId)
    {
        lock (_lock)
        {
            return _users.Remove(userId);
        }
    }

    public bool Contains(Auth0LocalTenantUser user) => ReferenceEquals(_users.Find(user.UserId), user);

    /// <summary>Finds a user for reading.</summary>
    public IUserProfile? Profile(string userId) => _users.Find(userId);

    /// <summary>Finds a user, and stores it from now on.</summary>
    public Auth0LocalTenantUser? FindById(string userId) => (Auth0LocalTenantUser?)_users.Replace(userId, Keep);

    /// <summary>Finds a user of a connection by e-mail address or user name, case-insensitive.</summary>
    public Auth0LocalTenantUser? Find(string connection, string name)
    {
        lock (_lock)
        {
            return ProfileOf(connection, name) is { } found ? FindById(found.UserId) : null;
        }
    }

    /// <summary>Finds a user by e-mail address, user name, telephone number or id, in any connection.</summary>
    public Auth0LocalTenantUser? FindByName(string name)
    {
        var kept = Snapshot()
            .FirstOrDefault(user => Is(user.Email, name) || Is(user.Username, name) || Is(user.PhoneNumber, name) || Is(user.UserId, name));
        return kept
            ?? (
                Computed(name) is { } computed && (Is(computed.Email, name) || Is(computed.Username, name))
                    ? FindById(computed.UserId)
                    : FindById(name)
            );
    }

    /// <summary>Finds all users with an e-mail address, in any connection. As in Auth0, this is case-sensitive.</summary>
    public IEnumerable<IUserProfile> OfEmail(string email)
    {
        var computed = Computed(email) is SeededUser user && user.Email == email ? user : null;
        var kept = Snapshot().Where(other => other.Email == email);
        return computed is null ? kept : kept.Prepend<IUserProfile>(computed);
    }

    /// <summary>Whether a connection has a user with this e-mail address or name.</summary>
    public bool IsTaken(string connection, string? name) => name is not null && ProfileOf(connection, name) is not null;

    /// <summary>Finds the user of a passwordless connection, or creates it at the first login (Auth0, "Passwordless").</summary>
    public Auth0LocalTenantUser FindOrAdd(string connection, string address)
    {
        lock (_lock)
        {
            if (Find(connection, address) is { } found)
            {
                return found;
            }

            var none = new Auth0LocalTenantSecret("");
            var user = new Auth0LocalTenantUser($"{connection}|{Identifiers.NewUserId()}", connection, none, clock.UtcNow)
            {
                Email = connection == Connections.Email ? address : null,
                PhoneNumber = connection == Connections.Sms ? address : null,
            };
            _users.Add(user);
            return user;
        }
    }

    private static bool Is(string? left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static bool IsNamed(IUserProfile user, string connection, string name) =>
        user.Connection == connection
        && (Is(user.Email, name) || Is(user.Username, name) || (user.Connection == Connections.Sms && Is(user.PhoneNumber, name)));

    // Nobody knows the password of a user who was computed so far; set another one to use it.
    private static IUserProfile Keep(IUserProfile user)
    {
        if (user is Auth0LocalTenantUser)
        {
            return user;
        }

        var password = new Auth0LocalTenantSecret(Identifiers.NewPassword());
        return new Auth0LocalTenantUser(user, password);
    }

    // The user whose number is in the name. It may have another name by now, or may be deleted.
    private IUserProfile? Computed(string name) =>
        SeededUser.NumberOfName(name) is { } number && number < count ? _users.Find(SeededUser.IdOf(number)) : null;

    private IUserProfile? ProfileOf(string connection, string name) =>
        Computed(name) is { } computed && IsNamed(computed, connection, name)
            ? computed
            : _users.Snapshot().Kept.FirstOrDefault(user => IsNamed(user, connection, name));
}
