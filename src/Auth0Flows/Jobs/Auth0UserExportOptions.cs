namespace Auth0Flows;

/// <summary>
/// The options of a job that exports users: <see href="https://auth0.com/docs/manage-users/user-migration/bulk-user-exports"/>.
/// </summary>
public sealed class Auth0UserExportOptions
{
    /// <summary>The connection of the users. Default: all connections.</summary>
    public string? ConnectionId { get; init; }

    /// <summary><c>json</c>, one object per line, or <c>csv</c>.</summary>
    public string Format { get; init; } = "json";

    /// <summary>The maximum number of users. Default: all.</summary>
    public long? Limit { get; init; }

    /// <summary>The properties to export, such as <c>email</c> or <c>user_metadata.team</c>. Default: Auth0's selection.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];
}
