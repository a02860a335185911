using System.Collections.Specialized;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// A flow: actions that run behind a form:
/// <see href="https://auth0.com/docs/api/management/v2/flows/get-flows-by-id"/>.
/// </summary>
public sealed class Auth0Flow : Auth0Object
{
    /// <summary>Its id: <c>af_…</c>.</summary>
    public string? Id { get; set; }

    /// <summary>Its name.</summary>
    public string? Name { get; set; }

    /// <summary>Its actions, in their order.</summary>
    public OrderedDictionary[]? Actions { get; set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When it was changed.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>The day when it last ran.</summary>
    public string? ExecutedAt { get; set; }

    /// <summary>Its name, or its id if it has none.</summary>
    public override string ToString() => Name ?? Id ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>Flows: <see href="https://auth0.com/docs/api/management/v2/flows"/>.</summary>
    public static Auth0Resource<Auth0Flow> Flows { get; } = new("flows", "flows", Auth0JsonContext.Default.Auth0Flow);
}
