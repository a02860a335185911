using System.Collections.Specialized;
using System.Text.Json.Serialization;
using Auth0Flows.Api.Resources;
using Auth0Flows.Json;

namespace Auth0Flows;

/// <summary>A user who could not be imported: <see href="https://auth0.com/docs/api/management/v2/jobs/get-errors"/>.</summary>
public sealed class Auth0JobError : Auth0Object
{
    /// <summary>
    /// The user as in the imported file. Secrets (<c>password_hash</c>, <c>custom_password_hash</c>, a factor's <c>secret</c>, …) are
    /// <see cref="Auth0Secret"/>s.
    /// </summary>
    [JsonConverter(typeof(SecretDictionaryConverter))]
    public OrderedDictionary? User { get; set; }

    /// <summary>The user's errors.</summary>
    public Auth0JobErrorReason?[]? Errors { get; set; }

    /// <summary>The user without secrets, for files, jobs and logs.</summary>
    [JsonIgnore]
    public OrderedDictionary? PublicUser => User is null ? null : SecretValues.Without(User);

    /// <summary>The user and the errors.</summary>
    public override string ToString() =>
        $"{User?["email"] ?? User?["username"] ?? User?["user_id"]}: {string.Join(' ', (Errors ?? []).Select(static error => error?.Message))}";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>The users that a job could not import: <see href="https://auth0.com/docs/api/management/v2/jobs/get-errors"/>.</summary>
    /// <param name="jobId">The job's id.</param>
    public static Auth0Resource<Auth0JobError> JobErrors(string jobId) =>
        new(PathTemplate.Expand("jobs/{id}/errors", _ => jobId), "errors", Auth0JsonContext.Default.Auth0JobError, Auth0Paging.None);
}
