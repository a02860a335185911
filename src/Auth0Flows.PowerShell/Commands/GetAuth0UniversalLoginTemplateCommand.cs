using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the page template of Universal Login.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0UniversalLoginTemplate")]
[OutputType(typeof(Auth0UniversalLoginTemplate))]
[ApiEndpoint("GET branding/templates/universal-login")]
public sealed class GetAuth0UniversalLoginTemplateCommand : ResourceCmdletBase
{
    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        GetOneAsync(Auth0Resources.UniversalLoginTemplate, cancellationToken);
}
