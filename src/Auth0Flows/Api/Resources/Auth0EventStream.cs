using System.Collections.Specialized;
using System.Text.Json.Serialization;
using Auth0Flows.Api.Resources;
using Auth0Flows.Json;

namespace Auth0Flows;

/// <summary>
/// An event stream: changes of users and organizations as events, to a webhook, Amazon EventBridge or an action:
/// <see href="https://auth0.com/docs/api/management/v2/event-streams/get-event-streams-by-id"/>.
/// </summary>
public sealed class Auth0EventStream : Auth0Object
{
    /// <summary>Its id: <c>est_…</c>.</summary>
    public string? Id { get; set; }

    /// <summary>Its name.</summary>
    public string? Name { get; set; }

    /// <summary>Whether it sends events: <c>enabled</c> or <c>disabled</c>.</summary>
    public string? Status { get; set; }

    /// <summary>The types of its events, each as <c>event_type</c>.</summary>
    public OrderedDictionary[]? Subscriptions { get; set; }

    /// <summary>Where the events go: <c>type</c> and <c>configuration</c>, whose texts are <see cref="Auth0Secret"/>s.</summary>
    [JsonConverter(typeof(SecretDictionaryConverter))]
    public OrderedDictionary? Destination { get; set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When it was changed.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>Its name, or its id if it has none.</summary>
    public override string ToString() => Name ?? Id ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>Event streams: <see href="https://auth0.com/docs/api/management/v2/event-streams"/>.</summary>
    public static Auth0Resource<Auth0EventStream> EventStreams { get; } =
        new("event-streams", "eventStreams", Auth0JsonContext.Default.Auth0EventStream, Auth0Paging.Checkpoint);
}
