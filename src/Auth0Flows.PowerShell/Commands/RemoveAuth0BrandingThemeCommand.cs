using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Deletes themes.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0BrandingTheme", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Takes]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE branding/themes/{themeId}")]
public sealed class RemoveAuth0BrandingThemeCommand : RemoveCmdletBase
{
    /// <summary>The ids of the themes.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ThemeId")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string[] BrandingThemeId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        DeleteEachAsync(Auth0Resources.BrandingThemes, BrandingThemeId, cancellationToken);

    private protected override object? ErrorTarget => BrandingThemeId;
}
