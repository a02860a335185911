using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The base of the cmdlets that work with a session: the one named, else the runspace's current one.</summary>
public abstract class SessionCmdletBase : Auth0CmdletBase
{
    /// <summary>The session to work with, or its name; the current one where nothing is said.</summary>
    [Parameter]
    [SessionName]
    [ValidateNotNull]
    public Auth0Session? Session { get; set; }

    /// <summary>The session meant.</summary>
    private protected Auth0Session ResolveSession() => Session
        ?? RunspaceState.Current.Session
        ?? throw new Auth0ConfigurationException(Auth0ErrorCode.NotConnected, "There is no session.");
}
