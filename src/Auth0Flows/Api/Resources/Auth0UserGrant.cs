using System.Text.Json.Serialization;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// What a user consented to: an application may get these scopes of an API:
/// <see href="https://auth0.com/docs/api/management/v2/grants/get-grants"/>.
/// </summary>
public sealed class Auth0UserGrant : Auth0Object
{
    /// <summary>Its id.</summary>
    public string? Id { get; set; }

    /// <summary>The application's client id.</summary>
    [JsonPropertyName("clientID")]
    public string? ClientId { get; set; }

    /// <summary>The user's id.</summary>
    public string? UserId { get; set; }

    /// <summary>The API's audience.</summary>
    public string? Audience { get; set; }

    /// <summary>The scopes.</summary>
    public string[]? Scope { get; set; }

    /// <summary>The organization that it is for.</summary>
    public string? OrganizationId { get; set; }

    /// <summary>The user, the application and the API.</summary>
    public override string ToString() => $"{UserId}: {ClientId}, {Audience}";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>What users consented to: <see href="https://auth0.com/docs/api/management/v2/grants"/>.</summary>
    public static Auth0Resource<Auth0UserGrant> UserGrants { get; } = new("grants", "grants", Auth0JsonContext.Default.Auth0UserGrant);
}
