using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the tenant's flows.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0Flow", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(Auth0Flow))]
[ApiEndpoint("GET flows")]
[ApiEndpoint("GET flows/{id}")]
public sealed class GetAuth0FlowCommand : ResourceCmdletBase
{
    private const string ListSet = "List";
    private const string IdSet = "FlowId";

    /// <summary>The ids of the flows.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("flow_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FlowIdCompleter))]
    public string[] FlowId { get; set; } = [];

    /// <summary>The names of the flows; wildcards are allowed.</summary>
    [Parameter(Position = 0, ParameterSetName = ListSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FlowNameCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ParameterSetName == IdSet
            ? GetEachAsync(Auth0Resources.Flows, FlowId, cancellationToken)
            : ListAsync(Auth0Resources.Flows, new ApiQuery(), cancellationToken, NamePatterns.Of(Name), static found => found.Name);

    private protected override object? ErrorTarget => ParameterSetName == IdSet ? FlowId : Name;
}

/// <summary>Completes the ids of the tenant's flows, which are also found by name.</summary>
internal sealed class FlowIdCompleter()
    : ResourceCompleter<Auth0Flow>(Auth0Resources.Flows, static found => new(found.Id, found.Name, found.Name));

/// <summary>Completes the names of the tenant's flows.</summary>
internal sealed class FlowNameCompleter() : ResourceCompleter<Auth0Flow>(Auth0Resources.Flows, static found => new(found.Name, found.Id));
