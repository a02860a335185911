using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Changes an event stream: properties that aren't specified stay unchanged.</summary>
[Cmdlet(VerbsCommon.Set, "Auth0EventStream", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0EventStream))]
[ApiEndpoint("PATCH event-streams/{id}")]
public sealed class SetAuth0EventStreamCommand : EventStreamCmdletBase
{
    /// <summary>The event stream's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("event_stream_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EventStreamIdCompleter))]
    public string EventStreamId { get; set; } = "";

    /// <summary>Its name.</summary>
    [Parameter]
    [ApiName("name")]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The types of the events: user.created, organization.member.added, …</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EventTypeCompleter))]
    public string[]? EventType { get; set; }

    /// <summary>Where the events go: @{ type = 'webhook'; configuration = @{ … } }.</summary>
    [Parameter]
    [ApiName("destination")]
    [ValidateNotNull]
    public IDictionary? Destination { get; set; }

    /// <summary>Returns the changed event stream.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        UpdateAsync(Auth0Resources.EventStreams, EventStreamId, EventTypes.Add(Properties(), EventType), PassThru, cancellationToken);

    private protected override object? ErrorTarget => EventStreamId;
}
