using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Signs a user in on another device: shows the URL, the code and a QR code, and waits until the user has confirmed.</summary>
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
    /// <summary>What exactly the user is asked for (RFC 9396): hashtables, objects or JSON, each with a type.</summary>
    [Parameter]
    [ValidateNotNull]
    public object[]? AuthorizationDetails { get; set; }

    /// <summary>Doesn't show a QR code.</summary>
    [Parameter(ParameterSetName = "Wait")]
    public SwitchParameter NoQRCode { get; set; }

    /// <summary>Opens the URL with the code in this machine's browser.</summary>
    [Parameter(ParameterSetName = "Wait")]
    public SwitchParameter OpenBrowser { get; set; }

    /// <summary>Copies the code to the clipboard.</summary>
    [Parameter(ParameterSetName = "Wait")]
    public SwitchParameter Clipboard { get; set; }

    /// <summary>The maximum time to wait. Default: until the code expires.</summary>
    [Parameter(ParameterSetName = "Wait")]
    [SecondsOrDuration]
    [ValidateDuration]
    public TimeSpan? Timeout { get; set; }

    /// <summary>
    /// Returns the token, which the session also keeps. The cmdlet always does; the switch exists for users who specify it.
    /// </summary>
    [Parameter(ParameterSetName = "Wait")]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Returns the code for Wait-Auth0DeviceLogin, without showing it or waiting.</summary>
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
            .StartDeviceLoginAsync(
                Audience ?? session.Audience,
                Scope ?? session.Scope,
                AuthorizationDetailsInput.Of(AuthorizationDetails),
                Activity,
                cancellationToken
            )
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
