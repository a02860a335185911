using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the tenant's log streams.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0LogStream", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(Auth0LogStream))]
[ApiEndpoint("GET log-streams")]
[ApiEndpoint("GET log-streams/{id}")]
public sealed class GetAuth0LogStreamCommand : ResourceCmdletBase
{
    private const string ListSet = "List";
    private const string IdSet = "LogStreamId";

    /// <summary>The ids of the log streams.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("log_stream_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LogStreamIdCompleter))]
    public string[] LogStreamId { get; set; } = [];

    /// <summary>The names of the log streams; wildcards are allowed.</summary>
    [Parameter(Position = 0, ParameterSetName = ListSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LogStreamNameCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ParameterSetName == IdSet
            ? GetEachAsync(Auth0Resources.LogStreams, LogStreamId, cancellationToken)
            : ListAsync(Auth0Resources.LogStreams, new ApiQuery(), cancellationToken, NamePatterns.Of(Name), static stream => stream.Name);

    private protected override object? ErrorTarget => ParameterSetName == IdSet ? LogStreamId : Name;
}

/// <summary>Completes the ids of the tenant's log streams, which are also found by name.</summary>
internal sealed class LogStreamIdCompleter()
    : ResourceCompleter<Auth0LogStream>(Auth0Resources.LogStreams, static stream => new(stream.Id, stream.Type, stream.Name));

/// <summary>Completes the names of the tenant's log streams.</summary>
internal sealed class LogStreamNameCompleter()
    : ResourceCompleter<Auth0LogStream>(Auth0Resources.LogStreams, static stream => new(stream.Name, stream.Type));
