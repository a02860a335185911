using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Gets a token: the one that the session uses for an API, or a new one with a specified grant. Each grant is a parameter set; their
/// parameters are in the files next to this one.
/// </summary>
[Cmdlet(VerbsCommon.Get, "Auth0Token", DefaultParameterSetName = HeldSet)]
[OutputType(typeof(Auth0Token))]
public sealed partial class GetAuth0TokenCommand : SessionCmdletBase
{
    private const string HeldSet = "Held";
    private const string ListSet = "ListAvailable";

    // A number, because a field with the library's enum type would make PowerShell load the library before Isolation specifies where it is.
    private int _grantType = -1;

    /// <summary>The grant type. Default: the token of the user who last signed in for the API, otherwise the application's own.</summary>
    [Parameter]
    public Auth0GrantType GrantType
    {
        get => (Auth0GrantType)_grantType;
        set => _grantType = (int)value;
    }

    /// <summary>The identifier of the API that the token is for. Default: the session's.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = HeldSet)]
    [
        Parameter(ParameterSetName = PasswordSet),
        Parameter(ParameterSetName = EmailSet),
        Parameter(ParameterSetName = SmsSet),
        Parameter(ParameterSetName = ExchangeSet),
        Parameter(ParameterSetName = OnBehalfOfSet)
    ]
    [NotEmptyWhereNamed]
    [ArgumentCompleter(typeof(AudienceCompleter))]
    public string? Audience
    {
        get;
        set => field = value is "" ? null : value;
    }

    /// <summary>The scopes that the token must have. Default: all granted scopes.</summary>
    [Parameter(ParameterSetName = HeldSet)]
    [
        Parameter(ParameterSetName = PasswordSet),
        Parameter(ParameterSetName = EmailSet),
        Parameter(ParameterSetName = SmsSet),
        Parameter(ParameterSetName = ExchangeSet),
        Parameter(ParameterSetName = OnBehalfOfSet)
    ]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ScopeCompleter))]
    public string[]? Scope { get; set; }

    /// <summary>The organization, by id or name. Default: the session's.</summary>
    [Parameter(ParameterSetName = HeldSet), Parameter(ParameterSetName = ExchangeSet), Parameter(ParameterSetName = CodeSet)]
    [Parameter(ParameterSetName = OnBehalfOfSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OrganizationCompleter))]
    public string? Organization { get; set; }

    /// <summary>The session, from the pipeline.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = HeldSet)]
    public PSObject? InputObject { get; set; }

    /// <summary>Returns the tokens that the session has, without a request.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ListSet)]
    public SwitchParameter ListAvailable { get; set; }

    /// <summary>Requests a new token even if the cache has a valid one.</summary>
    [Parameter(ParameterSetName = HeldSet), Parameter(ParameterSetName = OnBehalfOfSet)]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// Doesn't prompt for a second factor: mfa_required is an error, and its target is the input of Get-Auth0MfaAuthenticator.
    /// </summary>
    [Parameter(ParameterSetName = PasswordSet), Parameter(ParameterSetName = EmailSet), Parameter(ParameterSetName = SmsSet)]
    [Parameter(ParameterSetName = PasswordlessSet), Parameter(ParameterSetName = ExchangeSet)]
    public SwitchParameter NonInteractive { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        RefuseDeserializedSession();
        var session = Session ?? InputObject?.BaseObject as Auth0Session ?? ResolveSession();
        if (ParameterSetName == ListSet)
        {
            await session.LoadTokensAsync(Activity, cancellationToken).ConfigureAwait(true);
            session.Tokens.ToList().ForEach(WriteObject);
            return;
        }

        if (ParameterSetName == HeldSet && PipedChallenge is null && PipedLogin is null)
        {
            WriteObject(await GetHeldAsync(session, cancellationToken).ConfigureAwait(true));
            return;
        }

        if (OnBehalfOf is not null)
        {
            WriteObject(await ExchangeAsync(session, OnBehalfOf, cancellationToken).ConfigureAwait(true));
            return;
        }

        var token = await SignInAsync(session, CreateGrant(session), cancellationToken).ConfigureAwait(true);
        RecoveryCodes.WriteWith(this, token, token.RecoveryCode);
    }

    private protected override object? ErrorTarget => Audience;

    private ValueTask<Auth0Token> GetHeldAsync(Auth0Session session, CancellationToken cancellationToken)
    {
        // A user's token has the details of the login: only the application's own can be requested for others.
        if (!IsBound(nameof(GrantType)) && AuthorizationDetails is null)
        {
            return session.GetTokenAsync(Audience, Organization ?? session.Organization, Scope, Activity, Force, cancellationToken);
        }

        if (IsBound(nameof(GrantType)) && GrantType != Auth0GrantType.ClientCredentials)
        {
            throw Incomplete(GrantType);
        }

        return session.GetTokenAsync(
            new ClientCredentialsGrant(Audience ?? session.Audience, Organization ?? session.Organization, Scope)
            {
                AuthorizationDetails = Details,
            },
            Activity,
            Force,
            cancellationToken
        );
    }

    // Otherwise it would be ignored, and the current session used.
    private void RefuseDeserializedSession()
    {
        if (InputObject?.TypeNames.Contains("Deserialized.Auth0Flows.Auth0Session") == true)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.SessionClosed,
                "The session was serialised by a job or a file, so it no longer contains its credentials."
            );
        }
    }

    private bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
}
