using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Signs a user in with a browser: opens it, and waits for its response at a loopback URL.</summary>
[Cmdlet(VerbsLifecycle.Start, "Auth0BrowserLogin", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(Auth0Token))]
public sealed class StartAuth0BrowserLoginCommand : BrowserLoginCmdletBase
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);

    /// <summary>The redirect URI: a loopback URL that is registered for the application.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri RedirectUri { get; set; } = new("http://127.0.0.1:8484/callback");

    /// <summary>Another port for the redirect URI; 0 for a free one.</summary>
    [Parameter]
    [ValidateRange(0, 65_535)]
    public int Port { get; set; }

    /// <summary>Shows the URL instead of opening a browser.</summary>
    [Parameter]
    public SwitchParameter NoBrowser { get; set; }

    /// <summary>The maximum time to wait. Default: five minutes.</summary>
    [Parameter]
    [SecondsOrDuration]
    [ValidateDuration]
    public TimeSpan? Timeout { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        if (!ShouldProcess(session.ToString(), "Sign in with a browser"))
        {
            return;
        }

        // The listener rejects an incomplete URL.
        var address =
            RedirectUri.IsAbsoluteUri && MyInvocation.BoundParameters.ContainsKey(nameof(Port))
                ? new UriBuilder(RedirectUri) { Port = Port }.Uri
                : RedirectUri;
        using var key = CreateKey();
        WriteObject(
            await session
                .SignInByBrowserAsync(
                    CreateOptions(session, address, key),
                    uri => Pump.AskAsync(() => Open(uri)),
                    Timeout ?? _patience,
                    Activity,
                    cancellationToken
                )
                .ConfigureAwait(true)
        );
    }

    private bool Open(Uri address)
    {
        if (!NoBrowser && Browser.TryOpen(address))
        {
            WriteVerbose($"The browser was opened at {address.GetLeftPart(UriPartial.Path)}.");
            return true;
        }

        if (!NoBrowser && !HostPrompt.IsPersonThere(this))
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.NoBrowser,
                "No browser can be opened on this machine, and there is no user to show the address to."
            );
        }

        WriteHost(
            NoBrowser
                ? "Open this address in a browser on this machine:"
                : "No browser could be opened. Open this address in a browser on this machine, or use Start-Auth0DeviceLogin:"
        );
        WriteHost(address.AbsoluteUri);
        return false;
    }
}
