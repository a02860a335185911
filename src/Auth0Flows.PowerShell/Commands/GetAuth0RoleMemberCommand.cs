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
        ListEachAsync(Auth0Resources.UsersOf, RoleId, new ApiQuery(), cancellationToken, owner: nameof(RoleId));

    private protected override object? ErrorTarget => RoleId;
}
