using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gives roles to users. Users from the pipeline are collected, so that a request carries many.</summary>
[Cmdlet(VerbsCommon.Add, "Auth0RoleMember", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
[ApiEndpoint("POST roles/{id}/users")]
[ApiEndpoint("POST users/{id}/roles")]
public sealed class AddAuth0RoleMemberCommand : LinkCmdletBase
{
    /// <summary>The ids of the roles.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("role_id", "Id")]
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
        // Several roles for one user are one request, too. What comes from the pipeline is one of many users.
        if (!MyInvocation.ExpectingInput && RoleId.Length > UserId.Length)
        {
            foreach (var id in UserId)
            {
                await CollectAsync(HttpMethod.Post, Auth0Resources.RolesOf(id).Path, "roles", RoleId, cancellationToken)
                    .ConfigureAwait(true);
            }

            return;
        }

        foreach (var id in RoleId)
        {
            await CollectAsync(HttpMethod.Post, Auth0Resources.UsersOf(id).Path, "users", UserId, cancellationToken).ConfigureAwait(true);
        }
    }

    private protected override object? ErrorTarget => UserId;
}
