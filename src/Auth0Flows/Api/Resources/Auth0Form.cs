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
    public string? Id { get; set; }

    /// <summary>Its name.</summary>
    public string? Name { get; set; }

    /// <summary>Its error messages.</summary>
    public OrderedDictionary? Messages { get; set; }

    /// <summary>Its primary and default language.</summary>
    public OrderedDictionary? Languages { get; set; }

    /// <summary>Its texts by language.</summary>
    public OrderedDictionary? Translations { get; set; }

    /// <summary>Its steps, flows and routers.</summary>
    public OrderedDictionary[]? Nodes { get; set; }

    /// <summary>Where it starts, with hidden fields.</summary>
    public OrderedDictionary? Start { get; set; }

    /// <summary>Where it ends.</summary>
    public OrderedDictionary? Ending { get; set; }

    /// <summary>Its style.</summary>
    public OrderedDictionary? Style { get; set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When it was changed.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>The day when a login last showed it.</summary>
    public string? EmbeddedAt { get; set; }

    /// <summary>The day when a user last submitted it.</summary>
    public string? SubmittedAt { get; set; }

    /// <summary>Its name, or its id if it has none.</summary>
    public override string ToString() => Name ?? Id ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>Forms: <see href="https://auth0.com/docs/api/management/v2/forms"/>.</summary>
    public static Auth0Resource<Auth0Form> Forms { get; } = new("forms", "forms", Auth0JsonContext.Default.Auth0Form);
}
