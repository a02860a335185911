using System.Collections.Specialized;
using System.Text.Json.Serialization;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// A theme of Universal Login: colors, fonts, borders, background:
/// <see href="https://auth0.com/docs/api/management/v2/branding/get-branding-theme"/>.
/// </summary>
public sealed class Auth0BrandingTheme : Auth0Object
{
    /// <summary>Its id.</summary>
    [JsonPropertyName("themeId")]
    public string? ThemeId { get; set; }

    /// <summary>Its name.</summary>
    [JsonPropertyName("displayName")]
    public string? DisplayName { get; set; }

    /// <summary>The colors.</summary>
    public OrderedDictionary? Colors { get; set; }

    /// <summary>The fonts.</summary>
    public OrderedDictionary? Fonts { get; set; }

    /// <summary>The borders.</summary>
    public OrderedDictionary? Borders { get; set; }

    /// <summary>The background of the page.</summary>
    public OrderedDictionary? PageBackground { get; set; }

    /// <summary>The box with the login.</summary>
    public OrderedDictionary? Widget { get; set; }

    /// <summary>How identifiers are shown.</summary>
    public OrderedDictionary? Identifiers { get; set; }

    /// <summary>Its name, or its id if it has none.</summary>
    public override string ToString() => DisplayName ?? ThemeId ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>Themes: <see href="https://auth0.com/docs/api/management/v2/branding"/>.</summary>
    public static Auth0Resource<Auth0BrandingTheme> BrandingThemes { get; } =
        new("branding/themes", "themes", Auth0JsonContext.Default.Auth0BrandingTheme, Auth0Paging.None);

    /// <summary>The default theme: <see href="https://auth0.com/docs/api/management/v2/branding/get-default-branding-theme"/>.</summary>
    public static Auth0Resource<Auth0BrandingTheme> DefaultBrandingTheme { get; } = BrandingThemes.At("branding/themes/default");
}
