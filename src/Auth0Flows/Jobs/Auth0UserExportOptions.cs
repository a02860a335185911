namespace Auth0Flows;

/// <summary>
/// What a job that exports users is to give: <see href="https://auth0.com/docs/manage-users/user-migration/bulk-user-exports"/>.
/// </summary>
public sealed class Auth0UserExportOptions
{
    /// <summary>The connection whose users are meant; those of all connections by default.</summary>
    public string? ConnectionId { get; init; }

    /// <summary><c>json</c>, one object a line, or <c>csv</c>.</summary>
    public string Format { get; init; } = "json";

    /// <summary>How many users at most; all by default.</summary>
    public long? Limit { get; init; }

    /// <summary>The properties that are given, such as <c>email</c> or <c>user_metadata.team</c>; Auth0's own choice by default.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];
}
