using System.Collections.Specialized;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// A connection that is enabled for an organization:
/// <see href="https://auth0.com/docs/api/management/v2/organizations/get-enabled-connections-by-connection-id"/>.
/// </summary>
public sealed class Auth0OrganizationConnection : Auth0Object
{
    /// <summary>The connection's id.</summary>
    public string? ConnectionId { get; set; }

    /// <summary>Whether users who sign in with it become members.</summary>
    public bool? AssignMembershipOnLogin { get; set; }

    /// <summary>Whether it has a button on the organization's login page; only of enterprise connections.</summary>
    public bool? ShowAsButton { get; set; }

    /// <summary>Whether users can sign up for the organization; only of database connections.</summary>
    public bool? IsSignupEnabled { get; set; }

    /// <summary>The connection's <c>name</c> and <c>strategy</c>.</summary>
    public OrderedDictionary? Connection { get; set; }

    /// <summary>The connection's name, or its id if the name is unknown.</summary>
    public override string ToString() => Connection?["name"] as string ?? ConnectionId ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>
    /// The enabled connections of an organization:
    /// <see href="https://auth0.com/docs/api/management/v2/organizations/get-enabled-connections"/>.
    /// </summary>
    /// <param name="organizationId">The organization's id.</param>
    public static Auth0Resource<Auth0OrganizationConnection> OrganizationConnections(string organizationId) =>
        new(
            PathTemplate.Expand("organizations/{id}/enabled_connections", _ => organizationId),
            "enabled_connections",
            Auth0JsonContext.Default.Auth0OrganizationConnection
        );
}
