using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Signs a user in at another device: shows the address, the code and a QR code, and waits until they have confirmed.</summary>
[Cmdlet(
    VerbsLifecycle.Start,
    "Auth0DeviceLogin",
    DefaultParameterSetName = "Wait",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Low
)]
[OutputType(typeof(Auth0Token), typeof(Auth0DeviceCode))]
public sealed class StartAuth0DeviceLoginCommand : LoginCmdletBase
{
    /// <summary>Shows no QR code.</summary>
    [Parameter(ParameterSetName = "Wait")]
    public SwitchParameter NoQRCode { get; set; }

    /// <summary>Opens the address, with the code in it, in this machine's browser.</summary>
    [Parameter(ParameterSetName = "Wait")]
    public SwitchParameter OpenBrowser { get; set; }

    /// <summary>Puts the code into the clipboard.</summary>
    [Parameter(ParameterSetName = "Wait")]
    public SwitchParameter Clipboard { get; set; }

    /// <summary>How long to wait at most; as long as the code lives by default.</summary>
    [Parameter(ParameterSetName = "Wait")]
    [ValidateDuration]
    public TimeSpan? Timeout { get; set; }

    /// <summary>
    /// Gives the token, beside keeping it in the session. It is given anyway; the switch is there for those who write it.
    /// </summary>
    [Parameter(ParameterSetName = "Wait")]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Shows nothing and waits for nothing: gives the code, which goes on to Wait-Auth0DeviceLogin.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "NoWait")]
    public SwitchParameter NoWait { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        if (!ShouldProcess(session.ToString(), "Sign in on another device"))
        {
            return;
        }

        var code = await session
            .StartDeviceLoginAsync(Audience ?? session.Audience, Scope, Activity, cancellationToken)
            .ConfigureAwait(true);
        if (NoWait)
        {
            WriteObject(code);
            return;
        }

        HostDeviceCode.Show(this, code, showsQRCode: !NoQRCode);
        if (Clipboard && !HostClipboard.TrySet(this, code.UserCode))
        {
            WriteWarning("The clipboard on this machine is not available.");
        }

        if (OpenBrowser && !Browser.TryOpen(code.VerificationUriComplete))
        {
            WriteWarning("No browser can be opened on this machine.");
        }

        WriteObject(await session.WaitDeviceLoginAsync(code, Timeout, Activity, cancellationToken).ConfigureAwait(true));
    }
}
