using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Deletes network ACLs.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0NetworkAcl", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Takes]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE network-acls/{id}")]
public sealed class RemoveAuth0NetworkAclCommand : RemoveCmdletBase
{
    /// <summary>The ids of the network ACLs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("network_acl_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NetworkAclIdCompleter))]
    public string[] NetworkAclId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        DeleteEachAsync(Auth0Resources.NetworkAcls, NetworkAclId, cancellationToken);

    private protected override object? ErrorTarget => NetworkAclId;
}
