using System.Collections.Specialized;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// A point at which actions run:
/// <see href="https://auth0.com/docs/api/management/v2/actions/get-triggers"/>.
/// </summary>
public sealed class Auth0ActionTrigger : Auth0Object
{
    /// <summary>Its name: <c>post-login</c>, <c>credentials-exchange</c>, …</summary>
    public string? Id { get; set; }

    /// <summary>The version of its interface: <c>v3</c>, …</summary>
    public string? Version { get; set; }

    /// <summary>Its status: <c>CURRENT</c>, <c>DEPRECATED</c>, …</summary>
    public string? Status { get; set; }

    /// <summary>The runtimes that it supports.</summary>
    public string[]? Runtimes { get; set; }

    /// <summary>The runtime of new actions.</summary>
    public string? DefaultRuntime { get; set; }

    /// <summary>Other triggers with the same interface.</summary>
    public OrderedDictionary[]? CompatibleTriggers { get; set; }

    /// <summary>Who binds actions to it: the tenant (<c>trigger-bound</c>) or Auth0 (<c>entity-bound</c>).</summary>
    public string? BindingPolicy { get; set; }

    /// <summary>Its name.</summary>
    public override string ToString() => Id ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>Triggers of actions: <see href="https://auth0.com/docs/api/management/v2/actions/get-triggers"/>.</summary>
    public static Auth0Resource<Auth0ActionTrigger> ActionTriggers { get; } =
        new("actions/triggers", "triggers", Auth0JsonContext.Default.Auth0ActionTrigger, Auth0Paging.None);
}
