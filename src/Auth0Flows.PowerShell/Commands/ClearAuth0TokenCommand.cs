using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Removes tokens from a session. They stay valid at the tenant: Revoke-Auth0Token revokes a refresh token.</summary>
[Cmdlet(VerbsCommon.Clear, "Auth0Token", DefaultParameterSetName = "All", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class ClearAuth0TokenCommand : SessionCmdletBase
{
    /// <summary>The token to remove. Default: all tokens of the session.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Token")]
    [ValidateNotNull]
    [TokenObject]
    public Auth0Token? Token { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        if (Token is null)
        {
            if (ShouldProcess(session.ToString(), "Remove all tokens"))
            {
                await session.ForgetAllAsync(Activity, cancellationToken).ConfigureAwait(true);
            }
        }
        else if (
            ShouldProcess(Token.ToString(), "Remove the token")
            && !await session.ForgetAsync(Token, Activity, cancellationToken).ConfigureAwait(true)
        )
        {
            WriteWarning($"The session {session.Name} doesn't have this token.");
        }
    }

    private protected override object? ErrorTarget => Token;
}
