using Auth0Flows.LocalTenant.Applications;

namespace Auth0Flows.LocalTenant.Users;

/// <summary>The tenant's users, and what they belong to: connections, organizations, roles.</summary>
internal sealed class TenantDirectory
{
    public TenantDirectory(Auth0LocalTenantOptions options, TenantClock clock)
    {
        Connections = new ConnectionStore(options.ConnectionCount);
        var start = clock.UtcNow;
        Users = new UserStore(clock, Connections, options.UserCount, start);
        Sessions = new UserSessions(Users, clock, start);
        Organizations = new OrganizationStore(options.OrganizationCount, options.MemberCount, options.UserCount);
        Roles = new RoleStore(options.RoleCount, options.UserCount);
        SeededUsers.AddTo(Users, start);
    }

    public ConnectionStore Connections { get; }

    public UserStore Users { get; }

    public UserSessions Sessions { get; }

    /// <summary>What users have authorized applications to do.</summary>
    public UserGrants Grants { get; } = new();

    public OrganizationStore Organizations { get; }

    public RoleStore Roles { get; }

    /// <summary>Deletes a user, with all memberships. Returns false if there is none.</summary>
    public bool Remove(string userId)
    {
        if (!Users.Remove(userId))
        {
            return false;
        }

        Forget(userId);
        return true;
    }

    /// <summary>Removes all memberships, sessions and grants of a user who no longer exists.</summary>
    public void Forget(string userId)
    {
        Organizations.Forget(userId);
        Roles.Forget(userId);
        Sessions.EndAll(userId);
        Grants.RemoveAll(userId);
    }

    /// <summary>Deletes a connection and its users, as Auth0 does. Returns false if there is none.</summary>
    public bool RemoveConnection(string connectionId)
    {
        if (Connections.Find(connectionId) is not { } connection || !Connections.Remove(connectionId))
        {
            return false;
        }

        foreach (var user in Users.Profiles.Where(user => user.Connection == connection.Name).Select(user => user.UserId).ToArray())
        {
            Remove(user);
        }

        return true;
    }
}
