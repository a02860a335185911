using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Removes actions from those that run at a trigger. The actions stay.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0ActionBinding", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Auth0ActionBinding))]
[ApiEndpoint("PATCH actions/triggers/{id}/bindings")]
public sealed class RemoveAuth0ActionBindingCommand : ActionBindingCmdletBase
{
    /// <summary>The trigger: post-login, …</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("TriggerId", "trigger_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ActionTriggerCompleter))]
    public string Trigger { get; set; } = "";

    /// <summary>The ids of the actions.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("action_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ActionIdCompleter))]
    public string[] ActionId { get; set; } = [];

    /// <summary>Removes without confirmation.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override bool IsForced => Force;

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        Collect(Trigger, ActionId);
        return default;
    }

    private protected override List<(string Id, string? Name)> Change(List<(string Id, string? Name)> current, List<string> given) =>
        current.FindAll(bound => !given.Contains(bound.Id));

    private protected override object? ErrorTarget => Trigger;
}
