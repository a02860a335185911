namespace Auth0Flows;

/// <summary>
/// The options of a job that imports users: <see href="https://auth0.com/docs/manage-users/user-migration/bulk-user-imports"/>.
/// </summary>
public sealed class Auth0UserImportOptions
{
    /// <summary>How long a job can take: Auth0 ends it after two hours ("Bulk User Imports").</summary>
    public static TimeSpan LongestJob => TimeSpan.FromHours(2);

    /// <summary>The database connection for the users.</summary>
    public required string ConnectionId { get; init; }

    /// <summary>Whether existing users are updated; otherwise they are rejected.</summary>
    public bool Upsert { get; init; }

    /// <summary>Your own id of the job.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Whether Auth0 sends an e-mail to the tenant's owners when the job is done. Default: false.</summary>
    public bool SendsCompletionEmail { get; init; }
}
