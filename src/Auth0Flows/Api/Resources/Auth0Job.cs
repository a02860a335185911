using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// A background job, such as an export of users: <see href="https://auth0.com/docs/api/management/v2/jobs/get-jobs-by-id"/>.
/// </summary>
public sealed class Auth0Job : Auth0Object
{
    /// <summary>Its id: <c>job_…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Its kind: <c>users_export</c>, <c>users_import</c>, <c>verification_email</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Where it is: <c>pending</c>, <c>processing</c>, <c>completed</c>, <c>failed</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Why it is there, in words.</summary>
    public string? StatusDetails { get; init; }

    /// <summary>How much of it is done, of 100.</summary>
    public long? PercentageDone { get; init; }

    /// <summary>How long it will go on, in seconds, by Auth0's estimate.</summary>
    public long? TimeLeftSeconds { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The connection whose users it is about.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>The connection's name, if the answer contains it.</summary>
    public string? Connection { get; init; }

    /// <summary>The form of an export: <c>json</c> (an object a line) or <c>csv</c>.</summary>
    public string? Format { get; init; }

    /// <summary>Where a finished export is fetched. Whoever has this address has the users, for as long as it is good.</summary>
    public Auth0Secret? Location { get; init; }

    /// <summary>What became of an import.</summary>
    public Auth0JobSummary? Summary { get; init; }

    /// <summary>The name that the caller gave it.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Its kind, its id and where it is.</summary>
    public override string ToString() => $"{Type} {Id}: {Status}";
}

/// <content>Where the Management API has them.</content>
public static partial class Auth0Resources
{
    /// <summary>Jobs, each by its id (the API has no list of them): <see href="https://auth0.com/docs/api/management/v2/jobs"/>.</summary>
    public static Auth0Resource<Auth0Job> Jobs { get; } = new("jobs", "jobs", Auth0JsonContext.Default.Auth0Job, Auth0Paging.None);
}
