using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// A role: scopes of APIs, assigned to users under one name: <see href="https://auth0.com/docs/api/management/v2/roles/get-roles-by-id"/>.
/// </summary>
public sealed class Auth0Role : Auth0Object
{
    /// <summary>Its id: <c>rol_…</c>.</summary>
    public string? Id { get; set; }

    /// <summary>Its name.</summary>
    public string? Name { get; set; }

    /// <summary>Its description.</summary>
    public string? Description { get; set; }

    /// <summary>Whose it is: <c>tenant</c>, or <c>organization</c> for a role of one organization.</summary>
    public string? Type { get; set; }

    /// <summary>The organization of its own that it belongs to.</summary>
    public string? OwnerId { get; set; }

    /// <summary>Its name, or its id if it has no name.</summary>
    public override string ToString() => Name ?? Id ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>
    /// The roles of a member in an organization:
    /// <see href="https://auth0.com/docs/api/management/v2/organizations/get-organization-member-roles"/>.
    /// </summary>
    /// <param name="organizationId">The organization's id.</param>
    /// <param name="userId">The member's user id.</param>
    public static Auth0Resource<Auth0Role> OrganizationMemberRoles(string organizationId, string userId) =>
        Roles.At(PathTemplate.Expand("organizations/{id}/members/{user_id}/roles", name => name == "id" ? organizationId : userId));

    /// <summary>Roles: <see href="https://auth0.com/docs/api/management/v2/roles"/>.</summary>
    public static Auth0Resource<Auth0Role> Roles { get; } = new("roles", "roles", Auth0JsonContext.Default.Auth0Role);

    /// <summary>The roles of a user: <see href="https://auth0.com/docs/api/management/v2/users/get-user-roles"/>.</summary>
    /// <param name="userId">The user's id.</param>
    public static Auth0Resource<Auth0Role> RolesOf(string userId) => Roles.At(PathTemplate.Expand("users/{id}/roles", _ => userId));
}
