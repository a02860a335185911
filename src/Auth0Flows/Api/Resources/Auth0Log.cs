using System.Collections.Specialized;
using System.Text.Json.Serialization;
using Auth0Flows.Api.Resources;
using Auth0Flows.Json;

namespace Auth0Flows;

/// <summary>A log entry: <see href="https://auth0.com/docs/api/management/v2/logs/get-logs-by-id"/>.</summary>
public sealed class Auth0Log : Auth0Object
{
    /// <summary>Its id. A list can continue after it.</summary>
    public string? LogId { get; set; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset? Date { get; set; }

    /// <summary>
    /// The code of what happened: <c>s</c> is a login, <c>fp</c> a wrong password
    /// (<see href="https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes"/>).
    /// </summary>
    public string? Type { get; set; }

    /// <summary>The name of the type; its code if this version doesn't know it.</summary>
    [JsonIgnore]
    public string? TypeName => Type is null ? null : Auth0LogTypes.Find(Type)?.Name ?? Type;

    /// <summary>When entries of this type are written.</summary>
    [JsonIgnore]
    public string? TypeMeaning => Type is null ? null : Auth0LogTypes.Find(Type)?.Meaning;

    /// <summary>More details, such as the reason of a failure.</summary>
    public string? Description { get; set; }

    /// <summary>The application's client id.</summary>
    public string? ClientId { get; set; }

    /// <summary>The application's name.</summary>
    public string? ClientName { get; set; }

    /// <summary>The user's id.</summary>
    public string? UserId { get; set; }

    /// <summary>The user's name.</summary>
    public string? UserName { get; set; }

    /// <summary>The connection's name.</summary>
    public string? Connection { get; set; }

    /// <summary>The connection's id.</summary>
    public string? ConnectionId { get; set; }

    /// <summary>The connection's type.</summary>
    public string? Strategy { get; set; }

    /// <summary>The category of the connection's type: <c>database</c>, <c>social</c>, <c>enterprise</c>, <c>passwordless</c>.</summary>
    public string? StrategyType { get; set; }

    /// <summary>The organization's id.</summary>
    public string? OrganizationId { get; set; }

    /// <summary>The organization's name.</summary>
    public string? OrganizationName { get; set; }

    /// <summary>The API's audience.</summary>
    public string? Audience { get; set; }

    /// <summary>The scopes.</summary>
    [JsonConverter(typeof(ScopeConverter))]
    public string[]? Scope { get; set; }

    /// <summary>The IP address of the caller.</summary>
    public string? Ip { get; set; }

    /// <summary>The host that was called.</summary>
    public string? Hostname { get; set; }

    /// <summary>The browser or client.</summary>
    public string? UserAgent { get; set; }

    /// <summary>Whether the browser or client is mobile.</summary>
    [JsonPropertyName("isMobile")]
    public bool? IsMobile { get; set; }

    /// <summary>The location of the IP address.</summary>
    public OrderedDictionary? LocationInfo { get; set; }

    /// <summary>Fingerprints of the connection (JA3, JA4).</summary>
    public OrderedDictionary? SecurityContext { get; set; }

    /// <summary>The SDK that called, as in its header <c>Auth0-Client</c>.</summary>
    public OrderedDictionary? Auth0Client { get; set; }

    /// <summary>The name of the tenant.</summary>
    public string? TenantName { get; set; }

    /// <summary>The environment of Auth0 that the tenant is in: <c>prod-eu-1</c>.</summary>
    public string? EnvironmentName { get; set; }

    /// <summary>The version of the entry's format.</summary>
    [JsonPropertyName("$event_schema")]
    public OrderedDictionary? EventSchema { get; set; }

    /// <summary>Details that depend on the type.</summary>
    public OrderedDictionary? Details { get; set; }

    /// <summary>The same as <see cref="LogId"/>: each entry has it under two names.</summary>
    [JsonInclude]
    [JsonPropertyName("_id")]
    internal string? SecondId { get; set; }

    /// <summary>Code, description and id.</summary>
    public override string ToString() => $"{Type} {Description} ({LogId})";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>The tenant's log: <see href="https://auth0.com/docs/api/management/v2/logs"/>.</summary>
    public static Auth0Resource<Auth0Log> Logs { get; } = new("logs", "logs", Auth0JsonContext.Default.Auth0Log);

    /// <summary>The log of a user: <see href="https://auth0.com/docs/api/management/v2/users/get-logs-by-user"/>.</summary>
    /// <param name="userId">The user's id.</param>
    public static Auth0Resource<Auth0Log> LogsOf(string userId) => Logs.At(PathTemplate.Expand("users/{id}/logs", _ => userId));
}
