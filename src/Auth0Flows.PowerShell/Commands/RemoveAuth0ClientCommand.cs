using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Deletes applications.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0Client", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Takes]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE clients/{id}")]
public sealed class RemoveAuth0ClientCommand : RemoveCmdletBase
{
    /// <summary>The ids of the applications.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("client_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClientIdCompleter))]
    public string[] ClientId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        DeleteEachAsync(Auth0Resources.Clients, ClientId, cancellationToken);

    private protected override object? ErrorTarget => ClientId;
}
