using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the permissions of users: directly, and by roles.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0UserPermission", SupportsPaging = true)]
[OutputType(typeof(Auth0Permission))]
[ApiEndpoint("GET users/{id}/permissions")]
public sealed class GetAuth0UserPermissionCommand : ResourceCmdletBase
{
    /// <summary>The ids of the users.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("user_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string[] UserId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ListEachAsync(Auth0Resources.UserPermissions, UserId, new ApiQuery(), cancellationToken, owner: nameof(UserId));

    private protected override object? ErrorTarget => UserId;
}
