using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the actions that run at a trigger, in their order.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0ActionBinding", SupportsPaging = true)]
[OutputType(typeof(Auth0ActionBinding))]
[ApiEndpoint("GET actions/triggers/{id}/bindings")]
public sealed class GetAuth0ActionBindingCommand : ResourceCmdletBase
{
    /// <summary>The triggers: post-login, …</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("trigger_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ActionTriggerCompleter))]
    public string[] Trigger { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ListEachAsync(Auth0Resources.ActionBindings, Trigger, new ApiQuery(), cancellationToken);

    private protected override object? ErrorTarget => Trigger;
}
