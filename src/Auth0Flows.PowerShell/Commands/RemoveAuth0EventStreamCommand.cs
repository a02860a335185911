using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Deletes event streams.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0EventStream", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Takes]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE event-streams/{id}")]
public sealed class RemoveAuth0EventStreamCommand : RemoveCmdletBase
{
    /// <summary>The ids of the event streams.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("event_stream_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EventStreamIdCompleter))]
    public string[] EventStreamId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        DeleteEachAsync(Auth0Resources.EventStreams, EventStreamId, cancellationToken);

    private protected override object? ErrorTarget => EventStreamId;
}
