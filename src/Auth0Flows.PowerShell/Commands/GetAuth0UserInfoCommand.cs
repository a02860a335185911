using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the tenant's claims about a user who signed in with the scope openid.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0UserInfo")]
[OutputType(typeof(Auth0UserInfo))]
public sealed class GetAuth0UserInfoCommand : SessionCmdletBase
{
    /// <summary>The user's token. Default: the token of the last login.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [TokenObject]
    public Auth0Token? Token { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        WriteObject(ApiObject.OfTyped(await ResolveSession().GetUserInfoAsync(Token, Activity, cancellationToken).ConfigureAwait(true)));

    private protected override object? ErrorTarget => Token;
}
