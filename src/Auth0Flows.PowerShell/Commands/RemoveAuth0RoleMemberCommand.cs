using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Takes roles from users.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0RoleMember", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE users/{id}/roles")]
public sealed class RemoveAuth0RoleMemberCommand : UnlinkCmdletBase
{
    /// <summary>The ids of the roles.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("role_id", "Id", "MemberOf")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RoleIdCompleter))]
    public string[] RoleId { get; set; } = [];

    /// <summary>The ids of the users.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("user_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string[] UserId { get; set; } = [];

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        // Auth0 has no call that takes a role from several users.
        foreach (var id in UserId)
        {
            await CollectAsync(HttpMethod.Delete, Auth0Resources.RolesOf(id).Path, "roles", RoleId, cancellationToken).ConfigureAwait(true);
        }
    }

    private protected override object? ErrorTarget => UserId;
}
