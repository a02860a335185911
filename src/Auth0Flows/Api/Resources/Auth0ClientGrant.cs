using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// The scopes of an API that an application can request with its own token:
/// <see href="https://auth0.com/docs/api/management/v2/client-grants/get-client-grants"/>.
/// </summary>
public sealed class Auth0ClientGrant : Auth0Object
{
    /// <summary>Its id: <c>cgr_…</c>.</summary>
    public string? Id { get; set; }

    /// <summary>The application's client id.</summary>
    public string? ClientId { get; set; }

    /// <summary>The API's audience.</summary>
    public string? Audience { get; set; }

    /// <summary>The scopes.</summary>
    public string[]? Scope { get; set; }

    /// <summary>Whether it includes all scopes of the API, including future ones.</summary>
    public bool? AllowAllScopes { get; set; }

    /// <summary>How it uses organizations: <c>deny</c>, <c>allow</c>, <c>require</c>.</summary>
    public string? OrganizationUsage { get; set; }

    /// <summary>Whether it applies to all organizations.</summary>
    public bool? AllowAnyOrganization { get; set; }

    /// <summary>Whose tokens it applies to: <c>client</c> or <c>user</c>.</summary>
    public string? SubjectType { get; set; }

    /// <summary>The kinds of rich authorization requests that it allows (RFC 9396).</summary>
    public string[]? AuthorizationDetailsTypes { get; set; }

    /// <summary>Whether Auth0 created it, so it can't be changed.</summary>
    public bool? IsSystem { get; set; }

    /// <summary>The application and the API.</summary>
    public override string ToString() => $"{ClientId}: {Audience}";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>
    /// The client grants of an organization: <see
    /// href="https://auth0.com/docs/api/management/v2/organizations/get-organization-client-grants"/>.
    /// </summary>
    /// <param name="organizationId">The organization's id.</param>
    public static Auth0Resource<Auth0ClientGrant> OrganizationClientGrants(string organizationId) =>
        ClientGrants.At(PathTemplate.Expand("organizations/{id}/client-grants", _ => organizationId));

    /// <summary>Client grants: <see href="https://auth0.com/docs/api/management/v2/client-grants"/>.</summary>
    public static Auth0Resource<Auth0ClientGrant> ClientGrants { get; } =
        new("client-grants", "client_grants", Auth0JsonContext.Default.Auth0ClientGrant, Auth0Paging.Page | Auth0Paging.Checkpoint);
}
