using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>What a login and a registration with a passkey are for.</summary>
public abstract class PasskeyCmdletBase : SessionCmdletBase
{
    /// <summary>The user's database connection. Default: the application's.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string? Realm { get; set; }

    /// <summary>The organization, by id or name. Default: the session's.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OrganizationCompleter))]
    public string? Organization { get; set; }

    /// <summary>The API that the login is for. Default: the session's.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AudienceCompleter))]
    public string? Audience { get; set; }

    /// <summary>The scopes to request; offline_access for a refresh token.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ScopeCompleter))]
    public string[]? Scope { get; set; }

    /// <summary>What exactly the token is requested for (RFC 9396): hashtables with a type, or their JSON.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object[]? AuthorizationDetails { get; set; }

    private protected Auth0PasskeyLoginOptions OptionsFor(Auth0Session session) =>
        new()
        {
            Realm = Realm,
            Organization = Organization ?? session.Organization,
            Audience = Audience ?? session.Audience,
            Scope = Scope ?? session.Scope,
            AuthorizationDetails = AuthorizationDetailsInput.Of(AuthorizationDetails),
        };
}
