using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Deletes client grants, so that applications can no longer request tokens for the APIs.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0ClientGrant", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Takes]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE client-grants/{id}")]
public sealed class RemoveAuth0ClientGrantCommand : RemoveCmdletBase
{
    /// <summary>The grants' ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClientGrantIdCompleter))]
    public string[] ClientGrantId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        DeleteEachAsync(Auth0Resources.ClientGrants, ClientGrantId, cancellationToken);

    private protected override object? ErrorTarget => ClientGrantId;
}
