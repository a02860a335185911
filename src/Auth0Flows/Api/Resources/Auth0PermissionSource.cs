namespace Auth0Flows;

/// <summary>From where a user has a permission: <see href="https://auth0.com/docs/api/management/v2/users/get-permissions"/>.</summary>
public sealed class Auth0PermissionSource : Auth0Object
{
    /// <summary>The role's id; empty if the user has the permission directly.</summary>
    public string? SourceId { get; set; }

    /// <summary>The role's name; empty if the user has the permission directly.</summary>
    public string? SourceName { get; set; }

    /// <summary><c>DIRECT</c> or <c>ROLE</c>.</summary>
    public string? SourceType { get; set; }

    /// <summary>The role's name, or that it is direct.</summary>
    public override string ToString() => SourceName is { Length: > 0 } name ? name : SourceType ?? "";
}
