using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the theme of Universal Login: the default one, or one by its id. The API has no list of themes.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0BrandingTheme", DefaultParameterSetName = DefaultSet)]
[OutputType(typeof(Auth0BrandingTheme))]
[ApiEndpoint("GET branding/themes/default")]
[ApiEndpoint("GET branding/themes/{themeId}")]
public sealed class GetAuth0BrandingThemeCommand : ResourceCmdletBase
{
    private const string DefaultSet = "Default";
    private const string IdSet = "BrandingThemeId";

    /// <summary>The ids of the themes.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("ThemeId")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string[] BrandingThemeId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ParameterSetName == IdSet
            ? GetEachAsync(Auth0Resources.BrandingThemes, BrandingThemeId, cancellationToken)
            : GetOneAsync(Auth0Resources.DefaultBrandingTheme, cancellationToken);

    private protected override object? ErrorTarget => ParameterSetName == IdSet ? BrandingThemeId : null;
}
