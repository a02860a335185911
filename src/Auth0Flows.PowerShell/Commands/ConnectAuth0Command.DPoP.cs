using System.Management.Automation;

namespace Auth0Flows.PowerShell;

// Tokens that only this session can use.
public sealed partial class ConnectAuth0Command
{
    /// <summary>Binds the session's tokens to a key that only the session has (DPoP, RFC 9449): nobody else can use them.</summary>
    [Parameter(ParameterSetName = ClientSet), Parameter(ParameterSetName = KeySet), Parameter(ParameterSetName = CertificateSet)]
    [Parameter(ParameterSetName = ProfileSet)]
    public SwitchParameter DPoP { get; set; }

    // -DPoP:$false connects without, whatever the profile says.
    private bool UsesDPoP(Auth0Profile? saved) =>
        MyInvocation.BoundParameters.ContainsKey(nameof(DPoP)) ? DPoP.IsPresent : saved?.DPoP == true;
}
