using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Ends SCIM for connections: their identity providers can no longer send users.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0ScimConfiguration", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Takes("Auth0Connection")]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE connections/{id}/scim-configuration")]
public sealed class RemoveAuth0ScimConfigurationCommand : RemoveCmdletBase
{
    /// <summary>The ids of the connections.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("connection_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionIdCompleter))]
    public string[] ConnectionId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ForEachAsync(ConnectionId, id => DeleteAsync(Auth0Resources.ScimConfigurationOf(id).Path, cancellationToken));

    private protected override object? ErrorTarget => ConnectionId;
}
