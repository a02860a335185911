using System.Collections.Specialized;
using System.Text.Json.Serialization;
using Auth0Flows.Api.Resources;
using Auth0Flows.Json;

namespace Auth0Flows;

/// <summary>
/// A stream of log entries to another system:
/// <see href="https://auth0.com/docs/api/management/v2/log-streams/get-log-streams-by-id"/>.
/// </summary>
public sealed class Auth0LogStream : Auth0Object
{
    /// <summary>Its id: <c>lst_…</c>.</summary>
    public string? Id { get; set; }

    /// <summary>Its name.</summary>
    public string? Name { get; set; }

    /// <summary>
    /// Its type: <c>http</c>, <c>eventbridge</c>, <c>eventgrid</c>, <c>datadog</c>, <c>splunk</c>, <c>sumo</c>, <c>segment</c>,
    /// <c>mixpanel</c>.
    /// </summary>
    public string? Type { get; set; }

    /// <summary>Its status: <c>active</c>, <c>paused</c>, or <c>suspended</c> by Auth0 after failures.</summary>
    public string? Status { get; set; }

    /// <summary>Whether it is delivered with priority.</summary>
    [JsonPropertyName("isPriority")]
    public bool? IsPriority { get; set; }

    /// <summary>The categories of the entries that it delivers; none means all.</summary>
    public OrderedDictionary[]? Filters { get; set; }

    /// <summary>How personal data is masked.</summary>
    public OrderedDictionary? PiiConfig { get; set; }

    /// <summary>
    /// Where it delivers to: settings that depend on its type, with the API's names. Secrets among them (<c>httpAuthorization</c>,
    /// <c>datadogApiKey</c>, …) are <see cref="Auth0Secret"/>s.
    /// </summary>
    public OrderedDictionary? Sink { get; set; }

    /// <summary>The time of the first entry.</summary>
    [JsonPropertyName("startFrom")]
    public DateTimeOffset? StartFrom { get; set; }

    /// <summary>The names of the categories of <see cref="Filters"/>.</summary>
    [JsonIgnore]
    public string[] FilterNames => [.. (Filters ?? []).Select(static filter => filter["name"] as string ?? "")];

    /// <summary>Where it delivers to, without secrets, for files, jobs and logs.</summary>
    [JsonIgnore]
    public OrderedDictionary? PublicSink => Sink is null ? null : SecretValues.Without(Sink);

    /// <summary>Its name, or its id if it has no name.</summary>
    public override string ToString() => Name ?? Id ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>Log streams: <see href="https://auth0.com/docs/api/management/v2/log-streams"/>.</summary>
    public static Auth0Resource<Auth0LogStream> LogStreams { get; } =
        new("log-streams", "log_streams", Auth0JsonContext.Default.Auth0LogStream, Auth0Paging.None);
}
