using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Deletes APIs: no application can get tokens for them any more.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0ResourceServer", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Takes]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE resource-servers/{id}")]
public sealed class RemoveAuth0ResourceServerCommand : RemoveCmdletBase
{
    /// <summary>The ids of the APIs, or their identifiers.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ApiIdentifierCompleter))]
    public string[] ResourceServerId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        DeleteEachAsync(Auth0Resources.ResourceServers, ResourceServerId, cancellationToken);

    private protected override object? ErrorTarget => ResourceServerId;
}
