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

    /// <summary>Removes what the session's token store has of its application. The tokens stay valid at the tenant.</summary>
    [Parameter]
    public SwitchParameter Forget { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var state = RunspaceState.Current;
        if ((Session ?? state.Session) is not { } session || !ShouldProcess(session.ToString(), Action))
        {
            return;
        }

        if (Revoke && !session.IsClosed)
        {
            await session.RevokeAllAsync(Activity, cancellationToken).ConfigureAwait(true);
        }

        if (session.TokenStore is { } store && !session.IsClosed)
        {
            await LeaveAsync(session, store, cancellationToken).ConfigureAwait(true);
        }

        state.Disconnect(session);
    }

    private string Action =>
        (Revoke.IsPresent, Forget.IsPresent) switch
        {
            (true, true) => "Revoke its refresh tokens, remove its stored tokens and disconnect",
            (true, false) => "Revoke its refresh tokens and disconnect",
            (false, true) => "Remove its stored tokens and disconnect",
            _ => "Disconnect",
        };

    private async Task LeaveAsync(Auth0Session session, string store, CancellationToken cancellationToken)
    {
        if (Forget)
        {
            await session.ForgetStoredAsync(Activity, cancellationToken).ConfigureAwait(true);
            return;
        }

        await session.StoreTokensAsync(Activity, cancellationToken).ConfigureAwait(true);
        if (await session.CountStoredTokensAsync(Activity, cancellationToken).ConfigureAwait(true) is > 0 and var count)
        {
            WriteHost(
                $"{count} token{(count == 1 ? " stays" : "s stay")} in the store {store}, for later sessions. To remove them: Disconnect-Auth0 -Forget"
            );
        }
    }

    private protected override object? ErrorTarget => Session;
}
