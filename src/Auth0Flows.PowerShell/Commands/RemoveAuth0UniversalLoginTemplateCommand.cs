using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Deletes the page template of Universal Login, so that Auth0's own applies.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0UniversalLoginTemplate", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Takes]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE branding/templates/universal-login")]
public sealed class RemoveAuth0UniversalLoginTemplateCommand : RemoveCmdletBase
{
    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        DeleteAsync(Auth0Resources.UniversalLoginTemplate.Path, cancellationToken);
}
