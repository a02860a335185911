using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Signs a user in who is somewhere else: the tenant asks the user on their phone, and the cmdlet waits.</summary>
[Cmdlet(
    VerbsLifecycle.Start,
    "Auth0BackchannelLogin",
    DefaultParameterSetName = "Wait",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Low
)]
[OutputType(typeof(Auth0Token), typeof(Auth0BackchannelLogin))]
public sealed class StartAuth0BackchannelLoginCommand : SessionCmdletBase
{
    /// <summary>The user: an id such as auth0|6f1c…, or what else the server takes as a login_hint.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("UserId", "user_id")]
    [ValidateNotNullOrEmpty]
    public string LoginHint { get; set; } = "";

    /// <summary>The message that the user sees on their device; at most 64 letters, digits, spaces and + - _ . , : #</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [AllowEmptyString]
    public string BindingMessage { get; set; } = "";

    /// <summary>The API that the login is for. Default: the session's.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AudienceCompleter))]
    public string? Audience { get; set; }

    /// <summary>The scopes to request, in addition to openid; offline_access for a refresh token.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ScopeCompleter))]
    public string[]? Scope { get; set; }

    /// <summary>How long the user may take, as a duration or in seconds. Above five minutes, Auth0 sends an e-mail.</summary>
    [Parameter]
    [SecondsOrDuration]
    public TimeSpan? RequestedExpiry { get; set; }

    /// <summary>What the user is asked to authorize (RFC 9396): hashtables with a type, or their JSON.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object[]? AuthorizationDetails { get; set; }

    /// <summary>The maximum time to wait. Default: until the login expires.</summary>
    [Parameter(ParameterSetName = "Wait")]
    [SecondsOrDuration]
    [ValidateDuration]
    public TimeSpan? Timeout { get; set; }

    /// <summary>Returns the login for Wait-Auth0BackchannelLogin, without waiting.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "NoWait")]
    public SwitchParameter NoWait { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        var options = new Auth0BackchannelLoginOptions
        {
            LoginHint = LoginHint,
            BindingMessage = BindingMessage,
            Audience = Audience ?? session.Audience,
            Scope = Scope ?? session.Scope,
            RequestedExpiry = RequestedExpiry,
            AuthorizationDetails = AuthorizationDetailsInput.Of(AuthorizationDetails),
        };
        if (!ShouldProcess(LoginHint, $"Ask the user to approve '{BindingMessage}'"))
        {
            return;
        }

        var login = await session.StartBackchannelLoginAsync(options, Activity, cancellationToken).ConfigureAwait(true);
        if (NoWait)
        {
            WriteObject(login);
            return;
        }

        WriteHost($"Asked {login.UserId ?? "the user"} to approve on their device: {login.BindingMessage}");
        WriteObject(await session.WaitBackchannelLoginAsync(login, Timeout, Activity, cancellationToken).ConfigureAwait(true));
    }

    private protected override object? ErrorTarget => LoginHint;
}
