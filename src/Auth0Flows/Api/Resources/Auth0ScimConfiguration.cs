using System.Collections.Specialized;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// How an enterprise connection receives users by SCIM (RFC 7643, RFC 7644):
/// <see href="https://auth0.com/docs/api/management/v2/connections/get-scim-configuration"/>.
/// </summary>
public sealed class Auth0ScimConfiguration : Auth0Object
{
    /// <summary>The connection's id.</summary>
    public string? ConnectionId { get; set; }

    /// <summary>The connection's name.</summary>
    public string? ConnectionName { get; set; }

    /// <summary>The connection's type.</summary>
    public string? Strategy { get; set; }

    /// <summary>The tenant's name.</summary>
    public string? TenantName { get; set; }

    /// <summary>The attribute that unique user ids are made of: <c>externalId</c>, <c>id</c>.</summary>
    public string? UserIdAttribute { get; set; }

    /// <summary>Which attribute becomes which: <c>auth0</c> and <c>scim</c> of each.</summary>
    public OrderedDictionary[]? Mapping { get; set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When it was changed last.</summary>
    public DateTimeOffset? UpdatedOn { get; set; }

    /// <summary>The connection's name, or its id if the name is unknown.</summary>
    public override string ToString() => ConnectionName ?? ConnectionId ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>
    /// The SCIM configurations of all connections:
    /// <see href="https://auth0.com/docs/api/management/v2/connections/get-connections-scim-configurations"/>.
    /// </summary>
    public static Auth0Resource<Auth0ScimConfiguration> ScimConfigurations { get; } =
        new(
            "connections-scim-configurations",
            "scim_configurations",
            Auth0JsonContext.Default.Auth0ScimConfiguration,
            Auth0Paging.Checkpoint
        );

    /// <summary>
    /// The SCIM configuration of a connection, without an id of its own:
    /// <see href="https://auth0.com/docs/api/management/v2/connections/get-scim-configuration"/>.
    /// </summary>
    /// <param name="connectionId">The connection's id.</param>
    public static Auth0Resource<Auth0ScimConfiguration> ScimConfigurationOf(string connectionId) =>
        ScimConfigurations.At(PathTemplate.Expand("connections/{id}/scim-configuration", _ => connectionId), Auth0Paging.None);

    /// <summary>
    /// The default mapping of a connection's type:
    /// <see href="https://auth0.com/docs/api/management/v2/connections/get-default-mapping"/>.
    /// </summary>
    /// <param name="connectionId">The connection's id.</param>
    public static Auth0Resource<Auth0ScimConfiguration> DefaultScimMapping(string connectionId) =>
        ScimConfigurations.At(
            PathTemplate.Expand("connections/{id}/scim-configuration/default-mapping", _ => connectionId),
            Auth0Paging.None
        );
}
