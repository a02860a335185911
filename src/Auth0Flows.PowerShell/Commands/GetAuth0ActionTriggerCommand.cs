using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the triggers at which actions run, with their versions and runtimes.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0ActionTrigger", SupportsPaging = true)]
[OutputType(typeof(Auth0ActionTrigger))]
[ApiEndpoint("GET actions/triggers")]
public sealed class GetAuth0ActionTriggerCommand : ResourceCmdletBase
{
    /// <summary>The names of the triggers; wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ActionTriggerCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ListAsync(Auth0Resources.ActionTriggers, new ApiQuery(), cancellationToken, NamePatterns.Of(Name), static trigger => trigger.Id);

    private protected override object? ErrorTarget => Name;
}
