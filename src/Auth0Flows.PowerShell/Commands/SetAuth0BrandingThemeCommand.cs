using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Changes a theme: properties that aren't specified stay unchanged.</summary>
[Cmdlet(VerbsCommon.Set, "Auth0BrandingTheme", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0BrandingTheme))]
[ApiEndpoint("PATCH branding/themes/{themeId}")]
public sealed class SetAuth0BrandingThemeCommand : BrandingThemeCmdletBase
{
    /// <summary>The theme's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("ThemeId")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string BrandingThemeId { get; set; } = "";

    /// <summary>The colors.</summary>
    [Parameter]
    [ApiName("colors")]
    [ValidateNotNull]
    public IDictionary? Color { get; set; }

    /// <summary>The fonts.</summary>
    [Parameter]
    [ApiName("fonts")]
    [ValidateNotNull]
    public IDictionary? Font { get; set; }

    /// <summary>The borders.</summary>
    [Parameter]
    [ApiName("borders")]
    [ValidateNotNull]
    public IDictionary? Border { get; set; }

    /// <summary>The background of the page.</summary>
    [Parameter]
    [ApiName("page_background")]
    [ValidateNotNull]
    public IDictionary? PageBackground { get; set; }

    /// <summary>The box with the login.</summary>
    [Parameter]
    [ApiName("widget")]
    [ValidateNotNull]
    public IDictionary? Widget { get; set; }

    /// <summary>Returns the changed theme.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        UpdateAsync(Auth0Resources.BrandingThemes, BrandingThemeId, PassThru, cancellationToken);

    private protected override object? ErrorTarget => BrandingThemeId;
}
