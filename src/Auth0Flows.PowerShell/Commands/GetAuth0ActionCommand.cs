using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the tenant's actions.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0Action", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(Auth0Action))]
[ApiEndpoint("GET actions/actions")]
[ApiEndpoint("GET actions/actions/{id}")]
public sealed class GetAuth0ActionCommand : ResourceCmdletBase
{
    private const string ListSet = "List";
    private const string IdSet = "ActionId";

    /// <summary>The ids of the actions.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("action_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ActionIdCompleter))]
    public string[] ActionId { get; set; } = [];

    /// <summary>The names of the actions; wildcards are allowed. Auth0 filters the list by a single name without wildcards.</summary>
    [Parameter(Position = 0, ParameterSetName = ListSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ActionNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The trigger of the actions: post-login, …</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ActionTriggerCompleter))]
    public string? Trigger { get; set; }

    /// <summary>Only deployed actions; with :$false, only the others.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter Deployed { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ParameterSetName == IdSet
            ? GetEachAsync(Auth0Resources.Actions, ActionId, cancellationToken)
            : ListAsync(
                Auth0Resources.Actions,
                new ApiQuery()
                    .AddName("actionName", Name)
                    .Add("triggerId", Trigger)
                    .Add("deployed", MyInvocation.BoundParameters.ContainsKey(nameof(Deployed)) ? Deployed : null),
                cancellationToken,
                NamePatterns.Of(Name),
                static action => action.Name
            );

    private protected override object? ErrorTarget => ParameterSetName == IdSet ? ActionId : Name;
}

/// <summary>Completes the ids of the tenant's actions, which are also found by name.</summary>
internal sealed class ActionIdCompleter()
    : ResourceCompleter<Auth0Action>(Auth0Resources.Actions, static action => new(action.Id, action.Trigger, action.Name));

/// <summary>Completes the names of the tenant's actions.</summary>
internal sealed class ActionNameCompleter()
    : ResourceCompleter<Auth0Action>(Auth0Resources.Actions, static action => new(action.Name, action.Trigger));
