using System.Collections.Specialized;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// A form: pages that a login shows to users, made of nodes:
/// <see href="https://auth0.com/docs/api/management/v2/forms/get-forms-by-id"/>.
/// </summary>
public sealed class Auth0Form : Auth0Object
{
    /// <summary>Its id: <c>ap_…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Its error messages.</summary>
    public OrderedDictionary? Messages { get; init; }

    /// <summary>Its primary and default language.</summary>
    public OrderedDictionary? Languages { get; init; }

    /// <summary>Its texts by language.</summary>
    public OrderedDictionary? Translations { get; init; }

    /// <summary>Its steps, flows and routers.</summary>
    public OrderedDictionary[]? Nodes { get; init; }

    /// <summary>Where it starts, with hidden fields.</summary>
    public OrderedDictionary? Start { get; init; }

    /// <summary>Where it ends.</summary>
    public OrderedDictionary? Ending { get; init; }

    /// <summary>Its style.</summary>
    public OrderedDictionary? Style { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it was changed.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>The day when a login last showed it.</summary>
    public string? EmbeddedAt { get; init; }

    /// <summary>The day when a user last submitted it.</summary>
    public string? SubmittedAt { get; init; }

    /// <summary>Its name, or its id if it has none.</summary>
    public override string ToString() => Name ?? Id ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>Forms: <see href="https://auth0.com/docs/api/management/v2/forms"/>.</summary>
    public static Auth0Resource<Auth0Form> Forms { get; } = new("forms", "forms", Auth0JsonContext.Default.Auth0Form);
}
