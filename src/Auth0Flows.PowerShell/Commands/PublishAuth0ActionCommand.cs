using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Deploys actions: the draft, or an earlier version again. Waits until the version is built.</summary>
[Cmdlet(VerbsData.Publish, "Auth0Action", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0ActionVersion))]
[ApiEndpoint("POST actions/actions/{id}/deploy")]
[ApiEndpoint("POST actions/actions/{actionId}/versions/{id}/deploy")]
public sealed class PublishAuth0ActionCommand : SessionCmdletBase
{
    private static readonly TimeSpan _longEnough = TimeSpan.FromMinutes(2);

    /// <summary>The action's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("action_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ActionIdCompleter))]
    public string ActionId { get; set; } = "";

    /// <summary>The id of an earlier version to deploy again. Default: the draft.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NotEmptyWhereNamed]
    [IdText]
    public string? VersionId { get; set; }

    /// <summary>An earlier version also replaces the draft.</summary>
    [Parameter]
    public SwitchParameter UpdateDraft { get; set; }

    /// <summary>Returns the version at once, before it is built.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>The maximum time to wait. Default: two minutes. The build continues after that.</summary>
    [Parameter]
    [SecondsOrDuration]
    [ValidateDuration]
    public TimeSpan? Timeout { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ForEachAsync([ActionId], id => PublishAsync(id, VersionId is "" ? null : VersionId, cancellationToken));

    private async ValueTask PublishAsync(string id, string? version, CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        var request = Auth0Session.CreateActionDeployment(id, version, UpdateDraft);
        if (!await ShouldSendAsync(session, request, force: false, cancellationToken).ConfigureAwait(true))
        {
            return;
        }

        WriteObject(
            ApiObject.OfTyped(
                NoWait
                    ? Auth0Resources
                        .ActionVersions(id)
                        .Read(await session.SendAsync(request, Activity, cancellationToken).ConfigureAwait(true))
                    : await session
                        .DeployActionAsync(id, Timeout ?? _longEnough, version, UpdateDraft, Activity, cancellationToken)
                        .ConfigureAwait(true)
            )
        );
    }

    private protected override object? ErrorTarget => ActionId;
}
