using System.Text.Json.Serialization;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// An action that is bound to a trigger, so that it runs there:
/// <see href="https://auth0.com/docs/api/management/v2/actions/get-bindings"/>.
/// </summary>
public sealed class Auth0ActionBinding : Auth0Object
{
    /// <summary>Its id.</summary>
    public string? Id { get; set; }

    /// <summary>The trigger: <c>post-login</c>, …</summary>
    public string? TriggerId { get; set; }

    /// <summary>Its name at the trigger.</summary>
    public string? DisplayName { get; set; }

    /// <summary>The action.</summary>
    public Auth0Action? Action { get; set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When it was changed.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>The action's id.</summary>
    [JsonIgnore]
    public string? ActionId => Action?.Id;

    /// <summary>Its name at the trigger.</summary>
    public override string ToString() => DisplayName ?? Id ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>The actions at a trigger: <see href="https://auth0.com/docs/api/management/v2/actions/get-bindings"/>.</summary>
    /// <param name="trigger">The trigger's name: <c>post-login</c>.</param>
    public static Auth0Resource<Auth0ActionBinding> ActionBindings(string trigger) =>
        new(PathTemplate.Expand("actions/triggers/{id}/bindings", _ => trigger), "bindings", Auth0JsonContext.Default.Auth0ActionBinding);
}
