using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The base of the cmdlets that begin a user's login.</summary>
public abstract class LoginCmdletBase : SessionCmdletBase
{
    /// <summary>The API that the login is for; the session's default by default.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AudienceCompleter))]
    public string? Audience { get; set; }

    /// <summary>The scopes that the login asks for; offline_access for a refresh token.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ScopeCompleter))]
    public string[]? Scope { get; set; }
}
