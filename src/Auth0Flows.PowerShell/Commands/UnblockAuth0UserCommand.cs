using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Lets users sign in again who were blocked by an administrator.</summary>
[Cmdlet(VerbsSecurity.Unblock, "Auth0User", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0User))]
[ApiEndpoint("PATCH users/{id}")]
public sealed class UnblockAuth0UserCommand : BlockCmdletBase
{
    private protected override bool Blocks => false;
}
