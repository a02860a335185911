using System.Collections.Specialized;
using System.Text.Json.Serialization;
using Auth0Flows.Api.Resources;
using Auth0Flows.Json;

namespace Auth0Flows;

/// <summary>An entry of the tenant's log: <see href="https://auth0.com/docs/api/management/v2/logs/get-logs-by-id"/>.</summary>
public sealed class Auth0Log : Auth0Object
{
    /// <summary>Its id, by which a list goes on after it.</summary>
    public string? LogId { get; init; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>
    /// What happened, as a code: <c>s</c> is a login, <c>fp</c> a wrong password (<see
    /// href="https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes"/>).
    /// </summary>
    public string? Type { get; init; }

    /// <summary>What the type's code stands for; the code where this version doesn't know it.</summary>
    [JsonIgnore]
    public string? TypeName => Type is null ? null : Auth0LogTypes.Find(Type)?.Name ?? Type;

    /// <summary>When such an entry is written.</summary>
    [JsonIgnore]
    public string? TypeMeaning => Type is null ? null : Auth0LogTypes.Find(Type)?.Meaning;

    /// <summary>More of it in words, most of all why it failed.</summary>
    public string? Description { get; init; }

    /// <summary>The application.</summary>
    public string? ClientId { get; init; }

    /// <summary>Its name.</summary>
    public string? ClientName { get; init; }

    /// <summary>The user.</summary>
    public string? UserId { get; init; }

    /// <summary>The user's name.</summary>
    public string? UserName { get; init; }

    /// <summary>The connection's name.</summary>
    public string? Connection { get; init; }

    /// <summary>The connection's id.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>The connection's kind.</summary>
    public string? Strategy { get; init; }

    /// <summary>What kind of kind that is: <c>database</c>, <c>social</c>, <c>enterprise</c>, <c>passwordless</c>.</summary>
    public string? StrategyType { get; init; }

    /// <summary>The organization.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>Its name.</summary>
    public string? OrganizationName { get; init; }

    /// <summary>The API.</summary>
    public string? Audience { get; init; }

    /// <summary>The scopes.</summary>
    [JsonConverter(typeof(ScopeConverter))]
    public string[]? Scope { get; init; }

    /// <summary>The address of whoever did it.</summary>
    public string? Ip { get; init; }

    /// <summary>The host that was called.</summary>
    public string? Hostname { get; init; }

    /// <summary>The browser or client.</summary>
    public string? UserAgent { get; init; }

    /// <summary>Whether it is a mobile one.</summary>
    [JsonPropertyName("isMobile")]
    public bool? IsMobile { get; init; }

    /// <summary>Where the address is.</summary>
    public OrderedDictionary? LocationInfo { get; init; }

    /// <summary>Fingerprints of the connection (JA3, JA4).</summary>
    public OrderedDictionary? SecurityContext { get; init; }

    /// <summary>Whatever else belongs to this kind of entry.</summary>
    public OrderedDictionary? Details { get; init; }

    /// <summary>Code, description and id.</summary>
    public override string ToString() => $"{Type} {Description} ({LogId})";
}

/// <content>Where the Management API has them.</content>
public static partial class Auth0Resources
{
    /// <summary>The tenant's log: <see href="https://auth0.com/docs/api/management/v2/logs"/>.</summary>
    public static Auth0Resource<Auth0Log> Logs { get; } = new("logs", "logs", Auth0JsonContext.Default.Auth0Log);

    /// <summary>The log of a user: <see href="https://auth0.com/docs/api/management/v2/users/get-logs-by-user"/>.</summary>
    /// <param name="userId">The user's id.</param>
    public static Auth0Resource<Auth0Log> LogsOf(string userId) => Logs.At(PathTemplate.Expand("users/{id}/logs", _ => userId));
}
