using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// A user as a member of an organization: <see href="https://auth0.com/docs/api/management/v2/organizations/get-members"/>.
/// </summary>
public sealed class Auth0OrganizationMember : Auth0Object
{
    /// <summary>The user's id.</summary>
    public string? UserId { get; set; }

    /// <summary>The full name.</summary>
    public string? Name { get; set; }

    /// <summary>The e-mail address.</summary>
    public string? Email { get; set; }

    /// <summary>The URL of a picture.</summary>
    public string? Picture { get; set; }

    /// <summary>The roles in the organization; only if the list was requested with them (<c>fields=roles</c>).</summary>
    public Auth0Role[]? Roles { get; set; }

    /// <summary>The name, or the e-mail address, or the id.</summary>
    public override string ToString() => Name ?? Email ?? UserId ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>The members of an organization: <see href="https://auth0.com/docs/api/management/v2/organizations/get-members"/>.</summary>
    /// <param name="organizationId">The organization's id.</param>
    public static Auth0Resource<Auth0OrganizationMember> OrganizationMembers(string organizationId) =>
        new(
            PathTemplate.Expand("organizations/{id}/members", _ => organizationId),
            "members",
            Auth0JsonContext.Default.Auth0OrganizationMember,
            Auth0Paging.Page | Auth0Paging.Checkpoint
        );
}
