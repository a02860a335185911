using System.Collections.Specialized;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// The delivery of an event to an event stream's destination:
/// <see href="https://auth0.com/docs/api/management/v2/event-streams/get-event-delivery"/>.
/// </summary>
public sealed class Auth0EventDelivery : Auth0Object
{
    /// <summary>Its id: <c>evt_…</c>.</summary>
    public string? Id { get; set; }

    /// <summary>The event stream's id.</summary>
    public string? EventStreamId { get; set; }

    /// <summary>Its status: <c>failed</c>.</summary>
    public string? Status { get; set; }

    /// <summary>The type of the event.</summary>
    public string? EventType { get; set; }

    /// <summary>The attempts: when, with which error.</summary>
    public OrderedDictionary[]? Attempts { get; set; }

    /// <summary>The event as it was sent (CloudEvents).</summary>
    public OrderedDictionary? Event { get; set; }

    /// <summary>The type of the event, and its status.</summary>
    public override string ToString() => $"{EventType}: {Status}";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>
    /// The deliveries of an event stream: <see href="https://auth0.com/docs/api/management/v2/event-streams/get-event-deliveries"/>.
    /// </summary>
    /// <param name="eventStreamId">The event stream's id.</param>
    public static Auth0Resource<Auth0EventDelivery> EventDeliveriesOf(string eventStreamId) =>
        new(
            PathTemplate.Expand("event-streams/{id}/deliveries", _ => eventStreamId),
            "deliveries",
            Auth0JsonContext.Default.Auth0EventDelivery,
            Auth0Paging.Checkpoint
        );
}
