using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Removes the credentials of users' devices, so that the users sign in there again.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0UserDevice", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Takes]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE device-credentials/{id}")]
public sealed class RemoveAuth0UserDeviceCommand : RemoveCmdletBase
{
    /// <summary>The ids of the credentials; not the devices' own ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string[] UserDeviceId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        DeleteEachAsync(Auth0Resources.UserDevices, UserDeviceId, cancellationToken);

    private protected override object? ErrorTarget => UserDeviceId;
}
