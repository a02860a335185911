using System.Management.Automation;
using System.Security;

namespace Auth0Flows.PowerShell;

// Token exchange (RFC 8693).
public sealed partial class GetAuth0TokenCommand
{
    private const string ExchangeSet = "TokenExchange";
    private const string OnBehalfOfSet = "OnBehalfOf";

    /// <summary>
    /// The access token that the application's API received from a user: it is exchanged for one of another API (-Audience), which names
    /// who acts for the user.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = OnBehalfOfSet)]
    [Secret]
    [ValidateNotNull]
    public SecureString? OnBehalfOf { get; set; }

    /// <summary>The token to exchange.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ExchangeSet)]
    [Secret]
    [ValidateNotNull]
    public SecureString? SubjectToken { get; set; }

    /// <summary>Its type, a URI: urn:ietf:params:oauth:token-type:access_token, or your own.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ExchangeSet)]
    [ValidateNotNullOrEmpty]
    public string SubjectTokenType { get; set; } = "";

    /// <summary>The type of token to issue, a URI: urn:ietf:params:oauth:token-type:access_token. Default: the tenant decides.</summary>
    [Parameter(ParameterSetName = ExchangeSet)]
    [ValidateNotNullOrEmpty]
    public string? RequestedTokenType { get; set; }

    /// <summary>The token of the party that acts for the subject.</summary>
    [Parameter(ParameterSetName = ExchangeSet)]
    [Secret]
    [ValidateNotNull]
    public SecureString? ActorToken { get; set; }

    /// <summary>Its type, a URI.</summary>
    [Parameter(ParameterSetName = ExchangeSet)]
    [ValidateNotNullOrEmpty]
    public string? ActorTokenType { get; set; }

    private Task<Auth0Token> ExchangeAsync(Auth0Session session, SecureString accessToken, CancellationToken cancellationToken)
    {
        var audience =
            Audience
            ?? throw new Auth0ConfigurationException(
                Auth0ErrorCode.MissingAudience,
                "On whose behalf is known, but not for which API: specify -Audience."
            );
        return IsBound(nameof(GrantType)) && GrantType != Auth0GrantType.TokenExchange
            ? throw new Auth0ConfigurationException(
                Auth0ErrorCode.ConflictingParameters,
                $"The specified parameters belong to the grant type TokenExchange, not to {GrantType}."
            )
            : session.GetTokenOnBehalfOfAsync(accessToken, audience, Scope, Organization, Activity, Force, cancellationToken);
    }
}
