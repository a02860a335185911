using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the tenant's branding: logo, colors and font of its pages.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0Branding")]
[OutputType(typeof(Auth0Branding))]
[ApiEndpoint("GET branding")]
public sealed class GetAuth0BrandingCommand : ResourceCmdletBase
{
    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        GetOneAsync(Auth0Resources.Branding, cancellationToken);
}
