using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets users' devices with credentials: refresh tokens and public keys.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0UserDevice", SupportsPaging = true)]
[OutputType(typeof(Auth0UserDevice))]
[ApiEndpoint("GET device-credentials")]
public sealed class GetAuth0UserDeviceCommand : ResourceCmdletBase
{
    /// <summary>The users whose devices to get.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("user_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string[] UserId { get; set; } = [];

    /// <summary>Only the credentials of this application.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClientIdCompleter))]
    public string? ClientId { get; set; }

    /// <summary>The types of credentials. Default: all, with a request for each.</summary>
    [Parameter]
    [ValidateSet("refresh_token", "rotating_refresh_token", "public_key")]
    public string[] Type { get; set; } = ["refresh_token", "rotating_refresh_token", "public_key"];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ForEachAsync(
            UserId,
            async id =>
            {
                // Without a type, Auth0 leaves the rotating refresh tokens out, and gives no pages.
                foreach (var type in Type)
                {
                    var query = new ApiQuery().Add("user_id", id).Add("client_id", ClientId).Add("type", type);
                    await ListAsync(Auth0Resources.UserDevices, query, cancellationToken).ConfigureAwait(true);
                }
            }
        );

    private protected override object? ErrorTarget => UserId;
}
