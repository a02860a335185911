using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Deletes actions with all their versions.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0Action", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Takes]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE actions/actions/{id}")]
public sealed class RemoveAuth0ActionCommand : RemoveCmdletBase
{
    /// <summary>The ids of the actions.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("action_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ActionIdCompleter))]
    public string[] ActionId { get; set; } = [];

    /// <summary>Also removes them from their triggers. Otherwise, an action that is bound to a trigger isn't deleted.</summary>
    [Parameter]
    public SwitchParameter Unbind { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ForEachAsync(
            ActionId,
            id =>
                SendIfConfirmedAsync(
                    new Auth0ApiRequest
                    {
                        Method = HttpMethod.Delete,
                        Path = Auth0Resources.Actions.PathOf(id),
                        Query = Unbind ? [new("force", "true")] : [],
                    },
                    cancellationToken
                )
        );

    private protected override object? ErrorTarget => ActionId;
}
