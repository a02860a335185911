using System.Collections.Specialized;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// An organization: a customer or partner whose members sign in with its own settings:
/// <see href="https://auth0.com/docs/api/management/v2/organizations/get-organizations-by-id"/>.
/// </summary>
public sealed class Auth0Organization : Auth0Object
{
    /// <summary>Its id: <c>org_…</c>.</summary>
    public string? Id { get; set; }

    /// <summary>Its name, which a login specifies.</summary>
    public string? Name { get; set; }

    /// <summary>Its display name.</summary>
    public string? DisplayName { get; set; }

    /// <summary>The logo and colors of its login page.</summary>
    public OrderedDictionary? Branding { get; set; }

    /// <summary>The owner's metadata: names and texts.</summary>
    public OrderedDictionary? Metadata { get; set; }

    /// <summary>The token quota of its applications.</summary>
    public OrderedDictionary? TokenQuota { get; set; }

    /// <summary>Its name, or its id if it has no name.</summary>
    public override string ToString() => Name ?? Id ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>Organizations: <see href="https://auth0.com/docs/api/management/v2/organizations"/>.</summary>
    public static Auth0Resource<Auth0Organization> Organizations { get; } =
        new("organizations", "organizations", Auth0JsonContext.Default.Auth0Organization, Auth0Paging.Page | Auth0Paging.Checkpoint);

    /// <summary>
    /// Organizations by name instead of by id: <see href="https://auth0.com/docs/api/management/v2/organizations/get-name-by-name"/>.
    /// </summary>
    public static Auth0Resource<Auth0Organization> OrganizationsByName { get; } = Organizations.At("organizations/name", Auth0Paging.None);

    /// <summary>The organizations of a user: <see href="https://auth0.com/docs/api/management/v2/users/get-organizations"/>.</summary>
    /// <param name="userId">The user's id.</param>
    public static Auth0Resource<Auth0Organization> OrganizationsOf(string userId) =>
        Organizations.At(PathTemplate.Expand("users/{id}/organizations", _ => userId));
}
