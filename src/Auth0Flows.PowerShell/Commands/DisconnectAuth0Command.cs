using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Closes a session: its secret is wiped, its tokens go unless another session of the same application uses them.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Auth0", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(void))]
public sealed class DisconnectAuth0Command : Auth0CmdletBase
{
    /// <summary>The session to close, or its name; the current one where nothing is said.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SessionName]
    [ValidateNotNull]
    public Auth0Session? Session { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var state = RunspaceState.Current;
        if ((Session ?? state.Session) is { } session && ShouldProcess(session.ToString(), "Disconnect"))
        {
            state.Disconnect(session);
        }

        return default;
    }
}
