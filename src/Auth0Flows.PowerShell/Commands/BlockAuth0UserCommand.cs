using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Blocks users from signing in. Their sessions and tokens stay.</summary>
[Cmdlet(VerbsSecurity.Block, "Auth0User", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0User))]
[ApiEndpoint("PATCH users/{id}")]
public sealed class BlockAuth0UserCommand : BlockCmdletBase
{
    private protected override bool Blocks => true;
}
