using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Waits until a device login of Start-Auth0DeviceLogin -NoWait is confirmed.</summary>
[Cmdlet(VerbsLifecycle.Wait, "Auth0DeviceLogin")]
[OutputType(typeof(Auth0Token))]
public sealed class WaitAuth0DeviceLoginCommand : SessionCmdletBase
{
    /// <summary>The login.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Auth0DeviceCode? DeviceCode { get; set; }

    /// <summary>The maximum time to wait. Default: until the code expires.</summary>
    [Parameter]
    [SecondsOrDuration]
    [ValidateDuration]
    public TimeSpan? Timeout { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        WriteObject(await ResolveSession().WaitDeviceLoginAsync(DeviceCode!, Timeout, Activity, cancellationToken).ConfigureAwait(true));

    private protected override object? ErrorTarget => DeviceCode;
}
