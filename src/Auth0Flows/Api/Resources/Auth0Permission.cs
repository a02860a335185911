using System.Diagnostics.CodeAnalysis;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// A permission of a role or a user: a scope of an API:
/// <see href="https://auth0.com/docs/api/management/v2/roles/get-role-permission"/>.
/// </summary>
[SuppressMessage("Naming", "CA1711", Justification = "Auth0's own term; .NET's permissions, which the rule is about, are gone.")]
public sealed class Auth0Permission : Auth0Object
{
    /// <summary>The scope: <c>read:orders</c>.</summary>
    public string? PermissionName { get; set; }

    /// <summary>The API's identifier, which is its audience.</summary>
    public string? ResourceServerIdentifier { get; set; }

    /// <summary>The API's name.</summary>
    public string? ResourceServerName { get; set; }

    /// <summary>The scope's description.</summary>
    public string? Description { get; set; }

    /// <summary>From where a user has it: directly, and from which roles.</summary>
    public Auth0PermissionSource[]? Sources { get; set; }

    /// <summary>The API and the scope.</summary>
    public override string ToString() => $"{ResourceServerIdentifier}: {PermissionName}";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>The permissions of a role: <see href="https://auth0.com/docs/api/management/v2/roles/get-role-permission"/>.</summary>
    /// <param name="roleId">The role's id.</param>
    public static Auth0Resource<Auth0Permission> RolePermissions(string roleId) =>
        new(PathTemplate.Expand("roles/{id}/permissions", _ => roleId), "permissions", Auth0JsonContext.Default.Auth0Permission);

    /// <summary>The permissions of a user: <see href="https://auth0.com/docs/api/management/v2/users/get-permissions"/>.</summary>
    /// <param name="userId">The user's id.</param>
    public static Auth0Resource<Auth0Permission> UserPermissions(string userId) =>
        new(PathTemplate.Expand("users/{id}/permissions", _ => userId), "permissions", Auth0JsonContext.Default.Auth0Permission);
}
