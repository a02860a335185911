namespace Auth0Flows;

/// <summary>An npm module that an action uses</summary>
public sealed class Auth0ActionDependency : Auth0Object
{
    /// <summary>Its name: <c>lodash</c>.</summary>
    public string? Name { get; set; }

    /// <summary>Its version: <c>4.17.21</c>.</summary>
    public string? Version { get; set; }

    /// <summary>The URL of a private registry.</summary>
    public string? RegistryUrl { get; set; }

    /// <summary>Name and version.</summary>
    public override string ToString() => $"{Name}@{Version}";
}
