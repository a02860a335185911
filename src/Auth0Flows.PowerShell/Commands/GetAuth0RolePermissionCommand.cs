using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the permissions of roles: what the roles allow.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0RolePermission", SupportsPaging = true)]
[OutputType(typeof(Auth0Permission))]
[ApiEndpoint("GET roles/{id}/permissions")]
public sealed class GetAuth0RolePermissionCommand : ResourceCmdletBase
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
        ListEachAsync(Auth0Resources.RolePermissions, RoleId, new ApiQuery(), cancellationToken, owner: nameof(RoleId));

    private protected override object? ErrorTarget => RoleId;
}
