namespace Auth0Flows.Sessions;

/// <summary>Renews tokens early, so that the current token can still be used while the tenant is unavailable or slow.</summary>
internal sealed class Renewal(TimeProvider timeProvider)
{
    // How long a caller with a valid token waits for a newer one.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    public async Task<Auth0Token> RunAsync(
        Auth0Token held,
        Func<CancellationToken, Task<Auth0Token>> renew,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        if (held.IsExpired)
        {
            return await renew(cancellationToken).ConfigureAwait(false); // there is no valid token to use instead
        }

        using var patience = new CancellationTokenSource(_patience, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        string reason;
        try
        {
            return await renew(either.Token).ConfigureAwait(false);
        }
        catch (Auth0Exception failure) when ((failure.IsTransient || CanWait(failure.Code)) && !held.IsExpired)
        {
            reason = failure.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            if (held.IsExpired)
            {
                return await renew(cancellationToken).ConfigureAwait(false); // it has just expired
            }

            reason = $"The tenant did not answer within {_patience.TotalSeconds:0} s.";
        }

        activity?.Report(
            new Auth0Activity(
                Auth0ActivityKind.Warning,
                $"The token could not be renewed{(held.IsRenewable || held.IsOfApplication ? " yet" : "")}: {reason} The current one is used until it expires at {held.ExpiresAt:u}."
            )
        );
        return held;
    }

    // What the tenant or the CI refuses now was granted before, and is until the token expires.
    private static bool CanWait(Auth0ErrorCode code) =>
        code
            is Auth0ErrorCode.InvalidRefreshToken
                or Auth0ErrorCode.MfaRequired
                or Auth0ErrorCode.ScopeBeyondOriginal
                or Auth0ErrorCode.FederatedTokenExpired
                or Auth0ErrorCode.FederatedTokenMissing
                or Auth0ErrorCode.FederatedTokenRefused;
}
