using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// A connection of the flows' vault: the account that a flow uses at another service:
/// <see href="https://auth0.com/docs/api/management/v2/flows/get-flows-vault-connections-by-id"/>.
/// </summary>
public sealed class Auth0FlowConnection : Auth0Object
{
    /// <summary>Its id: <c>ac_…</c>.</summary>
    public string? Id { get; set; }

    /// <summary>Its name.</summary>
    public string? Name { get; set; }

    /// <summary>The service: <c>HTTP</c>, <c>SLACK</c>, <c>AUTH0</c>, …</summary>
    public string? AppId { get; set; }

    /// <summary>The environment of the service.</summary>
    public string? Environment { get; set; }

    /// <summary>The name of the account.</summary>
    public string? AccountName { get; set; }

    /// <summary>Whether it can be used.</summary>
    public bool? Ready { get; set; }

    /// <summary>A fingerprint of its settings.</summary>
    public string? Fingerprint { get; set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When it was changed.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>When its token was last refreshed.</summary>
    public DateTimeOffset? RefreshedAt { get; set; }

    /// <summary>Its name, or its id if it has none.</summary>
    public override string ToString() => Name ?? Id ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>Flow connections: <see href="https://auth0.com/docs/api/management/v2/flows"/>.</summary>
    public static Auth0Resource<Auth0FlowConnection> FlowConnections { get; } =
        new("flows/vault/connections", "connections", Auth0JsonContext.Default.Auth0FlowConnection);
}
