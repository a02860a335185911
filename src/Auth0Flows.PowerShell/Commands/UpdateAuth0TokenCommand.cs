using System.Management.Automation;
using System.Security;

namespace Auth0Flows.PowerShell;

/// <summary>Renews users' tokens with their refresh tokens: those from the pipeline, or the session's.</summary>
[Cmdlet(
    VerbsData.Update,
    "Auth0Token",
    DefaultParameterSetName = TokenSet,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Low
)]
[OutputType(typeof(Auth0Token))]
public sealed class UpdateAuth0TokenCommand : SessionCmdletBase
{
    private const string TokenSet = "Token";
    private const string RefreshTokenSet = "RefreshToken";

    /// <summary>The token to renew. Default: all of the session's tokens that can be renewed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = TokenSet)]
    [ValidateNotNull]
    [TokenObject]
    public Auth0Token? Token { get; set; }

    /// <summary>A refresh token that was stored elsewhere, such as in a vault: it signs the user in to this session.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RefreshTokenSet)]
    [Secret]
    [ValidateNotNull]
    public SecureString? RefreshToken { get; set; }

    /// <summary>Another API, if the application has multi-resource refresh tokens.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AudienceCompleter))]
    public string? Audience { get; set; }

    /// <summary>The scopes: fewer than the login was granted, or more if a refresh token policy of the application allows them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ScopeCompleter))]
    public string[]? Scope { get; set; }

    /// <summary>A part of the authorization details that the user has consented to (RFC 9396).</summary>
    [Parameter(ParameterSetName = TokenSet)]
    [ValidateNotNull]
    public object[]? AuthorizationDetails { get; set; }

    /// <summary>Requests a new token even if this one was already renewed.</summary>
    [Parameter(ParameterSetName = TokenSet)]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        if (RefreshToken is not null)
        {
            if (ShouldProcess(session.ToString(), "Sign in with the refresh token"))
            {
                WriteObject(await session.RefreshAsync(RefreshToken, Audience, Scope, Activity, cancellationToken).ConfigureAwait(true));
            }

            return;
        }

        if (Token is null)
        {
            await session.LoadTokensAsync(Activity, cancellationToken).ConfigureAwait(true);
        }

        foreach (var token in Token is null ? Renewable(session) : [Token])
        {
            if (ShouldProcess(token.ToString(), "Renew"))
            {
                WriteObject(await RenewAsync(session, token, cancellationToken).ConfigureAwait(true));
            }
        }
    }

    private protected override object? ErrorTarget => Token;

    private Task<Auth0Token> RenewAsync(Auth0Session session, Auth0Token token, CancellationToken cancellationToken) =>
        AuthorizationDetailsInput.Of(AuthorizationDetails) switch
        {
            null => session.RefreshAsync(token, Audience, Scope, Force || Token is null, Activity, cancellationToken),
            var details when Audience is null && Scope is null => session.RefreshAsync(token, details, Activity, cancellationToken),
            _ => throw new Auth0ConfigurationException(
                Auth0ErrorCode.ConflictingParameters,
                "-AuthorizationDetails are a part of those of the login: they can't be combined with another audience or other scopes."
            ),
        };

    // For another audience one login is enough: the last.
    private Auth0Token[] Renewable(Auth0Session session)
    {
        var all = session.Tokens.Where(static token => token.RefreshToken is not null).ToArray();
        var meant = Audience is null
            ? all
            : all.Where(token => token.Audience.Contains(Audience)).DefaultIfEmpty(all.LastOrDefault()).OfType<Auth0Token>().ToArray();
        return meant.Length > 0
            ? meant
            : throw new Auth0ConfigurationException(
                Auth0ErrorCode.MissingRefreshToken,
                $"The session {session.Name} has no token that can be renewed with a refresh token."
            );
    }
}
