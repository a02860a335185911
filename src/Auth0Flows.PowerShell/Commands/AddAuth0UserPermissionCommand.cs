using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gives permissions to a user directly, without a role.</summary>
[Cmdlet(VerbsCommon.Add, "Auth0UserPermission", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
[ApiEndpoint("POST users/{id}/permissions")]
public sealed class AddAuth0UserPermissionCommand : LinkCmdletBase
{
    /// <summary>The user's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("user_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string UserId { get; set; } = "";

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
            HttpMethod.Post,
            Auth0Resources.UserPermissions(UserId).Path,
            "permissions",
            PermissionBody.Of(Audience, Permission),
            cancellationToken
        );

    private protected override object? ErrorTarget => UserId;
}
