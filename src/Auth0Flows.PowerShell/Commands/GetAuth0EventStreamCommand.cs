using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the tenant's event streams.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0EventStream", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(Auth0EventStream))]
[ApiEndpoint("GET event-streams")]
[ApiEndpoint("GET event-streams/{id}")]
public sealed class GetAuth0EventStreamCommand : ResourceCmdletBase
{
    private const string ListSet = "List";
    private const string IdSet = "EventStreamId";

    /// <summary>The ids of the event streams.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("event_stream_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EventStreamIdCompleter))]
    public string[] EventStreamId { get; set; } = [];

    /// <summary>The names of the event streams; wildcards are allowed.</summary>
    [Parameter(Position = 0, ParameterSetName = ListSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EventStreamNameCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ParameterSetName == IdSet
            ? GetEachAsync(Auth0Resources.EventStreams, EventStreamId, cancellationToken)
            : ListAsync(Auth0Resources.EventStreams, new ApiQuery(), cancellationToken, NamePatterns.Of(Name), static found => found.Name);

    private protected override object? ErrorTarget => ParameterSetName == IdSet ? EventStreamId : Name;
}

/// <summary>Completes the ids of the tenant's event streams, which are also found by name.</summary>
internal sealed class EventStreamIdCompleter()
    : ResourceCompleter<Auth0EventStream>(Auth0Resources.EventStreams, static found => new(found.Id, found.Status, found.Name));

/// <summary>Completes the names of the tenant's event streams.</summary>
internal sealed class EventStreamNameCompleter()
    : ResourceCompleter<Auth0EventStream>(Auth0Resources.EventStreams, static found => new(found.Name, found.Id));
