using System.Management.Automation;
using System.Security;

namespace Auth0Flows.PowerShell;

// Token exchange (RFC 8693).
public sealed partial class GetAuth0TokenCommand
{
    private const string ExchangeSet = "TokenExchange";

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
}
