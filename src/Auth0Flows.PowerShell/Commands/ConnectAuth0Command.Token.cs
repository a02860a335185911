using System.Management.Automation;
using System.Security;

namespace Auth0Flows.PowerShell;

// A session with a token that was obtained elsewhere.
public sealed partial class ConnectAuth0Command
{
    /// <summary>An access token that was obtained elsewhere, a JWT. The session uses it for its API until it expires.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TokenSet)]
    [TokenText]
    [ValidateNotNull]
    public SecureString? Token { get; set; }

    private Auth0Session CreateFromToken()
    {
        var options = Auth0SessionOptions.FromAccessToken(
            Auth0Secret.FromSecureString(Token!),
            Domain.Length > 0 ? Auth0Domain.Parse(Domain) : null
        );
        var domain = options.Domain.ToString();
        return new(
            WithRequests(options) with
            {
                Name = Name ?? RunspaceState.Current.NameFor(domain, options.Client.ClientId),
                HostVersion = HostVersion.Value,
            }
        );
    }
}
