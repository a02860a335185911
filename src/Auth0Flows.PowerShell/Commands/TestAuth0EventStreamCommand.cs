using System.Collections.Specialized;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Sends a test event to the destination of an event stream, and returns its delivery.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Auth0EventStream")]
[OutputType(typeof(Auth0EventDelivery))]
[ApiEndpoint("POST event-streams/{id}/test")]
public sealed class TestAuth0EventStreamCommand : SessionCmdletBase
{
    /// <summary>The event stream's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("event_stream_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EventStreamIdCompleter))]
    public string EventStreamId { get; set; } = "";

    /// <summary>The type of the event: user.created, organization.member.added, …</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EventTypeCompleter))]
    public string EventType { get; set; } = "";

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        var request = new Auth0ApiRequest
        {
            Method = HttpMethod.Post,
            Path = $"{Auth0Resources.EventStreams.PathOf(EventStreamId)}/test",
            Body = new OrderedDictionary(StringComparer.Ordinal) { ["event_type"] = EventType },
        };
        var answer = await session.SendAsync(request, Activity, cancellationToken).ConfigureAwait(true);
        WriteObject(ApiObject.OfTyped(Auth0Resources.EventDeliveriesOf(EventStreamId).Read(answer)));
    }

    private protected override object? ErrorTarget => EventStreamId;
}
