using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Closes a session: wipes its secret, and removes its tokens unless another session of the same application uses them.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Auth0", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(void))]
public sealed class DisconnectAuth0Command : Auth0CmdletBase
{
    /// <summary>The session to close, or its name. Default: the current one.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SessionName]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    public Auth0Session? Session { get; set; }

    /// <summary>
    /// Revokes the refresh tokens of the signed-in users first. If that fails, the session stays open for another attempt.
    /// </summary>
    [Parameter]
    public SwitchParameter Revoke { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var state = RunspaceState.Current;
        if (
            (Session ?? state.Session) is not { } session
            || !ShouldProcess(session.ToString(), Revoke ? "Revoke its refresh tokens and disconnect" : "Disconnect")
        )
        {
            return;
        }

        if (Revoke && !session.IsClosed)
        {
            await session.RevokeAllAsync(Activity, cancellationToken).ConfigureAwait(true);
        }

        state.Disconnect(session);
    }

    private protected override object? ErrorTarget => Session;
}
