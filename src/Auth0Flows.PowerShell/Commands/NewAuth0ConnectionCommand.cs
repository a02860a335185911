using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Creates a connection.</summary>
[Cmdlet(VerbsCommon.New, "Auth0Connection", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0Connection))]
[ApiEndpoint("POST connections")]
public sealed class NewAuth0ConnectionCommand : ConnectionCmdletBase
{
    /// <summary>The connection's name, which a login specifies: letters, digits and -.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ApiName("name")]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>Its type: auth0 for a database, google-oauth2, samlp, waad, oidc, …</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ApiName("strategy")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StrategyCompleter))]
    public string Strategy { get; set; } = "";

    /// <summary>Its settings, which depend on its type, with the API's names. Secrets can be SecureStrings.</summary>
    [Parameter(Position = 2)]
    [ApiName("options")]
    public IDictionary? Option { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        CreateAsync(Auth0Resources.Connections, cancellationToken);

    private protected override object? ErrorTarget => Name;
}
