using System.Management.Automation;
using System.Security;

namespace Auth0Flows.PowerShell;

/// <summary>Revokes refresh tokens, with all tokens of the same login. An access token stays valid until it expires.</summary>
[Cmdlet(VerbsSecurity.Revoke, "Auth0Token", DefaultParameterSetName = TokenSet, SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RevokeAuth0TokenCommand : SessionCmdletBase
{
    private const string TokenSet = "Token";

    /// <summary>The token whose refresh token is revoked.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = TokenSet)]
    [ValidateNotNull]
    [TokenObject]
    public Auth0Token? Token { get; set; }

    /// <summary>A refresh token that was stored elsewhere.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "RefreshToken")]
    [Secret]
    [ValidateNotNull]
    public SecureString? RefreshToken { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        if (!ShouldProcess(Token?.ToString() ?? session.ToString(), "Revoke the refresh token"))
        {
            return;
        }

        await (
            ParameterSetName == TokenSet
                ? session.RevokeAsync(Token!, Activity, cancellationToken)
                : session.RevokeAsync(RefreshToken!, Activity, cancellationToken)
        ).ConfigureAwait(true);
    }

    private protected override object? ErrorTarget => Token;
}
