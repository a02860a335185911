using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// The page template of Universal Login, which needs a custom domain:
/// <see href="https://auth0.com/docs/api/management/v2/branding/get-universal-login"/>.
/// </summary>
public sealed class Auth0UniversalLoginTemplate : Auth0Object
{
    /// <summary>The template: HTML with Liquid tags.</summary>
    public string? Body { get; set; }

    /// <summary>The template.</summary>
    public override string ToString() => Body ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>The page template: <see href="https://auth0.com/docs/api/management/v2/branding/get-universal-login"/>.</summary>
    public static Auth0Resource<Auth0UniversalLoginTemplate> UniversalLoginTemplate { get; } =
        new("branding/templates/universal-login", "", Auth0JsonContext.Default.Auth0UniversalLoginTemplate, Auth0Paging.None);
}
