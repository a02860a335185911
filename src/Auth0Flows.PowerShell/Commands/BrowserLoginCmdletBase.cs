using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The parameters of a browser login (/authorize).</summary>
public abstract partial class BrowserLoginCmdletBase : LoginCmdletBase
{
    // A number, because a field with the library's enum type would make PowerShell load the library before Isolation specifies where it is.
    private int _responseMode = (int)Auth0ResponseMode.FormPost;

    /// <summary>The response type: code, or a hybrid type.</summary>
    [Parameter]
    [ValidateSet("code", "code id_token", "code token", "code id_token token")]
    public string ResponseType { get; set; } = "code";

    /// <summary>The response mode: FormPost posts a form, Query uses the URL, only for code.</summary>
    [Parameter]
    public Auth0ResponseMode ResponseMode
    {
        get => (Auth0ResponseMode)_responseMode;
        set => _responseMode = (int)value;
    }

    /// <summary>The organization, by id or name. Default: the session's.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OrganizationCompleter))]
    public string? Organization { get; set; }

    /// <summary>The ticket of an invitation to the organization.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Invitation { get; set; }

    /// <summary>The connection to sign in with, without asking the user.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string? Connection { get; set; }

    /// <summary>The user who will probably sign in: an e-mail address.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? LoginHint { get; set; }

    /// <summary>What the user is always asked for: login, consent, select_account; or none, to ask nothing.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Prompt { get; set; }

    /// <summary>The maximum time since the user last authenticated.</summary>
    [Parameter]
    [SecondsOrDuration]
    [ValidateDuration]
    public TimeSpan? MaxAge { get; set; }

    /// <summary>Sends the parameters directly to the tenant first, so that they are not in the browser's URL (RFC 9126).</summary>
    [Parameter]
    public SwitchParameter Pushed { get; set; }

    /// <summary>Creates the options from these parameters. The caller disposes the key.</summary>
    private protected Auth0AuthorizeOptions CreateOptions(Auth0Session session, Uri redirectUri, Auth0RequestObjectKey? key) =>
        new()
        {
            ResponseType = ResponseType,
            ResponseMode = ResponseMode,
            RedirectUri = redirectUri,
            Audience = Audience ?? session.Audience,
            Scope = Scope ?? session.Scope,
            Organization = Organization ?? session.Organization,
            Invitation = Invitation,
            Connection = Connection,
            LoginHint = LoginHint,
            Prompt = Prompt,
            MaxAge = MaxAge,
            IsPushed = Pushed,
            IsSigned = SignedRequest,
            RequestObjectKey = key,
            AuthorizationDetails = AuthorizationDetailsInput.Of(AuthorizationDetails),
            AcrValues = AcrValue ?? [],
            UILocales = UILocale ?? [],
            ScreenHint = ScreenHint,
            Display = Display,
            ConnectionScope = ConnectionScope ?? [],
            IdTokenHint = IdTokenHint,
            AdditionalParameters = AuthorizeParameterInput.Of(AdditionalParameter),
        };
}
