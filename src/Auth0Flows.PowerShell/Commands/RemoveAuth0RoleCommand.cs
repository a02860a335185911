using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Deletes roles. Their members stay, without the roles' permissions.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0Role", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Takes]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE roles/{id}")]
public sealed class RemoveAuth0RoleCommand : RemoveCmdletBase
{
    /// <summary>The ids of the roles.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("role_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RoleIdCompleter))]
    public string[] RoleId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        DeleteEachAsync(Auth0Resources.Roles, RoleId, cancellationToken);

    private protected override object? ErrorTarget => RoleId;
}
