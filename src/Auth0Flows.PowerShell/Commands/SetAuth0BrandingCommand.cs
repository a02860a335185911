using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Changes the tenant's branding: properties that aren't specified stay unchanged.</summary>
[Cmdlet(VerbsCommon.Set, "Auth0Branding", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0Branding))]
[ApiEndpoint("PATCH branding")]
public sealed class SetAuth0BrandingCommand : PropertyCmdletBase
{
    /// <summary>The URL of the logo.</summary>
    [Parameter]
    [ApiName("logo_url")]
    [ValidateNotNullOrEmpty]
    public string? LogoUrl { get; set; }

    /// <summary>The URL of the favicon.</summary>
    [Parameter]
    [ApiName("favicon_url")]
    [ValidateNotNullOrEmpty]
    public string? FaviconUrl { get; set; }

    /// <summary>The primary color: #ff4f40.</summary>
    [Parameter]
    [ApiName("colors.primary")]
    [ValidateNotNullOrEmpty]
    [ValidatePattern("^#[0-9a-fA-F]{3,8}$")]
    public string? PrimaryColor { get; set; }

    /// <summary>The color of the page's background: #ffffff.</summary>
    [Parameter]
    [ApiName("colors.page_background")]
    [ValidateNotNullOrEmpty]
    [ValidatePattern("^#[0-9a-fA-F]{3,8}$")]
    public string? PageBackground { get; set; }

    /// <summary>The URL of the font.</summary>
    [Parameter]
    [ApiName("font.url")]
    [ValidateNotNullOrEmpty]
    public string? FontUrl { get; set; }

    /// <summary>Returns the changed branding.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        UpdateAsync(Auth0Resources.Branding, null, PassThru, cancellationToken);
}
