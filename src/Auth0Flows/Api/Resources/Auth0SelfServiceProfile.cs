using System.Collections.Specialized;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// A profile of self-service SSO, with which customers set up their own connections:
/// <see href="https://auth0.com/docs/api/management/v2/self-service-profiles/get-self-service-profiles-by-id"/>.
/// </summary>
public sealed class Auth0SelfServiceProfile : Auth0Object
{
    /// <summary>Its id: <c>ssp_…</c>.</summary>
    public string? Id { get; set; }

    /// <summary>Its name.</summary>
    public string? Name { get; set; }

    /// <summary>Its description.</summary>
    public string? Description { get; set; }

    /// <summary>The attributes that a customer maps: <c>name</c>, <c>description</c> and <c>is_optional</c> of each.</summary>
    public OrderedDictionary[]? UserAttributes { get; set; }

    /// <summary>The types of connections that a customer can choose from.</summary>
    public string[]? AllowedStrategies { get; set; }

    /// <summary>The logo and colors of its pages.</summary>
    public OrderedDictionary? Branding { get; set; }

    /// <summary>The id of the user attribute profile that it uses.</summary>
    public string? UserAttributeProfileId { get; set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When it was changed last.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>Its name, or its id if it has no name.</summary>
    public override string ToString() => Name ?? Id ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>Profiles of self-service SSO: <see href="https://auth0.com/docs/api/management/v2/self-service-profiles"/>.</summary>
    public static Auth0Resource<Auth0SelfServiceProfile> SelfServiceProfiles { get; } =
        new("self-service-profiles", "self_service_profiles", Auth0JsonContext.Default.Auth0SelfServiceProfile);
}
