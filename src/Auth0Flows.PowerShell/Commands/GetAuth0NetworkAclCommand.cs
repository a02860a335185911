using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the tenant's network ACLs, in the order of their priority.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0NetworkAcl", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(Auth0NetworkAcl))]
[ApiEndpoint("GET network-acls")]
[ApiEndpoint("GET network-acls/{id}")]
public sealed class GetAuth0NetworkAclCommand : ResourceCmdletBase
{
    private const string ListSet = "List";
    private const string IdSet = "NetworkAclId";

    /// <summary>The ids of the network ACLs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("network_acl_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NetworkAclIdCompleter))]
    public string[] NetworkAclId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ParameterSetName == IdSet
            ? GetEachAsync(Auth0Resources.NetworkAcls, NetworkAclId, cancellationToken)
            : ListAsync(Auth0Resources.NetworkAcls, new ApiQuery(), cancellationToken);

    private protected override object? ErrorTarget => ParameterSetName == IdSet ? NetworkAclId : null;
}

/// <summary>Completes the ids of the tenant's network ACLs, which are also found by description.</summary>
internal sealed class NetworkAclIdCompleter()
    : ResourceCompleter<Auth0NetworkAcl>(Auth0Resources.NetworkAcls, static acl => new(acl.Id, acl.Description, acl.Description));
