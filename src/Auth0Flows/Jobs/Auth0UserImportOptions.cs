namespace Auth0Flows;

/// <summary>How a job imports users: <see href="https://auth0.com/docs/manage-users/user-migration/bulk-user-imports"/>.</summary>
public sealed class Auth0UserImportOptions
{
    /// <summary>The database connection that the users go into.</summary>
    public required string ConnectionId { get; init; }

    /// <summary>Whether users who exist already are changed; they are refused otherwise.</summary>
    public bool Upsert { get; init; }

    /// <summary>An id of one's own for the job.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Whether Auth0 writes to the tenant's owners when it is done. Not unless set.</summary>
    public bool SendsCompletionEmail { get; init; }
}
