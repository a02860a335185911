using System.Collections.Specialized;
using System.Text.Json.Serialization;
using Auth0Flows.Json;

namespace Auth0Flows;

/// <summary>A user that could not be imported: <see href="https://auth0.com/docs/api/management/v2/jobs/get-errors"/>.</summary>
public sealed class Auth0JobError : Auth0Object
{
    /// <summary>The user as in the file that was imported. Secrets (<c>password_hash</c>, <c>custom_password_hash</c>, a factor's <c>secret</c>, …) are <see cref="Auth0Secret"/>s.</summary>
    [JsonConverter(typeof(SecretDictionaryConverter))]
    public OrderedDictionary? User { get; init; }

    /// <summary>What is wrong with it.</summary>
    public Auth0JobErrorReason[]? Errors { get; init; }

    /// <summary>The user without secrets: what files, jobs and logs may have.</summary>
    [JsonIgnore]
    public OrderedDictionary? PublicUser => User is null ? null : SecretValues.Without(User);

    /// <summary>Who, and what is wrong.</summary>
    public override string ToString() => $"{User?["email"] ?? User?["username"] ?? User?["user_id"]}: {string.Join(' ', (Errors ?? []).Select(static error => error.Message))}";
}
