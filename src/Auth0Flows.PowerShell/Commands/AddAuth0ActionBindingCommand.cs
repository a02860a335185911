using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Adds actions to those that run at a trigger.</summary>
[Cmdlet(VerbsCommon.Add, "Auth0ActionBinding", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0ActionBinding))]
[ApiEndpoint("PATCH actions/triggers/{id}/bindings")]
public sealed class AddAuth0ActionBindingCommand : ActionBindingCmdletBase
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

    /// <summary>The place of the first one, from 0. Default: after all others.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? Index { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        Collect(Trigger, ActionId);
        return default;
    }

    private protected override List<(string Id, string? Name)> Change(List<(string Id, string? Name)> current, List<string> given) =>
        [
            .. current.Take(Index ?? current.Count),
            .. given.Where(id => !current.Exists(bound => bound.Id == id)).Select(static id => (id, (string?)null)),
            .. current.Skip(Index ?? current.Count),
        ];

    private protected override object? ErrorTarget => Trigger;
}
