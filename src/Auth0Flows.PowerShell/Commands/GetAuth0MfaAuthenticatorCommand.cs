using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets a user's second factors: the user of a login that requires one, or a token's user.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0MfaAuthenticator", DefaultParameterSetName = TokenSet)]
[OutputType(typeof(Auth0MfaAuthenticator))]
public sealed class GetAuth0MfaAuthenticatorCommand : MfaCmdletBase
{
    /// <summary>The login: the target of the error MfaRequired.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ChallengeSet)]
    [ValidateNotNull]
    [NotText("Specify the challenge as an object: the target of the error MfaRequired, or the output of Request-Auth0MfaChallenge.")]
    public Auth0MfaChallenge? MfaChallenge { get; set; }

    /// <summary>A user's token for https://{domain}/mfa/ with read:authenticators. Default: the session's.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = TokenSet)]
    [ValidateNotNull]
    [TokenObject]
    public Auth0Token? Token { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        var authenticators = MfaChallenge is not null
            ? await session.Mfa.ListAuthenticatorsAsync(MfaChallenge, Activity, cancellationToken).ConfigureAwait(true)
            : await session
                .Mfa.ListAuthenticatorsAsync(
                    await ResolveTokenAsync(session, Token, cancellationToken).ConfigureAwait(true),
                    Activity,
                    cancellationToken
                )
                .ConfigureAwait(true);
        foreach (var authenticator in authenticators)
        {
            WriteObject(authenticator);
        }
    }

    private protected override object? ErrorTarget => (object?)MfaChallenge ?? Token;
}
