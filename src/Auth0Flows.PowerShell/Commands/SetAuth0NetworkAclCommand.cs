using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Changes a network ACL: properties that aren't specified stay unchanged.</summary>
[Cmdlet(VerbsCommon.Set, "Auth0NetworkAcl", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0NetworkAcl))]
[ApiEndpoint("PATCH network-acls/{id}")]
public sealed class SetAuth0NetworkAclCommand : NetworkAclCmdletBase
{
    /// <summary>The network ACL's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("network_acl_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NetworkAclIdCompleter))]
    public string NetworkAclId { get; set; } = "";

    /// <summary>Its description.</summary>
    [Parameter]
    [ApiName("description")]
    [ValidateNotNullOrEmpty]
    public string? Description { get; set; }

    /// <summary>What it does to which requests: @{ action = @{ block = $true }; match = @{ … }; scope = 'tenant' }.</summary>
    [Parameter]
    [ApiName("rule")]
    [ValidateNotNull]
    public IDictionary? Rule { get; set; }

    /// <summary>Returns the changed network ACL.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        UpdateAsync(Auth0Resources.NetworkAcls, NetworkAclId, PassThru, cancellationToken);

    private protected override object? ErrorTarget => NetworkAclId;
}
