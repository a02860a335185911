using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the users who have roles.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0RoleMember", SupportsPaging = true)]
[OutputType(typeof(Auth0User))]
[ApiEndpoint("GET roles/{id}/users")]
public sealed class GetAuth0RoleMemberCommand : ResourceCmdletBase
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
        // Not RoleId: whoever pipes a member to Get-Auth0User means the user, and not all users with the role.
        ListEachAsync(Auth0Resources.UsersOf, RoleId, new ApiQuery(), cancellationToken, owner: "MemberOf");

    private protected override object? ErrorTarget => RoleId;
}
