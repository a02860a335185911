using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>The kinds of objects that the library knows, one line each.</summary>
public static class Auth0Resources
{
    /// <summary>Applications: <see href="https://auth0.com/docs/api/management/v2/clients"/>.</summary>
    public static Auth0Resource<Auth0Client> Clients { get; } = new("clients", "clients", Auth0JsonContext.Default.Auth0Client, Auth0Paging.Page | Auth0Paging.Checkpoint);

    /// <summary>What applications may ask of APIs: <see href="https://auth0.com/docs/api/management/v2/client-grants"/>.</summary>
    public static Auth0Resource<Auth0ClientGrant> ClientGrants { get; } = new("client-grants", "client_grants", Auth0JsonContext.Default.Auth0ClientGrant, Auth0Paging.Page | Auth0Paging.Checkpoint);

    /// <summary>Sources of users: <see href="https://auth0.com/docs/api/management/v2/connections"/>.</summary>
    public static Auth0Resource<Auth0Connection> Connections { get; } = new("connections", "connections", Auth0JsonContext.Default.Auth0Connection, Auth0Paging.Page | Auth0Paging.Checkpoint);

    /// <summary>Jobs, each by its id; there is no list: <see href="https://auth0.com/docs/api/management/v2/jobs"/>.</summary>
    public static Auth0Resource<Auth0Job> Jobs { get; } = new("jobs", "jobs", Auth0JsonContext.Default.Auth0Job, Auth0Paging.None);

    /// <summary>The tenant's log: <see href="https://auth0.com/docs/api/management/v2/logs"/>.</summary>
    public static Auth0Resource<Auth0Log> Logs { get; } = new("logs", "logs", Auth0JsonContext.Default.Auth0Log);

    /// <summary>Organizations: <see href="https://auth0.com/docs/api/management/v2/organizations"/>.</summary>
    public static Auth0Resource<Auth0Organization> Organizations { get; } = new("organizations", "organizations", Auth0JsonContext.Default.Auth0Organization, Auth0Paging.Page | Auth0Paging.Checkpoint);

    /// <summary>APIs: <see href="https://auth0.com/docs/api/management/v2/resource-servers"/>.</summary>
    public static Auth0Resource<Auth0ResourceServer> ResourceServers { get; } = new("resource-servers", "resource_servers", Auth0JsonContext.Default.Auth0ResourceServer);

    /// <summary>Roles: <see href="https://auth0.com/docs/api/management/v2/roles"/>.</summary>
    public static Auth0Resource<Auth0Role> Roles { get; } = new("roles", "roles", Auth0JsonContext.Default.Auth0Role);

    /// <summary>Users: <see href="https://auth0.com/docs/api/management/v2/users"/>.</summary>
    public static Auth0Resource<Auth0User> Users { get; } = new("users", "users", Auth0JsonContext.Default.Auth0User);

    /// <summary>Users by their e-mail address, which the filter <c>email</c> names; the list comes whole: <see href="https://auth0.com/docs/api/management/v2/users-by-email/get-users-by-email"/>.</summary>
    public static Auth0Resource<Auth0User> UsersByEmail { get; } = Users.At("users-by-email", Auth0Paging.None);

    /// <summary>Organizations by their names in the place of ids: <see href="https://auth0.com/docs/api/management/v2/organizations/get-name-by-name"/>.</summary>
    public static Auth0Resource<Auth0Organization> OrganizationsByName { get; } = Organizations.At("organizations/name", Auth0Paging.None);

    /// <summary>The members of an organization: <see href="https://auth0.com/docs/api/management/v2/organizations/get-members"/>.</summary>
    /// <param name="organizationId">The organization's id.</param>
    public static Auth0Resource<Auth0OrganizationMember> OrganizationMembers(string organizationId)
        => new(PathTemplate.Expand("organizations/{id}/members", _ => organizationId), "members", Auth0JsonContext.Default.Auth0OrganizationMember, Auth0Paging.Page | Auth0Paging.Checkpoint);

    /// <summary>The roles of a user: <see href="https://auth0.com/docs/api/management/v2/users/get-user-roles"/>.</summary>
    /// <param name="userId">The user's id.</param>
    public static Auth0Resource<Auth0Role> RolesOf(string userId) => Roles.At(PathTemplate.Expand("users/{id}/roles", _ => userId));

    /// <summary>The users who have a role: <see href="https://auth0.com/docs/api/management/v2/roles/get-role-user"/>.</summary>
    /// <param name="roleId">The role's id.</param>
    public static Auth0Resource<Auth0User> UsersOf(string roleId)
        => Users.At(PathTemplate.Expand("roles/{id}/users", _ => roleId), Auth0Paging.Page | Auth0Paging.Checkpoint);

    /// <summary>The organizations of a user: <see href="https://auth0.com/docs/api/management/v2/users/get-organizations"/>.</summary>
    /// <param name="userId">The user's id.</param>
    public static Auth0Resource<Auth0Organization> OrganizationsOf(string userId) => Organizations.At(PathTemplate.Expand("users/{id}/organizations", _ => userId));

    /// <summary>The log of a user: <see href="https://auth0.com/docs/api/management/v2/users/get-logs-by-user"/>.</summary>
    /// <param name="userId">The user's id.</param>
    public static Auth0Resource<Auth0Log> LogsOf(string userId) => Logs.At(PathTemplate.Expand("users/{id}/logs", _ => userId));

    /// <summary>The users that a job could not import: <see href="https://auth0.com/docs/api/management/v2/jobs/get-errors"/>.</summary>
    /// <param name="jobId">The job's id.</param>
    public static Auth0Resource<Auth0JobError> JobErrors(string jobId)
        => new(PathTemplate.Expand("jobs/{id}/errors", _ => jobId), "errors", Auth0JsonContext.Default.Auth0JobError, Auth0Paging.None);
}
