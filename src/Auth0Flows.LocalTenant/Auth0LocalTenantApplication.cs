namespace Auth0Flows.LocalTenant;

/// <summary>An application of the tenant, and its credentials. A snapshot; its text is its name and client id.</summary>
public sealed class Auth0LocalTenantApplication
{
    internal Auth0LocalTenantApplication(string name, string clientId, string? appType, Auth0LocalTenantSecret? clientSecret)
    {
        Name = name;
        ClientId = clientId;
        AppType = appType;
        ClientSecret = clientSecret;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its client id.</summary>
    public string ClientId { get; }

    /// <summary>
    /// The type, such as <c>regular_web</c>, <c>native</c>, <c>spa</c> or <c>non_interactive</c>; null if none was chosen.
    /// </summary>
    public string? AppType { get; }

    /// <summary>
    /// Its secret, read-only. Null for a public application (<c>token_endpoint_auth_method</c> is <c>none</c>), which doesn't authenticate.
    /// </summary>
    public Auth0LocalTenantSecret? ClientSecret { get; }

    /// <summary>Name and client id.</summary>
    public override string ToString() => $"{Name} ({ClientId})";
}
