using System.Management.Automation;
using System.Security;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the access token of an external provider, such as Google, for a user's connected account (Token Vault).</summary>
[Cmdlet(VerbsCommon.Get, "Auth0ConnectionToken", DefaultParameterSetName = LoginSet)]
[OutputType(typeof(Auth0ConnectionToken))]
public sealed class GetAuth0ConnectionTokenCommand : SessionCmdletBase
{
    private const string LoginSet = "Login";
    private const string AccessTokenSet = "AccessToken";

    /// <summary>The connection of the provider: google-oauth2.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string Connection { get; set; } = "";

    /// <summary>The account at the provider, if the user has connected several.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? LoginHint { get; set; }

    /// <summary>The provider's scopes. Default: all that the user granted.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Scope { get; set; }

    /// <summary>The user's login, with a refresh token. Default: the last one of the session.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = LoginSet)]
    [ValidateNotNull]
    [TokenObject]
    public Auth0Token? Token { get; set; }

    /// <summary>The access token that the application's API received from the user.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AccessTokenSet)]
    [Secret]
    [ValidateNotNull]
    public SecureString? AccessToken { get; set; }

    /// <summary>Requests the token even if a valid one is cached.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        WriteObject(
            AccessToken is null
                ? await session
                    .GetConnectionTokenAsync(Connection, Token, LoginHint, Scope, Activity, Force, cancellationToken)
                    .ConfigureAwait(true)
                : await session
                    .GetConnectionTokenAsync(Connection, AccessToken, LoginHint, Scope, Activity, Force, cancellationToken)
                    .ConfigureAwait(true)
        );
    }

    private protected override object? ErrorTarget => Connection;
}
