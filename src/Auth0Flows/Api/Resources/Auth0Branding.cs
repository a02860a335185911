using System.Collections.Specialized;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// The tenant's branding: logo, colors and font of its pages: <see href="https://auth0.com/docs/api/management/v2/branding/get-branding"/>.
/// </summary>
public sealed class Auth0Branding : Auth0Object
{
    /// <summary>The URL of the logo.</summary>
    public string? LogoUrl { get; set; }

    /// <summary>The URL of the favicon.</summary>
    public string? FaviconUrl { get; set; }

    /// <summary>The colors: <c>primary</c>, and <c>page_background</c>, a color or a gradient.</summary>
    public OrderedDictionary? Colors { get; set; }

    /// <summary>The font: its <c>url</c>.</summary>
    public OrderedDictionary? Font { get; set; }

    /// <summary>The URL of the logo.</summary>
    public override string ToString() => LogoUrl ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>The branding: <see href="https://auth0.com/docs/api/management/v2/branding/get-branding"/>.</summary>
    public static Auth0Resource<Auth0Branding> Branding { get; } =
        new("branding", "", Auth0JsonContext.Default.Auth0Branding, Auth0Paging.None);
}
