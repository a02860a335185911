using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the versions of actions, or one of them.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0ActionVersion", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(Auth0ActionVersion))]
[ApiEndpoint("GET actions/actions/{id}/versions")]
[ApiEndpoint("GET actions/actions/{actionId}/versions/{id}")]
public sealed class GetAuth0ActionVersionCommand : ResourceCmdletBase
{
    private const string ListSet = "List";
    private const string IdSet = "VersionId";

    /// <summary>The actions' ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("action_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ActionIdCompleter))]
    public string[] ActionId { get; set; } = [];

    /// <summary>The id of a version.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string VersionId { get; set; } = "";

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ParameterSetName == ListSet
            ? ListEachAsync(Auth0Resources.ActionVersions, ActionId, new ApiQuery(), cancellationToken)
            : ForEachAsync(ActionId, id => GetEachAsync(Auth0Resources.ActionVersions(id), [VersionId], cancellationToken));

    private protected override object? ErrorTarget => ActionId;
}
