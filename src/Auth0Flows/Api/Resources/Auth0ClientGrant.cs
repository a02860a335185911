using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// What an application may ask of an API with its own token: <see
/// href="https://auth0.com/docs/api/management/v2/client-grants/get-client-grants"/>.
/// </summary>
public sealed class Auth0ClientGrant : Auth0Object
{
    /// <summary>Its id: <c>cgr_…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>The application.</summary>
    public string? ClientId { get; init; }

    /// <summary>The API.</summary>
    public string? Audience { get; init; }

    /// <summary>The scopes.</summary>
    public string[]? Scope { get; init; }

    /// <summary>Whether it has all scopes of the API, those of tomorrow among them.</summary>
    public bool? AllowAllScopes { get; init; }

    /// <summary>What organizations are to it: <c>deny</c>, <c>allow</c>, <c>require</c>.</summary>
    public string? OrganizationUsage { get; init; }

    /// <summary>Whether it holds for all organizations.</summary>
    public bool? AllowAnyOrganization { get; init; }

    /// <summary>Whose tokens it is about: <c>client</c> or <c>user</c>.</summary>
    public string? SubjectType { get; init; }

    /// <summary>The kinds of rich authorization requests that it allows (RFC 9396).</summary>
    public string[]? AuthorizationDetailsTypes { get; init; }

    /// <summary>Whether Auth0 made it, and it can't be changed.</summary>
    public bool? IsSystem { get; init; }

    /// <summary>The application and the API.</summary>
    public override string ToString() => $"{ClientId}: {Audience}";
}

/// <content>Where the Management API has them.</content>
public static partial class Auth0Resources
{
    /// <summary>What applications may ask of APIs: <see href="https://auth0.com/docs/api/management/v2/client-grants"/>.</summary>
    public static Auth0Resource<Auth0ClientGrant> ClientGrants { get; } =
        new("client-grants", "client_grants", Auth0JsonContext.Default.Auth0ClientGrant, Auth0Paging.Page | Auth0Paging.Checkpoint);
}
