using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Creates a theme.</summary>
[Cmdlet(VerbsCommon.New, "Auth0BrandingTheme", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0BrandingTheme))]
[ApiEndpoint("POST branding/themes")]
public sealed class NewAuth0BrandingThemeCommand : BrandingThemeCmdletBase
{
    /// <summary>The colors.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ApiName("colors")]
    [ValidateNotNull]
    public IDictionary? Color { get; set; }

    /// <summary>The fonts.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ApiName("fonts")]
    [ValidateNotNull]
    public IDictionary? Font { get; set; }

    /// <summary>The borders.</summary>
    [Parameter(Mandatory = true, Position = 2)]
    [ApiName("borders")]
    [ValidateNotNull]
    public IDictionary? Border { get; set; }

    /// <summary>The background of the page.</summary>
    [Parameter(Mandatory = true)]
    [ApiName("page_background")]
    [ValidateNotNull]
    public IDictionary? PageBackground { get; set; }

    /// <summary>The box with the login.</summary>
    [Parameter(Mandatory = true)]
    [ApiName("widget")]
    [ValidateNotNull]
    public IDictionary? Widget { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        CreateAsync(Auth0Resources.BrandingThemes, cancellationToken);

    private protected override object? ErrorTarget => DisplayName;
}
