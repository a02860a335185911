using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Sets which actions run at a trigger, and in which order.</summary>
[Cmdlet(VerbsCommon.Set, "Auth0ActionBinding", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0ActionBinding))]
[ApiEndpoint("PATCH actions/triggers/{id}/bindings")]
public sealed class SetAuth0ActionBindingCommand : ActionBindingCmdletBase
{
    /// <summary>The trigger: post-login, …</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("TriggerId", "trigger_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ActionTriggerCompleter))]
    public string Trigger { get; set; } = "";

    /// <summary>The ids of the actions, in their order; an empty list for none.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("action_id", "Id")]
    [AllowEmptyCollection]
    [IdText]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ActionIdCompleter))]
    public string[] ActionId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        Collect(Trigger, ActionId);
        return default;
    }

    private protected override List<(string Id, string? Name)> Change(List<(string Id, string? Name)> current, List<string> given) =>
        given.ConvertAll(id => (id, current.Find(bound => bound.Id == id).Name));

    private protected override object? ErrorTarget => Trigger;
}
