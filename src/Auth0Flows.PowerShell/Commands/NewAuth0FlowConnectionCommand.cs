using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Creates a flow connection.</summary>
[Cmdlet(VerbsCommon.New, "Auth0FlowConnection", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0FlowConnection))]
[ApiEndpoint("POST flows/vault/connections")]
public sealed class NewAuth0FlowConnectionCommand : FlowConnectionCmdletBase
{
    /// <summary>Its name.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ApiName("name")]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>The service: HTTP, SLACK, AUTH0, …</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ApiName("app_id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FlowAppCompleter))]
    public string AppId { get; set; } = "";

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        CreateAsync(Auth0Resources.FlowConnections, cancellationToken);

    private protected override object? ErrorTarget => Name;
}
