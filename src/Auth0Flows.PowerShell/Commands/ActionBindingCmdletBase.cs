using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>
/// The base class of the cmdlets that change which actions run at a trigger. Piped actions are collected: the API replaces the whole list.
/// </summary>
public abstract class ActionBindingCmdletBase : SessionCmdletBase
{
    private readonly Dictionary<string, List<string>> _given = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    /// <summary>Returns the changed list.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Whether the cmdlet was told not to ask.</summary>
    private protected virtual bool IsForced => false;

    /// <summary>The actions that should run, in their order.</summary>
    /// <param name="current">The ids and names of the actions that run now.</param>
    /// <param name="given">The ids of the specified actions.</param>
    private protected abstract List<(string Id, string? Name)> Change(List<(string Id, string? Name)> current, List<string> given);

    /// <summary>Collects actions for a trigger.</summary>
    private protected void Collect(string trigger, IEnumerable<string> actions)
    {
        if (!_given.TryGetValue(trigger, out var list))
        {
            _given.Add(trigger, list = []);
            _order.Add(trigger);
        }

        list.AddRange(actions.Where(action => !list.Contains(action)));
    }

    /// <inheritdoc/>
    protected override ValueTask EndAsync(CancellationToken cancellationToken) =>
        ForEachAsync([.. _order], trigger => ChangeAsync(trigger, cancellationToken));

    private async ValueTask ChangeAsync(string trigger, CancellationToken cancellationToken)
    {
        var (session, resource) = (ResolveSession(), Auth0Resources.ActionBindings(trigger));
        var current = new List<(string Id, string? Name)>();
        var whole = new Auth0ListOptions { MustBeComplete = true }; // what is missing would be unbound
        await foreach (var binding in session.ListAsync(resource, whole, Activity, cancellationToken).ConfigureAwait(true))
        {
            // A name with half a surrogate pair is no text to .NET, and goes back all the same.
            current.Add(
                (
                    binding.ActionId ?? throw NoAction(resource.Path),
                    binding.DisplayName ?? binding.AdditionalProperties["display_name"] as string
                )
            );
        }

        var changed = Change(current, _given[trigger]);
        if (!changed.SequenceEqual(current))
        {
            var request = new Auth0ApiRequest
            {
                Method = HttpMethod.Patch,
                Path = resource.Path,
                Body = ActionParts.Part("bindings", changed.Select(Reference).ToArray()),
            };
            var text =
                $"{request.Method} {session.AddressOf(request).GetLeftPart(UriPartial.Path)}\n    bindings: {Names(current)} → {Names(changed)}";
            if (
                !(IsForced && !IsAsked("WhatIf", "WhatIfPreference") && !IsAsked("Confirm", null))
                && !ShouldProcess(text, $"{text}\nContinue?", "Confirm")
            )
            {
                return;
            }

            await session.SendAsync(request, Activity, cancellationToken).ConfigureAwait(true);
        }

        if (PassThru)
        {
            await foreach (var binding in session.ListAsync(resource, null, Activity, cancellationToken).ConfigureAwait(true))
            {
                WriteObject(ApiObject.OfTyped(binding));
            }
        }
    }

    private static Auth0ResponseException NoAction(string path) =>
        new(Auth0ErrorCode.InvalidResponse, $"The list of {path} has a binding without the id of its action: nothing was changed.");

    private static string Names(List<(string Id, string? Name)> actions) =>
        actions.Count == 0 ? "(nothing)" : string.Join(", ", actions.Select(static action => action.Name ?? action.Id));

    private static object Reference((string Id, string? Name) action) =>
        ActionParts.Part("ref", ActionParts.Part("type", "action_id", "value", action.Id), "display_name", action.Name);
}
