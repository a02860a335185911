namespace Auth0Flows.PowerShell;

/// <summary>
/// The base class of the cmdlets that work with a user's second factors: for a login that requires one, or with a token for the MFA API.
/// </summary>
public abstract class MfaCmdletBase : SessionCmdletBase
{
    /// <summary>The parameter set of a login.</summary>
    protected const string ChallengeSet = "MfaChallenge";

    /// <summary>The parameter set of a token.</summary>
    protected const string TokenSet = "Token";

    /// <summary>The specified token, or the user's token for the audience https://{domain}/mfa/.</summary>
    private protected async Task<Auth0Token> ResolveTokenAsync(Auth0Session session, Auth0Token? given, CancellationToken cancellationToken)
    {
        if (given is not null)
        {
            return given;
        }

        await session.LoadTokensAsync(Activity, cancellationToken).ConfigureAwait(true);
        if (session.Tokens.All(token => !token.Audience.Contains(session.Mfa.Audience)))
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.NotSignedIn,
                $"No user has signed in to the session {session.Name} for {session.Mfa.Audience}, and no login or token was given."
            );
        }

        return await session
            .GetTokenAsync(session.Mfa.Audience, activity: Activity, cancellationToken: cancellationToken)
            .ConfigureAwait(true);
    }
}
