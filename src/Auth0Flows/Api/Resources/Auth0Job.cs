using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// A background job, such as an export of users: <see href="https://auth0.com/docs/api/management/v2/jobs/get-jobs-by-id"/>.
/// </summary>
public sealed class Auth0Job : Auth0Object
{
    /// <summary>Its id: <c>job_…</c>.</summary>
    public string? Id { get; set; }

    /// <summary>Its type: <c>users_export</c>, <c>users_import</c>, <c>verification_email</c>.</summary>
    public string? Type { get; set; }

    /// <summary>Its status: <c>pending</c>, <c>processing</c>, <c>completed</c>, <c>failed</c>.</summary>
    public string? Status { get; set; }

    /// <summary>The reason for its status.</summary>
    public string? StatusDetails { get; set; }

    /// <summary>Its progress in percent.</summary>
    public long? PercentageDone { get; set; }

    /// <summary>Auth0's estimate of the remaining time, in seconds.</summary>
    public long? TimeLeftSeconds { get; set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>The connection of its users.</summary>
    public string? ConnectionId { get; set; }

    /// <summary>The connection's name, if the response contains it.</summary>
    public string? Connection { get; set; }

    /// <summary>The format of an export: <c>json</c> (one object per line) or <c>csv</c>.</summary>
    public string? Format { get; set; }

    /// <summary>The URL of a finished export. While the URL is valid, anyone who has it can download the users.</summary>
    public Auth0Secret? Location { get; set; }

    /// <summary>The results of an import.</summary>
    public Auth0JobSummary? Summary { get; set; }

    /// <summary>The caller's id of the job.</summary>
    public string? ExternalId { get; set; }

    /// <summary>Its type, id and status.</summary>
    public override string ToString() => $"{Type} {Id}: {Status}";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>Jobs by id (the API has no list of them): <see href="https://auth0.com/docs/api/management/v2/jobs"/>.</summary>
    public static Auth0Resource<Auth0Job> Jobs { get; } = new("jobs", "jobs", Auth0JsonContext.Default.Auth0Job, Auth0Paging.None);

    /// <summary>
    /// Jobs that send e-mails to verify an address:
    /// <see href="https://auth0.com/docs/api/management/v2/jobs/post-verification-email"/>.
    /// </summary>
    public static Auth0Resource<Auth0Job> VerificationEmails { get; } = Jobs.At("jobs/verification-email", Auth0Paging.None);
}
