using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets a token that signs a user in to a web application, once and within a minute: native to web single sign-on.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0SessionTransferToken")]
[OutputType(typeof(Auth0SessionTransferToken))]
public sealed class GetAuth0SessionTransferTokenCommand : SessionCmdletBase
{
    /// <summary>The token of the login, which has a refresh token. Default: that of the last login of the session.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [TokenObject]
    [ValidateNotNull]
    public Auth0Token? Token { get; set; }

    /// <summary>The login address of the web application, to get it with the token as a query parameter.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? Uri { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        WriteObject(await ResolveSession().CreateSessionTransferTokenAsync(Token, Uri, Activity, cancellationToken).ConfigureAwait(true));

    private protected override object? ErrorTarget => Token;
}
