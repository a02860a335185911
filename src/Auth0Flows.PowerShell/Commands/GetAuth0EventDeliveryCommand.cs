using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the failed deliveries of event streams.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0EventDelivery", SupportsPaging = true)]
[OutputType(typeof(Auth0EventDelivery))]
[ApiEndpoint("GET event-streams/{id}/deliveries")]
public sealed class GetAuth0EventDeliveryCommand : ResourceCmdletBase
{
    /// <summary>The event streams' ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("event_stream_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EventStreamIdCompleter))]
    public string[] EventStreamId { get; set; } = [];

    /// <summary>The types of the events.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EventTypeCompleter))]
    public string[]? EventType { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ListEachAsync(Auth0Resources.EventDeliveriesOf, EventStreamId, new ApiQuery().Add("event_types", EventType), cancellationToken);

    private protected override object? ErrorTarget => EventStreamId;
}
