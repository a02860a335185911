using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>What a login in a browser asks for: the parameters of /authorize.</summary>
public abstract class BrowserLoginCmdletBase : LoginCmdletBase
{
    // A number: a field of the library's enum would make PowerShell load the library before Isolation can say from where.
    private int _responseMode = (int)Auth0ResponseMode.FormPost;

    /// <summary>What comes back: code, or a hybrid type.</summary>
    [Parameter]
    [ValidateSet("code", "code id_token", "code token", "code id_token token")]
    public string ResponseType { get; set; } = "code";

    /// <summary>How it comes back: FormPost as a posted form, Query in the address, for code alone.</summary>
    [Parameter]
    public Auth0ResponseMode ResponseMode
    {
        get => (Auth0ResponseMode)_responseMode;
        set => _responseMode = (int)value;
    }

    /// <summary>The organization, by id or name; the session's default by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OrganizationCompleter))]
    public string? Organization { get; set; }

    /// <summary>The ticket of an invitation to the organization.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Invitation { get; set; }

    /// <summary>The connection to sign in by, without asking.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string? Connection { get; set; }

    /// <summary>Who will probably sign in: an e-mail address.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? LoginHint { get; set; }

    /// <summary>What the user is asked in any case: login, consent, select_account; or none, for nothing.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Prompt { get; set; }

    /// <summary>How long ago the user may have proved themselves at most.</summary>
    [Parameter]
    [ValidateDuration]
    public TimeSpan? MaxAge { get; set; }

    /// <summary>Sends the parameters to the tenant first, so that the browser carries none of them (RFC 9126).</summary>
    [Parameter]
    public SwitchParameter Pushed { get; set; }

    /// <summary>All of that.</summary>
    private protected Auth0AuthorizeOptions CreateOptions(Auth0Session session, Uri redirectUri) =>
        new()
        {
            ResponseType = ResponseType,
            ResponseMode = ResponseMode,
            RedirectUri = redirectUri,
            Audience = Audience ?? session.Audience,
            Scope = Scope ?? [],
            Organization = Organization ?? session.Organization,
            Invitation = Invitation,
            Connection = Connection,
            LoginHint = LoginHint,
            Prompt = Prompt,
            MaxAge = MaxAge,
            IsPushed = Pushed,
        };
}
