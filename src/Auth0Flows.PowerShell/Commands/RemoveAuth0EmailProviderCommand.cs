using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Removes the tenant's e-mail provider, with its credentials.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0EmailProvider", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Takes]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE emails/provider")]
public sealed class RemoveAuth0EmailProviderCommand : RemoveCmdletBase
{
    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        DeleteAsync(Auth0Resources.EmailProvider.Path, cancellationToken);
}
