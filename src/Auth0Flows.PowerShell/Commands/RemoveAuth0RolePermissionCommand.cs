using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Removes permissions from a role.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0RolePermission", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE roles/{id}/permissions")]
public sealed class RemoveAuth0RolePermissionCommand : UnlinkCmdletBase
{
    /// <summary>The role's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("role_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RoleIdCompleter))]
    public string RoleId { get; set; } = "";

    /// <summary>The API's identifier.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("resource_server_identifier", "ResourceServerIdentifier", "Identifier")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ApiIdentifierCompleter))]
    public string Audience { get; set; } = "";

    /// <summary>Scopes of the API.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [Alias("permission_name", "PermissionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ApiScopeCompleter))]
    public string[] Permission { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        CollectAsync(
            HttpMethod.Delete,
            Auth0Resources.RolePermissions(RoleId).Path,
            "permissions",
            PermissionBody.Of(Audience, Permission),
            cancellationToken
        );

    private protected override object? ErrorTarget => RoleId;
}
