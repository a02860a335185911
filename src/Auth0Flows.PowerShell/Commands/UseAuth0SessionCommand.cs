using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Makes a session the current one of this runspace.</summary>
[Cmdlet(VerbsOther.Use, "Auth0Session")]
[OutputType(typeof(Auth0Session))]
public sealed class UseAuth0SessionCommand : Auth0CmdletBase
{
    /// <summary>The session, its name, or the name of a profile to connect with.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [SessionName]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    public Auth0Session? Session { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        if (Session!.IsClosed)
        {
            throw new Auth0ConfigurationException(Auth0ErrorCode.SessionClosed, $"The session {Session.Name} is closed.");
        }

        RunspaceState.Current.Connect(Session, isOurs: false);
        WriteObject(Session);
        return default;
    }

    private protected override object? ErrorTarget => Session;
}
