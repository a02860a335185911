using System.Collections.Specialized;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// A network ACL: a rule that allows, blocks or logs requests by address, country or client:
/// <see href="https://auth0.com/docs/api/management/v2/network-acls/get-network-acls-by-id"/>.
/// </summary>
public sealed class Auth0NetworkAcl : Auth0Object
{
    /// <summary>Its id: <c>acl_…</c>.</summary>
    public string? Id { get; set; }

    /// <summary>Its description.</summary>
    public string? Description { get; set; }

    /// <summary>Whether it applies.</summary>
    public bool? Active { get; set; }

    /// <summary>Its place in the order: the lowest applies first.</summary>
    public int? Priority { get; set; }

    /// <summary>What it does to which requests: <c>action</c>, <c>match</c>, <c>not_match</c>, <c>scope</c>.</summary>
    public OrderedDictionary? Rule { get; set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When it was changed.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>Its description, or its id if it has none.</summary>
    public override string ToString() => Description ?? Id ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>Network ACLs: <see href="https://auth0.com/docs/api/management/v2/network-acls"/>.</summary>
    public static Auth0Resource<Auth0NetworkAcl> NetworkAcls { get; } =
        new("network-acls", "network_acls", Auth0JsonContext.Default.Auth0NetworkAcl);
}
