using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Deletes organizations.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0Organization", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Takes]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE organizations/{id}")]
public sealed class RemoveAuth0OrganizationCommand : RemoveCmdletBase
{
    /// <summary>The ids of the organizations.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("organization_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OrganizationIdCompleter))]
    public string[] OrganizationId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        DeleteEachAsync(Auth0Resources.Organizations, OrganizationId, cancellationToken);

    private protected override object? ErrorTarget => OrganizationId;
}
