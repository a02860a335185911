using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The base class of the cmdlets that create and change actions: their common properties.</summary>
public abstract class ActionCmdletBase : PropertyCmdletBase
{
    private protected const string CodeSet = "Code";
    private protected const string FileSet = "CodePath";

    /// <summary>A file with the code.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSet)]
    [ValidateNotNullOrEmpty]
    public string? CodePath { get; set; }

    /// <summary>Secrets by their names, as SecureStrings: @{ API_KEY = $secret }.</summary>
    [Parameter]
    [NotText("Specify secrets as a hashtable of SecureStrings: @{ API_KEY = (Read-Host -AsSecureString) }.")]
    [ValidateNotNull]
    public IDictionary? Secret { get; set; }
}
